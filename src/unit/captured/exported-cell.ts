import type { KqlType } from '../../kql';
import type { JsonValue } from '../../json';
import { readJson } from '../events/cell';

/** A cell of an export as a test file says it, nothing if it is empty, or what was expected in its place. */
export type ExportedCell =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'empty' }
  | { readonly kind: 'bad'; readonly expected: string };

const EMPTY: ExportedCell = { kind: 'empty' };

/**
 * A cell by the type of its column. Exports as CSV hold dynamic values as JSON text, and times as the portal shows them:
 * `1/10/2026, 12:03:05.120 AM`, month first (public samples of such exports, portal in English; read 2026-11-24). Other forms are refused.
 */
export function exportedCell(value: unknown, type: KqlType): ExportedCell {
  if (value === null || value === undefined || value === '') return EMPTY;
  if (type === 'dynamic')
    return { kind: 'value', value: typeof value === 'string' ? jsonOrText(value) : (value as JsonValue) };
  if (type === 'datetime') return timeCell(typeof value === 'string' ? value : JSON.stringify(value));
  const read = readJson(value, type, 0);
  if ('expected' in read) return { kind: 'bad', expected: read.expected };
  return { kind: 'value', value: written(read.value, type) };
}

/** Numbers without quotes where YAML reads the same number back. */
function written(value: unknown, type: KqlType): JsonValue {
  const text = String(value);
  if (type === 'bool') return value === true;
  if (type !== 'int' && type !== 'long' && type !== 'real') return text;
  const number = Number(text);
  return String(number) === text ? number : text;
}

function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

const PORTAL = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))? ([AP]M)$/;
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

function timeCell(text: string): ExportedCell {
  const iso = PORTAL.test(text) ? portalTime(text) : text;
  if (!ISO.test(iso))
    return { kind: 'bad', expected: 'a time such as 2026-01-10T00:03:05Z or 1/10/2026, 12:03:05 AM (month first)' };
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : `${iso}Z`;
  const time = new Date(zoned.replace(' ', 'T'));
  if (Number.isNaN(time.getTime())) return { kind: 'bad', expected: 'a time of the calendar' };
  // the service's own form has more digits than a Date holds
  return { kind: 'value', value: /T.*Z$/.test(text) ? text : short(time) };
}

/** Without a fraction that says nothing. */
function short(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}

function portalTime(text: string): string {
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '', fraction = '0', half] =
    PORTAL.exec(text) ?? [];
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const two = (part: string): string => part.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(String(hours))}:${minute}:${second}.${fraction}Z`;
}
