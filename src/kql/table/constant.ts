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
    case 'guid':
      return {
        kind: 'text',
        type,
        codes: new Int32Array(length).fill(value === null ? -1 : 0),
        dictionary: value === null ? [] : [value as string],
        distinct: true,
      };
    case 'dynamic':
      return { kind: 'dynamic', type, values: Array.from({ length }, () => value as Dynamic) };
    case 'decimal':
      return { kind: 'decimal', type, values: Array.from({ length }, () => value as Decimal | null) };
    default: {
      const nulls = value === null ? new Uint8Array(length).fill(1) : undefined;
      if (typeof value === 'bigint' && type !== 'int' && type !== 'real') {
        return { kind: 'big', type, values: new BigInt64Array(length).fill(value), nulls };
      }
      return { kind: 'number', type, values: new Float64Array(length).fill(Number(value ?? 0)), nulls };
    }
  }
}
