import type { Value } from '../values/value';
import { longOf } from '../values/long';
import type { Column } from './column';
import { NULL_BOOL } from './column';

/** Reads one row's value in its JavaScript form (values/value.ts). Hot loops read the typed arrays instead. */
export type Reader = (row: number) => Value;

export function readerOf(column: Column): Reader {
  switch (column.kind) {
    case 'number': {
      const { values, nulls } = column;
      if (nulls === undefined) return (row) => values[row] ?? null;
      return (row) => (nulls[row] === 1 ? null : (values[row] ?? null));
    }
    case 'big': {
      const { values, nulls } = column;
      return (row) => (nulls?.[row] === 1 ? null : longOf(values[row] ?? 0n));
    }
    case 'bool': {
      const { values } = column;
      return (row) => (values[row] === NULL_BOOL ? null : values[row] === 1);
    }
    case 'text':
    case 'dynamic': {
      const { codes, dictionary } = column;
      return (row) => dictionary[codes[row] ?? -1] ?? null;
    }
    case 'decimal': {
      const { values } = column;
      return (row) => values[row] ?? null;
    }
  }
}
