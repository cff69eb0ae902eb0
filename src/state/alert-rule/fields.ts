import type { Change, Impact } from '../change';
import { isArray, isObject, sameJson, withoutEmpty } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import { diffText } from '../text-diff';
import { readExclusions } from './exclusions';
import { SEVERITIES } from './vocabulary';
import { plainWords } from './words';

export type FieldDiff = (before: JsonObject, after: JsonObject) => readonly Change[];
type Words = (value: JsonValue) => string;
type Judge = (from: JsonValue | undefined, to: JsonValue | undefined) => Impact;

export interface ValueField {
  /** Dotted path below `properties`. */
  readonly at: string;
  readonly field: string;
  readonly words?: Words;
  readonly impact?: Judge;
}

/** One value that went to another. */
export function valueField({ at, field, words = plainWords, impact }: ValueField): FieldDiff {
  return (before, after) => {
    const from = valueAt(before, at);
    const to = valueAt(after, at);
    if (sameJson(from, to)) return [];
    return [
      {
        kind: 'value',
        field,
        path: `properties.${at}`,
        impact: impact?.(from, to) ?? 'changes',
        from: from === undefined ? null : words(from),
        to: to === undefined ? null : words(to),
      },
    ];
  };
}

export interface ItemsField {
  readonly at: string;
  readonly field: string;
  readonly words?: Words;
  /** The impact of members that came and of members that went. */
  readonly impact?: { readonly added?: Impact; readonly removed?: Impact };
}

/** A list of which members came and went. Members that only moved are a change of order. */
export function itemsField({ at, field, words = plainWords, impact }: ItemsField): FieldDiff {
  return (before, after) => {
    const from = valueAt(before, at);
    const to = valueAt(after, at);
    if (sameJson(from, to)) return [];
    const old = memberWords(from, words);
    const wanted = memberWords(to, words);
    const added = without(wanted, old);
    const removed = without(old, wanted);
    const base = { field, path: `properties.${at}` };
    if (added.length === 0 && removed.length === 0) {
      return [{ kind: 'value', ...base, impact: 'changes', from: old.join(', '), to: wanted.join(', ') }];
    }
    const came = added.length > 0 ? impact?.added : undefined;
    const went = removed.length > 0 ? impact?.removed : undefined;
    return [{ kind: 'items', ...base, impact: came ?? went ?? 'changes', added, removed }];
  };
}

/** A text, shown line by line; `query` texts are read for exclusions. */
export function textField(at: string, field: string): FieldDiff {
  return (before, after) => {
    const [from, to] = [before[at], after[at]].map((value) => (value === undefined ? '' : plainWords(value)));
    if (sameJson(before[at], after[at])) return [];
    const diff = diffText(from ?? '', to ?? '');
    const reading =
      at === 'query' ? readExclusions(diff) : { lines: diff.lines, notes: [], impact: 'changes' as const };
    const emptied = at === 'query' && (to ?? '').trim() === '' ? { impact: 'weakens' as const } : {};
    return [{ kind: 'text', field, path: `properties.${at}`, ...diff, ...reading, ...emptied }];
  };
}

/** Whatever a value is, when nothing better is known about it. */
export function anyField(key: string): FieldDiff {
  return valueField({ at: key, field: key });
}

export const longerWeakens: Judge = (from, to) => byNumber(from, to, { up: 'weakens', down: 'strengthens' });
export const shorterWeakens: Judge = (from, to) => byNumber(from, to, { up: 'strengthens', down: 'weakens' });
export const offWeakens: Judge = (from, to) => (to === true ? 'strengthens' : from === true ? 'weakens' : 'changes');

export const severityImpact: Judge = (from, to) => {
  const rank = (value: JsonValue | undefined): number => SEVERITIES.indexOf(typeof value === 'string' ? value : '');
  if (rank(from) < 0 || rank(to) < 0) return 'changes';
  return rank(to) < rank(from) ? 'weakens' : 'strengthens';
};

/** A column that comes in may say any severity, and a lower one too. */
export const columnImpact: Judge = (_from, to) => (to === undefined ? 'changes' : 'weakens');

/** One alert for all results is fewer alerts than one for each. */
export const groupingImpact: Judge = (from, to) => {
  const perResult = (value: JsonValue | undefined): boolean =>
    isObject(value) && value['aggregationKind'] === 'AlertPerResult';
  if (perResult(from) === perResult(to)) return 'changes';
  return perResult(to) ? 'strengthens' : 'weakens';
};

function byNumber(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  { up, down }: { readonly up: Impact; readonly down: Impact },
): Impact {
  if (typeof from !== 'number' || typeof to !== 'number') return 'changes';
  return to > from ? up : down;
}

function valueAt(properties: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = properties;
  for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined;
  return value;
}

/** The properties without what a path leads to: what is left must be compared by someone else. */
export function withoutPath(properties: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split('.');
  if (!Object.hasOwn(properties, key)) return properties;
  const member = properties[key];
  const { [key]: _taken, ...others } = properties;
  if (rest.length === 0 || !isObject(member)) return others;
  return withoutEmpty({ ...others, [key]: withoutPath(member, rest.join('.')) });
}

function memberWords(value: JsonValue | undefined, words: Words): readonly string[] {
  if (value === undefined) return [];
  if (isArray(value)) return value.map(words);
  if (isObject(value)) return Object.entries(value).map(([key, member]) => `${key} = ${words(member)}`);
  return [words(value)];
}

function without(members: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return members.filter((member) => {
    const at = left.indexOf(member);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
