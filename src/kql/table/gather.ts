import type { CodedColumn, Column, Nulls, TextColumn } from './column';
import { NULL_BOOL } from './column';

/** Row numbers to take, in order; -1 takes a null (the empty string of a string column). */
export type Rows = Int32Array;

/** The column of the taken rows. Dictionaries are shared, but for few rows of many entries. */
export function gather(column: Column, rows: Rows): Column {
  const length = rows.length;
  switch (column.kind) {
    case 'number': {
      const values = new Float64Array(length);
      for (let at = 0; at < length; at++) values[at] = column.values[rows[at] as number] as number;
      return { ...column, values, nulls: gatherNulls(column.nulls, rows) };
    }
    case 'big': {
      const values = new BigInt64Array(length);
      for (let at = 0; at < length; at++) values[at] = column.values[rows[at] as number] ?? 0n;
      return { ...column, values, nulls: gatherNulls(column.nulls, rows) };
    }
    case 'bool': {
      const values = new Uint8Array(length);
      for (let at = 0; at < length; at++) values[at] = column.values[rows[at] as number] ?? NULL_BOOL;
      return { ...column, values };
    }
    case 'text':
      return gatherText(column, rows);
    case 'dynamic':
      return compact({ ...column, codes: gatherCodes(column.codes, rows) });
    case 'decimal': {
      const values = Array.from(rows, (row) => column.values[row] ?? null);
      return { ...column, values };
    }
  }
}

function gatherNulls(nulls: Nulls, rows: Rows): Nulls {
  const length = rows.length;
  const taken = new Uint8Array(length);
  let any = 0;
  for (let at = 0; at < length; at++) {
    const row = rows[at] as number;
    const isNull = row < 0 ? 1 : nulls === undefined ? 0 : (nulls[row] as number);
    taken[at] = isNull;
    any |= isNull;
  }
  return any === 0 ? undefined : taken;
}

function gatherText(column: TextColumn, rows: Rows): TextColumn {
  const taken = compact({ ...column, codes: gatherCodes(column.codes, rows) });
  return column.type === 'string' && taken.codes.includes(-1) ? withEmptyText(taken) : taken;
}

const FEW_ENTRIES = 256;
const MANY_TIMES = 8;

/**
 * A dictionary of its own for few rows out of many entries: what comes after works in the size of dictionaries, and a
 * sub-query that runs for each row must not.
 */
function compact<C extends CodedColumn>(column: C): C {
  const { codes } = column;
  const all: readonly C['dictionary'][number][] = column.dictionary;
  if (all.length <= FEW_ENTRIES || codes.length * MANY_TIMES >= all.length) return column;
  const known = new Map<number, number>();
  const dictionary: C['dictionary'][number][] = [];
  const own = codes.map((code) => {
    if (code < 0) return -1;
    let mine = known.get(code);
    if (mine === undefined) {
      mine = dictionary.push(all[code] as C['dictionary'][number]) - 1;
      known.set(code, mine);
    }
    return mine;
  });
  return { ...column, codes: own, dictionary };
}

function gatherCodes(codes: Int32Array, rows: Rows): Int32Array {
  const length = rows.length;
  const taken = new Int32Array(length);
  for (let at = 0; at < length; at++) {
    const row = rows[at] as number;
    taken[at] = row < 0 ? -1 : (codes[row] as number);
  }
  return taken;
}

/** Turns code -1 into the empty string, adding it to the dictionary where it is not in it. */
export function withEmptyText(column: TextColumn): TextColumn {
  let empty = column.dictionary.indexOf('');
  const dictionary = empty === -1 ? [...column.dictionary, ''] : column.dictionary;
  if (empty === -1) empty = dictionary.length - 1;
  return { ...column, dictionary, codes: column.codes.map((code) => (code < 0 ? empty : code)) };
}

/** The numbers 0 to length - 1. */
export function allRows(length: number): Rows {
  const rows = new Int32Array(length);
  for (let at = 0; at < length; at++) rows[at] = at;
  return rows;
}
