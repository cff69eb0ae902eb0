import { convert, parseDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { dynamicText, isArray, isBag, printJson } from '../../values/dynamic';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany, fnOfNulls } from '../scalar-function';
import { parseJsonPath, valueAtPath } from './json-path';
import type { PathStep } from './json-path';

/** The leftmost value of a key wins (facts: kql-semantics 5.8, measured). */
function merge(...bags: readonly (Dynamic | null)[]): Dynamic {
  const merged = new Map<string, Dynamic>();
  let any = false;
  for (const bag of bags) {
    if (!isBag(bag)) continue;
    any = true;
    for (const [key, value] of bag) if (!merged.has(key)) merged.set(key, value);
  }
  return any ? merged : null;
}

/** Keys that are no texts are left out, missing values are null. */
function zip(keys: Dynamic, values: Dynamic): Dynamic {
  if (!isArray(keys)) return null;
  const bag = new Map<string, Dynamic>();
  keys.forEach((key, index) => {
    if (typeof key === 'string') bag.set(key, isArray(values) ? (values[index] ?? null) : null);
  });
  return bag;
}

/** A key, or a path when it begins with `$`. */
function stepsOf(key: string): readonly PathStep[] | undefined {
  return key.startsWith('$') ? parseJsonPath(key) : [key];
}

function without(value: Dynamic, steps: readonly PathStep[]): Dynamic {
  const [step, ...rest] = steps;
  if (!isBag(value) || typeof step !== 'string' || !value.has(step)) return value;
  const changed = new Map(value);
  if (rest.length === 0) changed.delete(step);
  else changed.set(step, without(value.get(step) ?? null, rest));
  return changed;
}

function removeKeys(bag: Dynamic, keys: Dynamic): Dynamic {
  if (!isBag(bag) || !isArray(keys)) return isBag(bag) ? bag : null;
  return keys.reduce<Dynamic>((left, key) => {
    const steps = typeof key === 'string' ? stepsOf(key) : undefined;
    return steps === undefined ? left : without(left, steps);
  }, bag);
}

function withValue(value: Dynamic, steps: readonly PathStep[], next: Dynamic): Dynamic {
  const [step, ...rest] = steps;
  if (step === undefined) return next;
  const changed = new Map(isBag(value) ? value : []);
  changed.set(String(step), withValue(changed.get(String(step)) ?? null, rest, next));
  return changed;
}

function setKey(bag: Dynamic, key: string, value: Dynamic): Dynamic {
  const steps = stepsOf(key);
  return isBag(bag) && steps !== undefined ? withValue(bag, steps, value) : null;
}

function hasKey(bag: Dynamic, key: string): boolean | null {
  const steps = stepsOf(key);
  if (!isBag(bag) || steps === undefined) return null;
  return valueAtPath(bag, steps) !== undefined;
}

/** Slots sorted by key at every depth. */
function sorted(value: Dynamic): Dynamic {
  if (isArray(value)) return value.map(sorted);
  if (!isBag(value)) return value;
  return new Map([...value].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, slot]) => [key, sorted(slot)]));
}

/**
 * Paths to every part of a dynamic, as JSON paths; `[0]` stands for every item of an array (source: the examples of
 * Microsoft Learn, treepath-function, read 2026-11-24).
 */
function treePath(value: Dynamic): Dynamic {
  const paths: string[] = [];
  const walk = (part: Dynamic, path: string): void => {
    if (isBag(part)) {
      for (const [key, slot] of part) {
        paths.push(`${path}['${key}']`);
        walk(slot, `${path}['${key}']`);
      }
    } else if (isArray(part)) {
      paths.push(`${path}[0]`);
      for (const item of part) walk(item, `${path}[0]`);
    }
  };
  if (!isBag(value) && !isArray(value)) return null;
  walk(value, '');
  return [...new Set(paths)];
}

function extractJson(path: string, json: Dynamic): Dynamic | undefined {
  const steps = parseJsonPath(path);
  return steps === undefined ? undefined : valueAtPath(json, steps);
}

/** A text that is found is returned as it is, containers as JSON. */
const extractText = (path: string, json: string): string | null => {
  const found = extractJson(path, parseDynamic(json));
  return found === undefined ? null : dynamicText(found);
};

const TYPES = ['bool', 'int', 'long', 'real', 'datetime', 'timespan', 'guid', 'decimal'] as const;

const extractors = (name: string): readonly ScalarFunction[] => [
  fn(name, ['string', 'text'], 'string', extractText),
  fn(`${name}:string`, ['string', 'text'], 'string', extractText),
  fn(`${name}:dynamic`, ['string', 'text'], 'dynamic', (path, json) => extractJson(path, parseDynamic(json)) ?? null),
  ...TYPES.map((type) =>
    fn(`${name}:${type}`, ['string', 'text'], type, (path, json) => {
      const found = extractJson(path, parseDynamic(json));
      return found === undefined ? null : (convert(found, 'dynamic', type) as never);
    }),
  ),
];

export const bags: readonly ScalarFunction[] = [
  fnOfMany('bag_merge', [], 'dynamic', 'dynamic', merge),
  fnOfNulls('bag_zip', ['dynamic', 'dynamic'], 'dynamic', zip),
  fn('bag_remove_keys', ['dynamic', 'dynamic'], 'dynamic', removeKeys),
  fnOfNulls('bag_set_key', ['dynamic', 'string', 'json'], 'dynamic', (bag, key, value) =>
    setKey(bag, key ?? '', value),
  ),
  fn('bag_has_key', ['dynamic', 'string'], 'bool', hasKey),
  fn('dynamic_to_json', ['dynamic'], 'string', (value) => printJson(sorted(value))),
  fn('treepath', ['dynamic'], 'dynamic', treePath),
  ...extractors('extract_json'),
  ...extractors('extractjson'),
];
