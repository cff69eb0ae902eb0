import { parseTimespan } from '../../kql';
import type { Syntax } from '../../kql';
import { literalText } from './literal';

/**
 * What a scalar expression about time is worth before the query runs. Seconds; a moment counts from the start of the
 * run, the past is negative. `min` and `max` differ where the clock decides (`startofday(ago(7d))`).
 */
export type TimeValue =
  | { readonly kind: 'span'; readonly min: number; readonly max: number }
  | { readonly kind: 'moment'; readonly min: number; readonly max: number }
  /** A date that stands in the query: milliseconds since 1970. */
  | { readonly kind: 'date'; readonly at: number }
  | { readonly kind: 'number'; readonly value: number };

/** What a name that is no column stands for. */
export type ValueOf = (name: string) => TimeValue | undefined;

const DAY = 86_400;
const TICKS_PER_SECOND = 1e7;

/** How far back the functions that round a moment down can go. */
const ROUNDS_DOWN: Readonly<Record<string, number>> = {
  startofday: DAY,
  startofweek: 7 * DAY,
  startofmonth: 31 * DAY,
  startofyear: 366 * DAY,
};
const ROUNDS_UP: Readonly<Record<string, number>> = {
  endofday: DAY,
  endofweek: 7 * DAY,
  endofmonth: 31 * DAY,
  endofyear: 366 * DAY,
};

const UNITS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  quarter: 91 * DAY,
  year: 365 * DAY,
};

/** Folds an expression over times and timespans; undefined where data or an unknown function decides. */
export function foldTime(node: Syntax, valueOf: ValueOf): TimeValue | undefined {
  switch (node.kind) {
    case 'ParenthesizedExpression':
      return foldTime(node.child('Expression'), valueOf);
    case 'TimespanLiteralExpression':
      return spanLiteral(node.text);
    case 'DateTimeLiteralExpression':
      return dateLiteral(node.text);
    case 'LongLiteralExpression':
    case 'IntLiteralExpression':
    case 'RealLiteralExpression':
      return numberLiteral(node.text);
    case 'NameReference':
      return valueOf(node.name);
    case 'UnaryMinusExpression':
      return negated(fold(node, 'Expression', valueOf));
    case 'AddExpression':
      return sum(fold(node, 'Left', valueOf), fold(node, 'Right', valueOf));
    case 'SubtractExpression':
      return difference(fold(node, 'Left', valueOf), fold(node, 'Right', valueOf));
    case 'MultiplyExpression':
      return product(fold(node, 'Left', valueOf), fold(node, 'Right', valueOf));
    case 'DivideExpression':
      return quotient(fold(node, 'Left', valueOf), fold(node, 'Right', valueOf));
    case 'FunctionCallExpression':
      return call(node, valueOf);
    default:
      return undefined;
  }
}

function fold(node: Syntax, slot: string, valueOf: ValueOf): TimeValue | undefined {
  const part = node.optional(slot);
  return part === undefined ? undefined : foldTime(part, valueOf);
}

function call(node: Syntax, valueOf: ValueOf): TimeValue | undefined {
  const name = node.optional('Name')?.name ?? '';
  const args = node.optional('ArgumentList')?.list('Expressions') ?? [];
  const [first, second, third] = args.slice(0, 3).map((arg) => foldTime(arg, valueOf));
  const down = ROUNDS_DOWN[name];
  const up = ROUNDS_UP[name];
  switch (name) {
    case 'now':
      return args.length === 0 ? { kind: 'moment', min: 0, max: 0 } : sum({ kind: 'moment', min: 0, max: 0 }, first);
    case 'ago':
      return difference({ kind: 'moment', min: 0, max: 0 }, first);
    case 'bin':
    case 'floor':
      return rounded(first, second);
    case 'datetime_add':
      return added(args[0]?.text, second, third);
    case 'todatetime':
    case 'totimespan':
      return textValue(args[0]) ?? (args.length === 1 ? first : undefined);
    default:
      if (down !== undefined) return shifted(first, { by: second, length: down, low: -down, high: 0 });
      if (up !== undefined) return shifted(first, { by: second, length: up, low: 0, high: up });
      return undefined;
  }
}

function textValue(node: Syntax | undefined): TimeValue | undefined {
  const text = literalText(node);
  if (text === undefined) return undefined;
  return spanLiteral(text) ?? dateLiteral(`datetime(${text})`);
}

