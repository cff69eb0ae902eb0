import { columnOf } from '../../table/builder';
import type { Column } from '../../table/column';
import { distinctInGroups } from '../../table/keys';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import { toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { dynamicKey, isArray, isBag } from '../../values/dynamic';
import type { AggregateFunction, AggregateInput } from '../aggregate-function';
import { aggregate, onlyIf } from '../aggregate-function';

const DEFAULT_LIMIT = 1_048_576;
/** The old `makeset` and `makelist`. */
const OLD_LIMIT = 128;

function dynamics(values: readonly Dynamic[]): Column {
  return columnOf('dynamic', values);
}

/** Undefined for a limit that is no positive constant: what such a one means is not documented. */
function limitOf({ args }: AggregateInput, fallback: number): number | undefined {
  const [, limit] = args;
  if (limit === undefined) return fallback;
  const size = limit.kind === 'constant' ? Number(limit.value) : 0;
  return size > 0 ? size : undefined;
}

/** First-seen order; nulls are dropped; arrays give their elements (facts: kql-semantics 6.10). */
function setOf(input: AggregateInput, fallback: number): Column | undefined {
  const { args, ids, groupCount } = input;
  const [value] = args;
  if (value === undefined) return undefined;
  const limit = limitOf(input, fallback);
  if (limit === undefined) return undefined;
  const column = toColumn(value, ids.length);
  const sets = Array.from({ length: groupCount }, (): Dynamic[] => []);
  const read = readerOf(column);
  const rows = distinctInGroups(ids, groupCount, column);
  if (column.kind !== 'dynamic') {
    for (const row of rows) {
      const item = read(row);
      const set = sets[ids[row] as number];
      if (item !== null && set !== undefined && set.length < limit) set.push(toDynamic(column.type, item));
    }
    return dynamics(sets);
  }
  const seen = Array.from({ length: groupCount }, () => new Set<string>());
  for (const row of rows) {
    const id = ids[row] as number;
    const item = read(row) as Dynamic;
    for (const each of isArray(item) ? item : [item]) {
      const key = dynamicKey(each);
      if (each === null || seen[id]?.has(key) === true || (sets[id]?.length ?? 0) >= limit) continue;
      seen[id]?.add(key);
      sets[id]?.push(each);
    }
  }
  return dynamics(sets);
}

function listOf(input: AggregateInput, fallback: number, nulls: 'dropped' | 'kept'): Column | undefined {
  const { args, ids, groupCount } = input;
  const [value] = args;
  if (value === undefined) return undefined;
  const limit = nulls === 'kept' ? fallback : limitOf(input, fallback);
  if (limit === undefined) return undefined;
  const column = toColumn(value, ids.length);
  const read = readerOf(column);
  const lists = Array.from({ length: groupCount }, (): Dynamic[] => []);
  for (let row = 0; row < ids.length; row++) {
    const item = read(row);
    const list = lists[ids[row] as number];
    if ((item === null && nulls === 'dropped') || list === undefined || list.length >= limit) continue;
    list.push(toDynamic(column.type, item));
  }
  return dynamics(lists);
}

/** The union of the bags; the first value of a key wins. */
function bagOf(input: AggregateInput): Column | undefined {
  const { args, ids, groupCount } = input;
  const [value] = args;
  const limit = limitOf(input, DEFAULT_LIMIT);
  if (value === undefined || limit === undefined) return undefined;
  const read = readerOf(toColumn(value, ids.length));
  const bags = Array.from({ length: groupCount }, () => new Map<string, Dynamic>());
  for (let row = 0; row < ids.length; row++) {
    const bag = read(row) as Dynamic;
    const target = bags[ids[row] as number];
    if (target === undefined || !isBag(bag)) continue;
    for (const [key, slot] of bag) if (!target.has(key) && target.size < limit) target.set(key, slot);
  }
  return dynamics(bags);
}

const makeSet = aggregate('make_set', (input) => setOf(input, DEFAULT_LIMIT));
const makeList = aggregate('make_list', (input) => listOf(input, DEFAULT_LIMIT, 'dropped'));
const makeBag = aggregate('make_bag', bagOf);

export const collections: readonly AggregateFunction[] = [
  makeSet,
  onlyIf('make_set_if', makeSet, 1),
  aggregate('makeset', (input) => setOf(input, OLD_LIMIT)),
  makeList,
  onlyIf('make_list_if', makeList, 1),
  aggregate('makelist', (input) => listOf(input, OLD_LIMIT, 'dropped')),
  aggregate('make_list_with_nulls', (input) => listOf(input, DEFAULT_LIMIT, 'kept')),
  makeBag,
  onlyIf('make_bag_if', makeBag, 1),
  aggregate('make_dictionary', bagOf),
];
