import type { Dynamic } from '../../values/dynamic';
import { Boxed, dynamicKey, dynamicText, isArray } from '../../values/dynamic';
import type { Long } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany, fnOfNulls } from '../scalar-function';

type Array_ = readonly Dynamic[];

/** The number that a dynamic holds; undefined for anything else. */
export function numberIn(value: Dynamic): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  return value instanceof Boxed && value.scalar.type === 'real' ? value.scalar.value : undefined;
}

/** A negative index counts from the end; what lies outside is moved to the border. */
function clampIndex(index: Long, length: number): number {
  const at = Number(index);
  return Math.max(0, Math.min(length, at < 0 ? at + length : at));
}

/** Both ends are in the slice. */
function slice(array: Dynamic, start: Long, end: Long): Dynamic {
  if (!isArray(array)) return null;
  const last = Number(end) < 0 ? Number(end) + array.length : Number(end);
  return array.slice(clampIndex(start, array.length), Math.max(0, last + 1));
}

/** Cuts before each index; an index that is too low for its place gives an empty part. */
function split(array: Dynamic, at: Dynamic): Dynamic {
  if (!isArray(array)) return null;
  const cuts = (isArray(at) ? at : [at]).map(numberIn);
  if (cuts.some((cut) => cut === undefined)) return null;
  const parts: Dynamic[] = [];
  let from = 0;
  for (const cut of cuts) {
    const to = Math.max(from, clampIndex(cut ?? 0, array.length));
    parts.push(array.slice(from, to));
    from = to;
  }
  return [...parts, array.slice(from)];
}

function shift(array: Dynamic, by: Long, fill: Dynamic): Dynamic {
  if (!isArray(array)) return null;
  return array.map((_, index) => {
    const from = index + Number(by);
    return from >= 0 && from < array.length ? (array[from] ?? null) : fill;
  });
}

function rotate(array: Dynamic, by: number): Dynamic {
  if (!isArray(array) || array.length === 0) return isArray(array) ? [] : null;
  const start = ((by % array.length) + array.length) % array.length;
  return [...array.slice(start), ...array.slice(0, start)];
}

function indexOf(array: Dynamic, value: Dynamic, start: Long, length: Long, occurrence: Long): number | null {
  if (!isArray(array)) return null;
  const key = dynamicKey(value);
  const from = Number(start) < 0 ? Math.max(0, array.length + Number(start)) : Number(start);
  const end = Number(length) < 0 ? array.length : Math.min(array.length, from + Number(length));
  let left = Number(occurrence);
  for (let at = from; at < end; at++) {
    const item = array[at];
    if (item === undefined || dynamicKey(item) !== key) continue;
    left--;
    if (left === 0) return at;
  }
  return -1;
}

/** Per item of the condition; what is no boolean and no number decides nothing and gives null. */
function iff(condition: Dynamic, whenTrue: Dynamic, whenFalse: Dynamic): Dynamic {
  if (!isArray(condition)) return null;
  return condition.map((item, index): Dynamic => {
    const number = numberIn(item);
    const holds = typeof item === 'boolean' ? item : number === undefined ? undefined : number !== 0;
    if (holds === undefined) return null;
    const source = holds ? whenTrue : whenFalse;
    return isArray(source) ? (source[index] ?? null) : source;
  });
}

function sum(array: Dynamic): number | null {
  if (!isArray(array)) return null;
  let total = 0;
  for (const item of array) {
    const number = numberIn(item);
    if (number === undefined) return null;
    total += number;
  }
  return total;
}

function zip(...arrays: readonly (Dynamic | null)[]): Dynamic {
  const lists = arrays.map((array) => (isArray(array) ? array : [array]));
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => lists.map((list) => list[index] ?? null));
}

function jaccard(first: Dynamic, second: Dynamic): number | null {
  if (!isArray(first) || !isArray(second)) return null;
  const a = new Set(first.map(dynamicKey));
  const b = new Set(second.map(dynamicKey));
  const both = [...a].filter((key) => b.has(key)).length;
  return both / (a.size + b.size - both);
}

const join = (array: Dynamic, delimiter: string): string | null =>
  isArray(array) ? array.map(dynamicText).join(delimiter) : null;

const listed = (array: Dynamic, change: (items: Array_) => Dynamic): Dynamic => (isArray(array) ? change(array) : null);

/** As many elements as `range` makes. */
const MOST_ELEMENTS = 1_048_576;

const iffs = (name: string): ScalarFunction => fnOfNulls(name, ['dynamic', 'json', 'json'], 'dynamic', iff);

export const arrays: readonly ScalarFunction[] = [
  fn('array_reverse', ['dynamic'], 'dynamic', (array) => listed(array, (items) => items.toReversed())),
  fn('array_slice', ['dynamic', 'long', 'long'], 'dynamic', slice),
  fn('array_split', ['dynamic', 'json'], 'dynamic', split),
  fn('array_shift_left', ['dynamic', 'long'], 'dynamic', (array, by) => shift(array, by, null)),
  fnOfNulls('array_shift_left', ['dynamic', 'long', 'json'], 'dynamic', (array, by, fill) =>
    shift(array, by ?? 0, fill),
  ),
  fn('array_shift_right', ['dynamic', 'long'], 'dynamic', (array, by) => shift(array, -Number(by), null)),
  fnOfNulls('array_shift_right', ['dynamic', 'long', 'json'], 'dynamic', (array, by, fill) =>
    shift(array, -Number(by ?? 0), fill),
  ),
  fn('array_rotate_left', ['dynamic', 'long'], 'dynamic', (array, by) => rotate(array, Number(by))),
  fn('array_rotate_right', ['dynamic', 'long'], 'dynamic', (array, by) => rotate(array, -Number(by))),
  fnOfNulls('array_index_of', ['dynamic', 'json'], 'long', (array, value) => indexOf(array, value, 0, -1, 1)),
  fnOfNulls('array_index_of', ['dynamic', 'json', 'long'], 'long', (array, value, start) =>
    indexOf(array, value, start ?? 0, -1, 1),
  ),
  fnOfNulls('array_index_of', ['dynamic', 'json', 'long', 'long'], 'long', (array, value, start, length) =>
    indexOf(array, value, start ?? 0, length ?? -1, 1),
  ),
  fnOfNulls('array_index_of', ['dynamic', 'json', 'long', 'long', 'long'], 'long', (array, value, start, length, nth) =>
    indexOf(array, value, start ?? 0, length ?? -1, nth ?? 1),
  ),
  iffs('array_iff'),
  iffs('array_iif'),
  fn('array_sum', ['dynamic'], 'real', sum),
  fn('array_strcat', ['dynamic', 'string'], 'string', join),
  fnOfNulls('repeat', ['json', 'long'], 'dynamic', (value, count) =>
    count === null || count < 0 || count > MOST_ELEMENTS ? null : Array.from({ length: Number(count) }, () => value),
  ),
  fnOfMany('zip', [], 'json', 'dynamic', zip),
  fn('jaccard_index', ['dynamic', 'dynamic'], 'real', jaccard),
];
