import type { Dynamic } from '../../values/dynamic';
import { dynamicKey, isArray, isBag } from '../../values/dynamic';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany, fnOfNulls } from '../scalar-function';

/** Slots in the order given; null values are kept (facts: kql-semantics 5.8). */
function pack(...slots: readonly (Dynamic | null)[]): Dynamic {
  const bag = new Map<string, Dynamic>();
  for (let index = 0; index + 1 < slots.length; index += 2) {
    const key = slots[index];
    if (typeof key === 'string') bag.set(key, slots[index + 1] ?? null);
  }
  return bag;
}

function distinct(items: readonly Dynamic[]): readonly Dynamic[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = dynamicKey(item);
    return !seen.has(key) && seen.add(key);
  });
}

function setDifference(first: Dynamic, second: Dynamic): Dynamic {
  if (!isArray(first) || !isArray(second)) return null;
  const out = new Set(second.map(dynamicKey));
  return distinct(first).filter((item) => !out.has(dynamicKey(item)));
}

function setIntersect(first: Dynamic, second: Dynamic): Dynamic {
  if (!isArray(first) || !isArray(second)) return null;
  const kept = new Set(second.map(dynamicKey));
  return distinct(first).filter((item) => kept.has(dynamicKey(item)));
}

// prettier-ignore
export const dynamics: readonly ScalarFunction[] = [
  fn('array_length',           ['dynamic'],            'long',    (a) => (isArray(a) ? a.length : null)),
  fn('arraylength',            ['dynamic'],            'long',    (a) => (isArray(a) ? a.length : null)),
  fn('bag_keys',               ['dynamic'],            'dynamic', (bag) => (isBag(bag) ? [...bag.keys()] : null)),
  fn('set_difference',         ['dynamic', 'dynamic'], 'dynamic', setDifference),
  fn('set_intersect',          ['dynamic', 'dynamic'], 'dynamic', setIntersect),
  fnOfMany('set_union',        ['dynamic'], 'dynamic', 'dynamic', (...sets) => distinct(sets.flatMap((set) => (isArray(set) ? set : [])))),
  fnOfMany('array_concat',     ['dynamic'], 'dynamic', 'dynamic', (...arrays) => arrays.flatMap((array) => (isArray(array) ? array : []))),
  fnOfMany('pack_array',       [], 'json',             'dynamic', (...items) => items),
  fnOfMany('bag_pack',         [], 'json',             'dynamic', pack),
  fnOfMany('pack',             [], 'json',             'dynamic', pack),
  fnOfMany('pack_dictionary',  [], 'json',             'dynamic', pack),
  fnOfNulls('set_has_element', ['dynamic', 'json'],    'bool',    (set, item) => isArray(set) && set.some((each) => dynamicKey(each) === dynamicKey(item))),
];
