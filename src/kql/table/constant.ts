import type { Decimal } from '../values/decimal';
import type { Dynamic } from '../values/dynamic';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
import type { Column } from './column';
import { NULL_BOOL } from './column';

/** A column that holds one value in every row. */
export function constantColumn(type: KqlType, value: Value, length: number): Column {
  switch (type) {
    case 'bool':
      return { kind: 'bool', type, values: new Uint8Array(length).fill(value === null ? NULL_BOOL : Number(value)) };
    case 'string':
      return {
        kind: 'text',
        type,
        codes: new Int32Array(length),
        dictionary: [(value ?? '') as string],
        distinct: true,
      };
    case 'guid': {
      const dictionary = value === null ? [] : [value as string];
      return { kind: 'text', type, codes: codesOf(value, length), dictionary, distinct: true };
    }
    case 'dynamic':
      return { kind: 'dynamic', type, codes: codesOf(value, length), dictionary: [value as Dynamic] };
    case 'decimal':
      return { kind: 'decimal', type, values: Array.from({ length }, () => value as Decimal | null) };
    default: {
      const nulls = value === null ? new Uint8Array(length).fill(1) : undefined;
      if (typeof value === 'bigint' && type !== 'int' && type !== 'real') {
        return { kind: 'big', type, values: new BigInt64Array(length).fill(value), nulls };
      }
      // Fresh arrays are zeros that cost no memory until they are written to.
      const values = new Float64Array(length);
      return {
        kind: 'number',
        type,
        values: value === null || value === 0 ? values : values.fill(Number(value)),
        nulls,
      };
    }
  }
}

function codesOf(value: Value, length: number): Int32Array {
  const codes = new Int32Array(length);
  return value === null ? codes.fill(-1) : codes;
}
