import type { JoinKind } from '../../plan/plan';
import { Codes } from '../../table/codes';
import type { Keys } from './join-keys';
import type { JoinWindow } from './join-window';

/** Pairs of rows; -1 stands for the missing row of an outer join. */
export interface Pairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The rows of one side that have, or lack, a partner. */
export function withPartner(
  { ids, count, leftCount }: Keys,
  side: 'left' | 'right',
  partners: 'kept' | 'dropped',
): Int32Array {
  const [mine, mineEnd] = side === 'left' ? [0, leftCount] : [leftCount, ids.length];
  const [other, otherEnd] = side === 'left' ? [leftCount, ids.length] : [0, leftCount];
  const present = new Uint8Array(count);
  for (let row = other; row < otherEnd; row++) present[ids[row] as number] = 1;
  const rows = new Codes();
  for (let row = mine; row < mineEnd; row++) {
    const has = present[ids[row] as number] === 1;
    if (has === (partners === 'kept')) rows.push(row - mine);
  }
  return rows.finish();
}

/** Right rows by key: those of key `id` are `rows[start[id]]` to below `rows[start[id + 1]]`. */
interface ByKey {
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

function byKey({ ids, count, leftCount }: Keys, order: Int32Array | undefined): ByKey {
  const size = order?.length ?? ids.length - leftCount;
  const start = new Int32Array(count + 1);
  for (let at = 0; at < size; at++) {
    const row = leftCount + (order === undefined ? at : (order[at] as number));
    start[(ids[row] as number) + 1] = (start[(ids[row] as number) + 1] as number) + 1;
  }
  for (let id = 0; id < count; id++) start[id + 1] = (start[id + 1] as number) + (start[id] as number);
  const next = start.slice(0, count);
  const rows = new Int32Array(start[count] as number);
  for (let at = 0; at < size; at++) {
    const right = order === undefined ? at : (order[at] as number);
    const row = leftCount + right;
    const id = ids[row] as number;
    rows[next[id] as number] = right;
    next[id] = (next[id] as number) + 1;
  }
  return { start, rows };
}

/** All pairs of equal keys by left row, then by right row; for `innerunique` the first left row of a key stands for all. */
export function pairsOf(kind: JoinKind, keys: Keys): Pairs {
  const { ids, count, leftCount } = keys;
  const { start, rows } = byKey(keys, undefined);
  const keepLeft = kind === 'leftouter' || kind === 'fullouter';
  const keepRight = kind === 'rightouter' || kind === 'fullouter';
  const seen = new Uint8Array(count);
  const left = new Codes();
  const right = new Codes();
  for (let row = 0; row < leftCount; row++) {
    const id = ids[row] as number;
    if (kind === 'innerunique' && seen[id] === 1) continue;
    seen[id] = 1;
    const from = start[id] as number;
    const to = start[id + 1] as number;
    for (let at = from; at < to; at++) {
      left.push(row);
      right.push(rows[at] as number);
    }
    if (from === to && keepLeft) {
      left.push(row);
      right.push(-1);
    }
  }
  for (let row = keepRight ? leftCount : ids.length; row < ids.length; row++) {
    if (seen[ids[row] as number] === 1) continue;
    left.push(-1);
    right.push(row - leftCount);
  }
  return { left: left.finish(), right: right.finish() };
}

/** The pairs of an inner join whose right row is in the window of the left one, in the same order as `pairsOf`. */
export function pairsWithin(kind: 'inner' | 'innerunique', keys: Keys, window: JoinWindow): Pairs {
  const { ids, count, leftCount } = keys;
  const { low, high, values, bucketOf } = window;
  const { start, rows } = byKey(keys, window.order);
  const seen = new Uint8Array(count);
  const left = new Codes();
  const right = new Codes();
  for (let row = 0; row < leftCount; row++) {
    const id = ids[row] as number;
    if (seen[id] === 1) continue;
    if (kind === 'innerunique') seen[id] = 1;
    const least = low[row] as number;
    const most = high[row] as number;
    if (!(least <= most)) continue;
    const end = start[id + 1] as number;
    const lastBucket = bucketOf(most);
    const found: number[] = [];
    let sorted = true;
    for (let at = firstFrom(window, rows, start[id] as number, end, bucketOf(least)); at < end; at++) {
      const other = rows[at] as number;
      const value = values[other] as number;
      if (bucketOf(value) > lastBucket) break;
      if (value < least || value > most) continue;
      if (found.length > 0 && other < (found[found.length - 1] as number)) sorted = false;
      found.push(other);
    }
    for (const other of sorted ? found : Int32Array.from(found).sort()) {
      left.push(row);
      right.push(other);
    }
  }
  return { left: left.finish(), right: right.finish() };
}

/** The first place between two whose row is in a bucket or behind it. */
function firstFrom(
  { values, bucketOf }: JoinWindow,
  rows: Int32Array,
  from: number,
  to: number,
  bucket: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bucketOf(values[rows[middle] as number] as number) < bucket) low = middle + 1;
    else high = middle;
  }
  return low;
}
