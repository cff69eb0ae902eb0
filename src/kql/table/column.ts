import type { Decimal } from '../values/decimal';
import type { Dynamic } from '../values/dynamic';

/** One byte per row, 1 where the value is null; absent when no value is. */
export type Nulls = Uint8Array | undefined;

/** Integers that doubles hold exactly, and reals. Datetimes and timespans are ticks (values/datetime.ts). */
export interface NumberColumn {
  readonly kind: 'number';
  readonly type: 'int' | 'long' | 'real' | 'datetime' | 'timespan';
  readonly values: Float64Array;
  readonly nulls: Nulls;
}

/** 64-bit integers of which at least one is beyond 2^53. */
export interface BigColumn {
  readonly kind: 'big';
  readonly type: 'long' | 'datetime' | 'timespan';
  readonly values: BigInt64Array;
  readonly nulls: Nulls;
}

/** 0 false, 1 true, 2 null. */
export interface BoolColumn {
  readonly kind: 'bool';
  readonly type: 'bool';
  readonly values: Uint8Array;
}

/**
 * Dictionary-encoded texts: row `i` holds `dictionary[codes[i]]`; code -1 is the null of a guid (a string has none).
 * Entries may be unused; `distinct` says that no two are equal, so that codes can stand for values.
 */
export interface TextColumn {
  readonly kind: 'text';
  readonly type: 'string' | 'guid';
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
  readonly distinct: boolean;
}

/** Dictionary-encoded like texts; code -1 is null. Entries may be unused and may be equal. */
export interface DynamicColumn {
  readonly kind: 'dynamic';
  readonly type: 'dynamic';
  readonly codes: Int32Array;
  readonly dictionary: readonly Dynamic[];
}

export interface DecimalColumn {
  readonly kind: 'decimal';
  readonly type: 'decimal';
  readonly values: readonly (Decimal | null)[];
}

/** The values of one column. Immutable once made; columns of many tables share arrays and dictionaries. */
export type Column = NumberColumn | BigColumn | BoolColumn | TextColumn | DynamicColumn | DecimalColumn;

export const NULL_BOOL = 2;

export type NumberType = NumberColumn['type'];
export type BigType = BigColumn['type'];

/** A column whose rows are codes of a dictionary: what is asked of its values is asked once per entry. */
export type CodedColumn = TextColumn | DynamicColumn;

export function isCoded(column: Column): column is CodedColumn {
  return column.kind === 'text' || column.kind === 'dynamic';
}

export function lengthOf(column: Column): number {
  return isCoded(column) ? column.codes.length : column.values.length;
}
