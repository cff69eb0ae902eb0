import type { KqlType } from '../../kql';
import { parseTimespan, textOf } from '../../kql';
import type { YamlNode } from '../../yaml';
import { valueOf } from '../../yaml';
import { parseInstant, resolveInstant } from '../instant';
import { partners } from './pairing';

export interface Standard {
  /** The type of the column that the value is in; undefined inside of lists and bags. */
  readonly type: KqlType | undefined;
  /** What offsets such as `-2h` count from. */
  readonly now: number;
}

/**
 * Whether a value of a result (as JSON) is what a test expects, read by the column's type: `1.10` is text where the column
 * is text and a number where it is one, a time is a point in time however it is written. Lists agree in any order, bags if
 * they hold what is expected, and more. An empty value agrees with null and with the empty text.
 */
export function agrees(expected: YamlNode, actual: unknown, standard: Standard): boolean {
  switch (expected.kind) {
    case 'scalar':
      return scalarAgrees(expected, actual, standard);
    case 'sequence':
      return Array.isArray(actual) && sameItems(expected.items, actual, { ...standard, type: undefined });
    case 'mapping':
      return (
        isBag(actual) &&
        expected.entries.every(({ key, value }) => agrees(value, actual[key.text], { ...standard, type: undefined }))
      );
  }
}

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Each expected item has a partner of its own, and none is left. */
export function sameItems(expected: readonly YamlNode[], actual: readonly unknown[], standard: Standard): boolean {
  if (expected.length !== actual.length) return false;
  return !partners(expected, actual, (item, each) => agrees(item, each, standard)).includes(undefined);
}

function scalarAgrees(node: Extract<YamlNode, { kind: 'scalar' }>, actual: unknown, { type, now }: Standard): boolean {
  const { text, style } = node;
  if (text === '' || (style === 'plain' && node.value === null)) {
    return actual === null || actual === undefined || actual === '';
  }
  if (actual === null || actual === undefined) return false;
  const found = textOf(actual);
  if (text === found) return true;
  switch (type) {
    case 'string':
      return false;
    case 'guid':
    case 'bool':
      return text.toLowerCase() === found.toLowerCase();
    case 'int':
    case 'long':
      return isWhole(text) && isWhole(found) && BigInt(text) === BigInt(found);
    case 'real':
      return text.trim() !== '' && Number(text) === Number(found);
    case 'decimal':
      return text.trim() !== '' && Number(text) === Number(found) && digitsOf(text) === digitsOf(found);
    case 'datetime':
      return sameTime(text, found, now);
    case 'timespan':
      return sameSpan(text, found);
    case 'dynamic':
    case undefined:
      // inside a dynamic nobody says what a text is: a time may be written in several ways
      return valueOf(node) === actual || (typeof actual === 'string' && sameTime(text, actual, now));
  }
}

const isWhole = (text: string): boolean => /^-?\d+$/.test(text);

/** The digits that count of a decimal in plain form: those behind the seventeenth are lost in a number of JavaScript. */
function digitsOf(text: string): string {
  if (/e/i.test(text)) return digitsOf(String(Number(text)));
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  return `${whole.replace(/^0+/, '')}.${fraction.replace(/0+$/, '')}`;
}

/** Equal to the tick of 100 nanoseconds, however they are written. */
function sameTime(expected: string, actual: string, now: number): boolean {
  const instant = parseInstant(expected);
  const found = parseInstant(actual);
  return (
    instant !== undefined &&
    found?.kind === 'absolute' &&
    resolveInstant(instant, now) === found.milliseconds &&
    ticksOf(expected) === ticksOf(actual)
  );
}

/** What a time has behind its milliseconds: four digits. */
function ticksOf(text: string): string {
  return (/:\d{2}\.(\d+)/.exec(text)?.[1] ?? '').padEnd(7, '0').slice(3, 7);
}

function sameSpan(expected: string, actual: string): boolean {
  const span = parseTimespan(expected);
  return span !== null && span === parseTimespan(actual);
}
