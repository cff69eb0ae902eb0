import { compareText } from '../../diagnostics';
import { isArray, objectAt } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import { parseDuration } from '../../sentinel';
import { itemsField, valueField } from '../alert-rule/fields';
import { durationWords } from '../alert-rule/words';
import type { Change } from '../change';
import type { ResourceTypeRow } from '../resource-type';
import { diffRows } from './diff-rows';
import { canonicalRows, rowKey, rowsOf } from './rows';

const FIELDS = [
  valueField({ at: 'displayName', field: 'name' }),
  valueField({ at: 'description', field: 'description' }),
  valueField({ at: 'itemsSearchKey', field: 'search key' }),
  valueField({ at: 'provider', field: 'provider' }),
  itemsField({ at: 'labels', field: 'labels' }),
  valueField({ at: 'defaultDuration', field: 'lifetime of rows', words: durationWords }),
];

/**
 * Watchlists. `properties` is what describes one, `rows` what it holds: the service never tells the file that it was
 * filled from, so both sides are held against each other row by row, and the order of rows means nothing.
 */
export const watchlistType: ResourceTypeRow = {
  canonical: (body) => {
    const rows = rowsOf(body);
    return {
      properties: canonicalProperties(objectAt(body, 'properties')),
      ...(rows === undefined ? {} : { rows: canonicalRows(rows) }),
    };
  },
  writable: (body) => {
    const sent = Object.entries(objectAt(body, 'properties')).filter(([key]) => WRITTEN.has(key));
    return { properties: Object.fromEntries(sent), rows: rowsOf(body) ?? [] };
  },
  diff: (before, after): readonly Change[] => {
    const [old, wanted] = [objectAt(before, 'properties'), objectAt(after, 'properties')];
    const key = wanted['itemsSearchKey'];
    const rows = diffRows(rowsOf(before) ?? [], rowsOf(after) ?? [], typeof key === 'string' ? key : '');
    return [...FIELDS.flatMap((field) => field(old, wanted)), ...rows];
  },
  underWay,
  title: (body) => {
    const name = objectAt(body, 'properties')['displayName'];
    return typeof name === 'string' && name !== '' ? name : undefined;
  },
  blocker: (before, after) => {
    const [live, wanted] = [before, after].map((body) => objectAt(body, 'properties')['itemsSearchKey']);
    if (typeof live !== 'string' || live === wanted) return undefined;
    return `the search key of a live watchlist cannot change (${live} -> ${JSON.stringify(wanted)}): give it a new alias, or take it out, deploy, and add it again`;
  },
};

const WRITTEN = new Set(['displayName', 'description', 'itemsSearchKey', 'provider', 'labels', 'defaultDuration']);

/** Texts without the empty ones, labels as a set, a duration in seconds where it can be read. */
function canonicalProperties(properties: JsonObject): JsonObject {
  const entries = Object.entries(properties).flatMap(([key, value]): readonly (readonly [string, JsonValue])[] => {
    if (!WRITTEN.has(key)) return [];
    if (isArray(value)) return value.length === 0 ? [] : [[key, [...value].sort(byText)]];
    if (typeof value !== 'string' || value === '') return [];
    return [[key, key === 'defaultDuration' ? (parseDuration(value) ?? value) : value]];
  });
  return Object.fromEntries(entries);
}

const byText = (left: JsonValue, right: JsonValue): number => compareText(JSON.stringify(left), JSON.stringify(right));

/** Each of its rows was there or is wanted, and none that was there and stays is missing; described the one way or the other. */
function underWay(seen: JsonObject | undefined, wanted: JsonObject, live: JsonObject): boolean {
  const keys = (body: JsonObject): ReadonlySet<string> => new Set((rowsOf(body) ?? []).map(rowKey));
  const [before, after, now] = [seen === undefined ? new Set<string>() : keys(seen), keys(wanted), keys(live)];
  const described = (body: JsonObject): string => JSON.stringify(objectAt(watchlistType.canonical(body), 'properties'));
  return (
    [described(wanted), ...(seen === undefined ? [] : [described(seen)])].includes(described(live)) &&
    [...now].every((key) => before.has(key) || after.has(key)) &&
    [...before].every((key) => !after.has(key) || now.has(key))
  );
}