function spanLiteral(text: string): TimeValue | undefined {
  const inner = /^[a-z]+\s*\(\s*([^]*?)\s*\)$/i.exec(text)?.[1] ?? text;
  const ticks = parseTimespan(inner.replace(/^["']|["']$/g, ''));
  if (ticks === null) return undefined;
  const seconds = Number(ticks) / TICKS_PER_SECOND;
  return { kind: 'span', min: seconds, max: seconds };
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?Z?$/i;

function dateLiteral(text: string): TimeValue | undefined {
  const inner = /^[a-z]+\s*\(\s*([^]*?)\s*\)$/i.exec(text)?.[1] ?? text;
  if (inner === 'now' || inner === '') return { kind: 'moment', min: 0, max: 0 };
  const parts = DATE.exec(inner.replace(/^["']|["']$/g, ''));
  if (parts === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return { kind: 'date', at: Date.UTC(year, month - 1, day, hour, minute, second) };
}

function numberLiteral(text: string): TimeValue | undefined {
  const inner = /^[a-z]+\s*\(\s*([^]*?)\s*\)$/i.exec(text)?.[1] ?? text;
  const value = Number(inner);
  return inner === '' || Number.isNaN(value) ? undefined : { kind: 'number', value };
}

function negated(value: TimeValue | undefined): TimeValue | undefined {
  if (value?.kind === 'span') return { kind: 'span', min: -value.max, max: -value.min };
  return value?.kind === 'number' ? { kind: 'number', value: -value.value } : undefined;
}

function sum(a: TimeValue | undefined, b: TimeValue | undefined): TimeValue | undefined {
  if (a?.kind === 'number' && b?.kind === 'number') return { kind: 'number', value: a.value + b.value };
  if (a?.kind === 'span' && (b?.kind === 'moment' || b?.kind === 'date')) return sum(b, a);
  if (b?.kind !== 'span') return undefined;
  if (a?.kind === 'date') return b.min === b.max ? { kind: 'date', at: a.at + b.min * 1000 } : undefined;
  if (a?.kind === 'moment' || a?.kind === 'span') return { kind: a.kind, min: a.min + b.min, max: a.max + b.max };
  return undefined;
}

function difference(a: TimeValue | undefined, b: TimeValue | undefined): TimeValue | undefined {
  if (a?.kind === 'moment' && b?.kind === 'moment') return { kind: 'span', min: a.min - b.max, max: a.max - b.min };
  return sum(a, negated(b));
}

function product(a: TimeValue | undefined, b: TimeValue | undefined): TimeValue | undefined {
  if (a?.kind === 'number' && b?.kind === 'number') return { kind: 'number', value: a.value * b.value };
  if (a?.kind === 'number') return product(b, a);
  if (a?.kind !== 'span' || b?.kind !== 'number') return undefined;
  const [min, max] = [a.min * b.value, a.max * b.value].toSorted((x, y) => x - y);
  return { kind: 'span', min: min ?? 0, max: max ?? 0 };
}

function quotient(a: TimeValue | undefined, b: TimeValue | undefined): TimeValue | undefined {
  if (b?.kind !== 'number' || b.value === 0) return undefined;
  return product(a, { kind: 'number', value: 1 / b.value });
}

function rounded(value: TimeValue | undefined, to: TimeValue | undefined): TimeValue | undefined {
  if (value?.kind !== 'moment') return undefined;
  return to?.kind === 'span' ? { kind: 'moment', min: value.min - to.max, max: value.max } : undefined;
}

function shifted(
  value: TimeValue | undefined,
  {
    by,
    length,
    low,
    high,
  }: {
    readonly by: TimeValue | undefined;
    readonly length: number;
    readonly low: number;
    readonly high: number;
  },
): TimeValue | undefined {
  if (value?.kind !== 'moment') return undefined;
  if (by !== undefined && by.kind !== 'number') return undefined;
  const offset = (by?.value ?? 0) * length;
  return { kind: 'moment', min: value.min + low + offset, max: value.max + high + offset };
}

function added(
  unit: string | undefined,
  amount: TimeValue | undefined,
  to: TimeValue | undefined,
): TimeValue | undefined {
  const seconds = UNITS[(unit ?? '').replace(/["']/g, '').toLowerCase()];
  if (seconds === undefined || amount?.kind !== 'number') return undefined;
  const by = amount.value * seconds;
  return sum(to, { kind: 'span', min: by, max: by });
}
