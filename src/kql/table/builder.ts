import type { Decimal } from '../values/decimal';
import type { Dynamic } from '../values/dynamic';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
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
  readonly #values: number[] = [];

  push(value: Value): void {
    this.#values.push(value === null ? NULL_BOOL : Number(value));
  }

  finish(): Column {
    return { kind: 'bool', type: 'bool', values: Uint8Array.from(this.#values) };
  }
}

class TextBuilder implements ColumnBuilder {
  readonly #type: 'string' | 'guid';
  readonly #codes: number[] = [];
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
    const codes = Int32Array.from(this.#codes);
    return { kind: 'text', type: this.#type, codes, dictionary: this.#dictionary, distinct: true };
  }
}

class DynamicBuilder implements ColumnBuilder {
  readonly #values: Dynamic[] = [];

  push(value: Value): void {
    this.#values.push(value as Dynamic);
  }

  finish(): Column {
    return { kind: 'dynamic', type: 'dynamic', values: this.#values };
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
