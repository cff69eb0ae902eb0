import type { Decimal } from '../values/decimal';
import type { Dynamic } from '../values/dynamic';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
import { Codes } from './codes';
import type { BigType, Column, NumberType } from './column';
import { NULL_BOOL } from './column';

/** Makes a column value by value. Null in a string column is the empty string. */
export interface ColumnBuilder {
  push(value: Value): void;
  finish(): Column;
}

export function columnBuilder(type: KqlType): ColumnBuilder {
  switch (type) {
    case 'bool':
      return new BoolBuilder();
    case 'string':
    case 'guid':
      return new TextBuilder(type);
    case 'dynamic':
      return new DynamicBuilder();
    case 'decimal':
      return new DecimalBuilder();
    default:
      return new NumberBuilder(type);
  }
}

/** A column of these values. */
export function columnOf(type: KqlType, values: Iterable<Value>): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.push(value);
  return builder.finish();
}

const FIRST_CAPACITY = 16;

class NumberBuilder implements ColumnBuilder {
  readonly #type: NumberType;
  #values = new Float64Array(FIRST_CAPACITY);
  #big: BigInt64Array | undefined;
  #nulls: Uint8Array | undefined;
  #length = 0;

  constructor(type: NumberType) {
    this.#type = type;
  }

  push(value: Value): void {
    const row = this.#length++;
    if (row >= this.#values.length) this.#grow();
    if (value === null) {
      this.#nulls ??= new Uint8Array(this.#values.length);
      this.#nulls[row] = 1;
    } else if (typeof value === 'bigint') {
      this.#big ??= bigOf(this.#values);
      this.#big[row] = value;
    } else if (this.#big === undefined) {
      this.#values[row] = value as number;
    } else {
      this.#big[row] = BigInt(value as number);
    }
  }

  finish(): Column {
    const nulls = this.#nulls?.slice(0, this.#length);
    if (this.#big !== undefined && this.#type !== 'real' && this.#type !== 'int') {
      return { kind: 'big', type: this.#type satisfies BigType, values: this.#big.slice(0, this.#length), nulls };
    }
    return { kind: 'number', type: this.#type, values: this.#values.slice(0, this.#length), nulls };
  }

  #grow(): void {
    const capacity = this.#values.length * 2;
    const values = new Float64Array(capacity);
    values.set(this.#values);
    this.#values = values;
    if (this.#nulls !== undefined) {
      const nulls = new Uint8Array(capacity);
      nulls.set(this.#nulls);
      this.#nulls = nulls;
    }
    if (this.#big === undefined) return;
    const big = new BigInt64Array(capacity);
    big.set(this.#big);
    this.#big = big;
  }
}

function bigOf(values: Float64Array): BigInt64Array {
  return BigInt64Array.from(values, (value) => BigInt(value));
}

class BoolBuilder implements ColumnBuilder {
  #values: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  push(value: Value): void {
    if (this.#length === this.#values.length) this.#values = grownBytes(this.#values);
    this.#values[this.#length++] = value === null ? NULL_BOOL : Number(value);
  }

  finish(): Column {
    return { kind: 'bool', type: 'bool', values: this.#values.slice(0, this.#length) };
  }
}

function grownBytes(values: Uint8Array): Uint8Array {
  const grown = new Uint8Array(values.length * 2);
  grown.set(values);
  return grown;
}

class TextBuilder implements ColumnBuilder {
  readonly #type: 'string' | 'guid';
  readonly #codes = new Codes();
  readonly #dictionary: string[] = [];
  readonly #code = new Map<string, number>();

  constructor(type: 'string' | 'guid') {
    this.#type = type;
  }

  push(value: Value): void {
    if (value === null && this.#type === 'guid') {
      this.#codes.push(-1);
      return;
    }
    const text = (value ?? '') as string;
    let code = this.#code.get(text);
    if (code === undefined) {
      code = this.#dictionary.push(text) - 1;
      this.#code.set(text, code);
    }
    this.#codes.push(code);
  }

  finish(): Column {
    return {
      kind: 'text',
      type: this.#type,
      codes: this.#codes.finish(),
      dictionary: this.#dictionary,
      distinct: true,
    };
  }
}

class DynamicBuilder implements ColumnBuilder {
  readonly #codes = new Codes();
  readonly #dictionary: Dynamic[] = [];
  #last: Dynamic = null;

  push(value: Value): void {
    if (value === null) {
      this.#codes.push(-1);
      return;
    }
    // The same value again, as in a constant: by identity, since a deeper look would cost more than it saves.
    if (value !== this.#last) this.#dictionary.push((this.#last = value as Dynamic));
    this.#codes.push(this.#dictionary.length - 1);
  }

  finish(): Column {
    return { kind: 'dynamic', type: 'dynamic', codes: this.#codes.finish(), dictionary: this.#dictionary };
  }
}

class DecimalBuilder implements ColumnBuilder {
  readonly #values: (Decimal | null)[] = [];

  push(value: Value): void {
    this.#values.push(value as Decimal | null);
  }

  finish(): Column {
    return { kind: 'decimal', type: 'decimal', values: this.#values };
  }
}
