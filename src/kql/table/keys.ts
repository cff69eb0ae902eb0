import { dynamicKey } from '../values/dynamic';
import { printDecimal } from '../values/decimal';
import { Codes } from './codes';
import type { CodedColumn, Column } from './column';

/** Small integers that stand for the values of a column: equal codes, equal values. Null has a code of its own. */
export interface DenseCodes {
  readonly codes: Int32Array;
  /** Codes are below it. */
  readonly count: number;
  /** The first row of each code, where codes are numbered in order of first appearance. */
  readonly first?: Int32Array;
}

export interface Groups {
  /** The group of each row, numbered in order of first appearance. */
  readonly ids: Int32Array;
  readonly count: number;
  /** The first row of each group. */
  readonly first: Int32Array;
}

/** Codes for the values of one column (not in order of appearance). */
export function denseCodes(column: Column): DenseCodes {
  switch (column.kind) {
    case 'text': {
      const size = column.dictionary.length;
      if (!column.distinct) return codesOfEntries(column, (entry) => entry);
      let missing = false;
      for (const code of column.codes) if (code < 0) missing = true;
      return missing
        ? { codes: column.codes.map((code) => (code < 0 ? size : code)), count: size + 1 }
        : { codes: column.codes, count: size };
    }
    case 'bool':
      return { codes: Int32Array.from(column.values), count: 3 };
    case 'number':
      return denseNumbers(column.values, column.nulls);
    case 'big':
      return hashed(column.values.length, (row) => (column.nulls?.[row] === 1 ? undefined : column.values[row]));
    case 'dynamic':
      return codesOfEntries(column, dynamicKey);
    case 'decimal':
      return hashed(column.values.length, (row) => {
        const value = column.values[row] ?? null;
        return value === null ? undefined : printDecimal(value).replace(/\.?0+$/, '');
      });
  }
}

/** Of entries that may be equal: the key of each is made once. */
function codesOfEntries<C extends CodedColumn>(
  column: C,
  keyOf: (entry: C['dictionary'][number]) => string,
): DenseCodes {
  const dictionary: readonly C['dictionary'][number][] = column.dictionary;
  const known = new Map<string, number>([['null', 0]]);
  const codeOf = new Int32Array(dictionary.length).fill(-1);
  const codes = column.codes.map((entry) => {
    if (entry < 0) return 0;
    let code = codeOf[entry] as number;
    if (code >= 0) return code;
    const key = keyOf(dictionary[entry] as C['dictionary'][number]);
    code = known.get(key) ?? known.size;
    known.set(key, code);
    codeOf[entry] = code;
    return code;
  });
  return { codes, count: known.size };
}

function hashed(length: number, keyOf: (row: number) => unknown): DenseCodes {
  const known = new Map<unknown, number>();
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const key = keyOf(row);
    let code = known.get(key);
    if (code === undefined) {
      code = known.size;
      known.set(key, code);
    }
    codes[row] = code;
  }
  return { codes, count: known.size };
}

const SMALL_RANGE = 1 << 20;

function denseNumbers(values: Float64Array, nulls: Uint8Array | undefined): DenseCodes {
  const length = values.length;
  let low = Infinity;
  let high = -Infinity;
  let whole = true;
  for (let row = 0; row < length; row++) {
    const value = values[row] as number;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value !== Math.floor(value)) whole = false;
  }
  const codes = new Int32Array(length);
  if (length > 0 && whole && high - low < SMALL_RANGE) {
    const size = high - low + 1;
    for (let row = 0; row < length; row++) {
      codes[row] = nulls !== undefined && nulls[row] === 1 ? size : (values[row] as number) - low;
    }
    return { codes, count: size + 1 };
  }
  return hashNumbers(values, nulls, codes);
}

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/** Open addressing over doubles: several times faster than a Map. NaN equals NaN, -0 equals 0. */
function hashNumbers(values: Float64Array, nulls: Uint8Array | undefined, codes: Int32Array): DenseCodes {
  const length = values.length;
  let capacity = 1024;
  while (capacity < length * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Int32Array(capacity).fill(-1);
  const keys = new Float64Array(length);
  let count = 0;
  let nullCode = -1;
  let nanCode = -1;
  for (let row = 0; row < length; row++) {
    const value = values[row] as number;
    if (nulls !== undefined && nulls[row] === 1) {
      if (nullCode < 0) keys[(nullCode = count++)] = Number.NaN;
      codes[row] = nullCode;
      continue;
    }
    if (value !== value) {
      if (nanCode < 0) keys[(nanCode = count++)] = Number.NaN;
      codes[row] = nanCode;
      continue;
    }
    let slot = hashOf(value) & mask;
    for (;;) {
      const code = slots[slot] as number;
      if (code < 0) {
        slots[slot] = count;
        keys[count] = value;
        codes[row] = count++;
        break;
      }
      if (keys[code] === value) {
        codes[row] = code;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { codes, count };
}

function hashOf(value: number): number {
  double[0] = value === 0 ? 0 : value;
  return mixed((halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1));
}

function mixed(bits: number): number {
  const hash = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

const DIRECT_LIMIT = 1 << 22;

/** Groups rows by equal values in all columns; no columns make one group (none for no rows). */
export function groupRows(columns: readonly Column[], length: number): Groups {
  const [first, ...rest] = columns;
  if (first === undefined) {
    return { ids: new Int32Array(length), count: length === 0 ? 0 : 1, first: new Int32Array(length === 0 ? 0 : 1) };
  }
  return numbered(rest.reduce((codes, column) => combine(codes, denseCodes(column)), denseCodes(first)));
}

/** The first row of every pair of a group and a value of the column, in order: the distinct values of each group. */
export function distinctInGroups(ids: Int32Array, count: number, column: Column): Int32Array {
  return numbered(combine({ codes: ids, count }, denseCodes(column))).first;
}

/** Codes for pairs. A product that does not fit the direct table is hashed. */
function combine(left: DenseCodes, right: DenseCodes): DenseCodes {
  const size = right.count;
  if (left.count * size > DIRECT_LIMIT) return hashPairs(left.codes, right.codes);
  const { length } = left.codes;
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    codes[row] = (left.codes[row] as number) * size + (right.codes[row] as number);
  }
  return { codes, count: left.count * size };
}

/** Open addressing over pairs of codes; a pair is remembered by its first row. */
function hashPairs(left: Int32Array, right: Int32Array): DenseCodes {
  const { length } = left;
  let capacity = 1024;
  while (capacity < length * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Int32Array(capacity).fill(-1);
  const codes = new Int32Array(length);
  const first = new Int32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) {
    const a = left[row] as number;
    const b = right[row] as number;
    let slot = mixed(Math.imul(a, 0x9e3779b1) ^ b) & mask;
    for (;;) {
      const code = slots[slot] as number;
      if (code < 0) {
        slots[slot] = count;
        first[count] = row;
        codes[row] = count++;
        break;
      }
      const known = first[code] as number;
      if (left[known] === a && right[known] === b) {
        codes[row] = code;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { codes, count, first: first.slice(0, count) };
}

/** Renumbers codes in order of first appearance. */
function numbered({ codes, count, first: known }: DenseCodes): Groups {
  if (known !== undefined) return { ids: codes, count, first: known };
  const { length } = codes;
  const idOf = new Int32Array(count).fill(-1);
  const ids = new Int32Array(length);
  const first = new Codes();
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    let id = idOf[code] as number;
    if (id < 0) {
      id = first.length;
      first.push(row);
      idOf[code] = id;
    }
    ids[row] = id;
  }
  return { ids, count: first.length, first: first.finish() };
}
