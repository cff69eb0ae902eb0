import type { KqlType } from '../../kql';
import { parseTimespan, textOf } from '../../kql';
import type { YamlNode } from '../../yaml';
import { valueOf } from '../../yaml';
import { parseInstant, resolveInstant } from '../instant';

export type ReadCell = { readonly value: unknown } | { readonly expected: string };

const LONG = /^[+-]?\d+$/;
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const GUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;

/**
 * A cell by the type of its column, from the text as it is written: YAML would make other values of `1.10` and `12e4`. An
 * offset in a datetime counts from `now`. A list or mapping in a column of text becomes its JSON.
 */
export function readCell(node: YamlNode, type: KqlType, now: number): ReadCell {
  if (hasRounded(node, type)) return { expected: 'numbers of up to 15 digits; longer ones as text, in quotes' };
  if (node.kind !== 'scalar') return readJson(valueOf(node), type, now);
  if (node.style === 'plain' && node.value === null) return { value: null };
  if (type === 'dynamic') return { value: node.style === 'plain' ? node.value : node.text };
  return readText(node.text, type, now);
}

/** Whether a whole number in a dynamic value is so long that YAML has rounded it. */
function hasRounded(node: YamlNode, type: KqlType): boolean {
  switch (node.kind) {
    case 'scalar':
      return type === 'dynamic' && node.style === 'plain' && LONG.test(node.text) && !Number.isSafeInteger(node.value);
    case 'sequence':
      return node.items.some((item) => hasRounded(item, 'dynamic'));
    case 'mapping':
      return node.entries.some((entry) => hasRounded(entry.value, 'dynamic'));
  }
}

/** A cell of a JSON file. Texts are read like those of a test file. */
export function readJson(value: unknown, type: KqlType, now: number): ReadCell {
  if (value === null || value === undefined) return { value: null };
  if (type === 'dynamic') return { value };
  // reading the file has rounded it already
  if (typeof value === 'number' && type !== 'real' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return { expected: `${WORDS[type]}, as text where it has more than 15 digits` };
  }
  if (typeof value !== 'object') return readText(textOf(value), type, now);
  return type === 'string' ? { value: JSON.stringify(value) } : { expected: WORDS[type] };
}

/** A cell of text alone. An empty one is null where the column is not of text. */
export function readText(text: string, type: Exclude<KqlType, 'dynamic'>, now: number): ReadCell {
  if (type === 'string') return { value: text };
  if (text === '') return { value: null };
  switch (type) {
    case 'bool':
      return /^(?:true|false|0|1)$/i.test(text)
        ? { value: text === '1' || /^t/i.test(text) }
        : { expected: WORDS.bool };
    case 'int':
    case 'long':
      return LONG.test(text) ? inRange(text, type) : { expected: WORDS[type] };
    case 'real':
    case 'decimal':
      return REAL.test(text) || /^(?:nan|[+-]?inf)$/i.test(text) ? { value: text } : { expected: WORDS[type] };
    case 'guid':
      return GUID.test(text) ? { value: text } : { expected: WORDS.guid };
    case 'timespan':
      return parseTimespan(text) === null ? { expected: WORDS.timespan } : { value: text };
    case 'datetime': {
      const instant = parseInstant(text);
      if (instant === undefined) return { expected: WORDS.datetime };
      return { value: instant.kind === 'absolute' ? text : new Date(resolveInstant(instant, now)).toISOString() };
    }
  }
}

/** A number that does not fit would be null. */
function inRange(text: string, type: 'int' | 'long'): ReadCell {
  const value = BigInt(text.replace('+', ''));
  const [least, most] = RANGES[type];
  return value < least || value > most
    ? { expected: `${WORDS[type]} from ${least} to ${most}` }
    : { value: String(value) };
}

const RANGES = {
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
} as const;

const WORDS: Readonly<Record<KqlType, string>> = {
  bool: 'true or false',
  int: 'a whole number',
  long: 'a whole number',
  real: 'a number',
  decimal: 'a number',
  string: 'text',
  datetime: 'a time such as 2026-01-10T00:00:00Z, or an offset from `now` such as -2h',
  timespan: 'a duration such as 01:30:00 or 2h',
  guid: 'a GUID',
  dynamic: 'any value',
};
