const TICKS_PER_SECOND = 10_000_000n;
const MONTH_FIRST =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[, ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*([AaPp][Mm])?)?\s*Z?$/;
const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/;
const SPAN = /^(-)?(?:(\d+)[.:])?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/;
const DAYS = /^(-)?(\d+)(?:d| days?)$/;
const NULLS = new Set(['', 'null', '(null)', '<null>', '(empty)']);

/** How cells are compared: what documentation prints is rounded, what an engine recorded is not. */
export interface CellRules {
  /** Relative tolerance of reals. */
  readonly tolerance: number;
  readonly printed: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).trim();

function bool(value: unknown): boolean | undefined {
  const text = textOf(value).toLowerCase();
  return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined;
}

function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return undefined;
  let text = textOf(value).replace('\u2212', '-');
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) text = text.replaceAll(',', '');
  if (/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) || /^0[xX][0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = /^([-+]?)(?:inf|infinity|∞)$/i.exec(text);
  return infinite === null ? undefined : infinite[1] === '-' ? -Infinity : Infinity;
}

function instant(value: unknown): bigint | undefined {
  const text = textOf(value).replaceAll('\u202f', ' ');
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = iso;
    const base = ticks(
      Number(year),
      Number(month),
      Number(day),
      [Number(hour), Number(minute), Number(second)],
      fraction,
    );
    if (zone === undefined || zone === 'Z' || zone === 'UTC') return base;
    const digits = zone.slice(1).replace(':', '');
    const offset = BigInt(Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60n * TICKS_PER_SECOND;
    return zone.startsWith('-') ? base + offset : base - offset;
  }
  const us = MONTH_FIRST.exec(text);
  if (us === null) return undefined;
  const [, month, day, year, hourText = '0', minute = '0', second = '0', fraction = '', half] = us;
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return ticks(Number(year), Number(month), Number(day), [hour, Number(minute), Number(second)], fraction);
}

function ticks(
  year: number,
  month: number,
  day: number,
  clock: readonly [number, number, number],
  fraction: string,
): bigint {
  const date = new Date(Date.UTC(2000, month - 1, day, ...clock));
  date.setUTCFullYear(date.getUTCFullYear() - 2000 + year);
  return BigInt(date.getTime()) * 10_000n + BigInt(fraction.slice(0, 7).padEnd(7, '0') || '0');
}

function span(value: unknown): bigint | undefined {
  const text = textOf(value);
  const days = DAYS.exec(text);
  if (days !== null) return BigInt(days[2] ?? '0') * 864_000_000_000n * (days[1] === '-' ? -1n : 1n);
  const match = SPAN.exec(text);
  if (match === null) return undefined;
  const [, sign, day = '0', hour = '0', minute = '0', second = '0', fraction = ''] = match;
  const seconds = ((BigInt(day) * 24n + BigInt(hour)) * 60n + BigInt(minute)) * 60n + BigInt(second);
  const size = seconds * TICKS_PER_SECOND + BigInt(fraction.padEnd(7, '0') || '0');
  return sign === '-' ? -size : size;
}

function near(a: number, b: number, printed: string | undefined, tolerance: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  if (Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))) return true;
  const digits = printed === undefined || /e/i.test(printed) ? 0 : (/\.(\d*)/.exec(printed)?.[1]?.length ?? 0);
  return (digits > 0 && Math.abs(a - b) < 10 ** -digits) || Math.abs(a - b) < 1e-12;
}

function json(text: string): unknown {
  for (const candidate of [text, text.replaceAll('\n', ' ')]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      // tried the next way
    }
  }
  return undefined;
}

function jsonEqual(a: unknown, b: unknown): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b;
  if (typeof a === 'number' && typeof b === 'number') return near(a, b, String(a), 1e-6);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => jsonEqual(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && jsonEqual(a[key], b[key]));
  }
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return true;
    const [x, y] = [instant(a) ?? span(a), instant(b) ?? span(b)];
    return x !== undefined && x === y;
  }
  if (a === null || b === null) return a === b || ((a === '' || a === null) && (b === '' || b === null));
  if (Array.isArray(a) || Array.isArray(b) || isObject(a) || isObject(b)) return false;
  const [x, y] = [number(a), number(b)];
  return x !== undefined && y !== undefined && near(x, y, undefined, 1e-9);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');
const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

function isEmptyExpected(expected: unknown): boolean {
  if (expected === null || expected === undefined) return true;
  const text = textOf(expected);
  return NULLS.has(text.toLowerCase()) || text === '""' || text === "''" || text === '-';
}

/** Whether an expected cell (JSON value, or text as printed) is the actual one of that type. */
export function cellEqual(expected: unknown, actual: unknown, type: string, rules: CellRules): boolean {
  if (actual === null || actual === '') return isEmptyExpected(expected);
  if (expected === null || expected === undefined) return false;
  const text = textOf(expected);
  switch (type) {
    case 'bool':
      return bool(expected) !== undefined && bool(expected) === bool(actual);
    case 'int':
    case 'long':
    case 'real':
    case 'decimal': {
      const [x, y] = [number(expected), number(actual)];
      if (y === undefined) return text === textOf(actual);
      if (typeof actual === 'string' && /^-?\d+$/.test(actual)) return text.replaceAll(',', '') === actual || x === y;
      return x !== undefined && near(x, y, rules.printed || type === 'real' ? text : undefined, rules.tolerance);
    }
    case 'datetime': {
      const [x, y] = [instant(expected), instant(actual)];
      if (x === undefined) return text === textOf(actual);
      return x === y || (y !== undefined && rules.printed && !text.includes('.') && x === y - (y % TICKS_PER_SECOND));
    }
    case 'timespan': {
      const x = span(expected);
      return x !== undefined && x === span(actual);
    }
    case 'guid':
      return text.toLowerCase() === textOf(actual).toLowerCase();
    case 'dynamic':
      return dynamicEqual(expected, text, actual);
    default: {
      const value = textOf(actual);
      if (text === value || text.replace(/^"+|"+$/g, '') === value || unescaped(text) === value) return true;
      return squeezed(text) === squeezed(value);
    }
  }
}

function dynamicEqual(expected: unknown, text: string, actual: unknown): boolean {
  let value = actual;
  if (typeof value === 'string') {
    if (text === value || text === JSON.stringify(value)) return true;
    const inner = json(value);
    if (typeof inner === 'object' && inner !== null) value = inner;
  }
  if (typeof expected !== 'string' && jsonEqual(expected, value)) return true;
  if (text === textOf(value)) return true;
  const ways = [
    text,
    unescaped(text),
    text.replaceAll('\\"', '"'),
    text.replace(/\s*\n\s*/g, ''),
    text.replaceAll("'", '"'),
  ];
  if (
    ways.some((way) => {
      const parsed = json(way);
      return parsed !== undefined && jsonEqual(parsed, value);
    })
  )
    return true;
  const x = number(text);
  return x !== undefined && typeof value === 'number' && near(x, value, text, 1e-6);
}
