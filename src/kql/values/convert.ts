import { datetimeOfDays, parseDatetime } from './datetime';
import type { Decimal } from './decimal';
import { decimalOfInteger, decimalOfReal, parseDecimal, realOfDecimal, truncateDecimal } from './decimal';
import type { Dynamic } from './dynamic';
import { Boxed, dynamicReal } from './dynamic';
import { parseGuid } from './guid';
import { parseJson } from './json';
import type { Long } from './long';
import { LONG_MAX, LONG_MIN, longOf, longOfReal, parseLong } from './long';
import { textOf } from './print';
import { parseReal } from './real';
import { parseTimespan } from './timespan';
import type { KqlType } from './type';
import type { TypedValue, Value } from './value';

/**
 * The value in another type, as `tolong`, `todatetime`… convert: what cannot be converted is null (the empty string
 * for string), never an error.
 */
export function convert(value: Value, from: KqlType, to: KqlType): Value {
  if (to === 'string') return textOf(from, value);
  if (from === to || value === null) return value;
  if (to === 'dynamic') return toDynamic(from, value);
  if (from === 'dynamic') {
    const inner = typedDynamic(value as Dynamic);
    return inner === undefined ? null : convert(inner.value, inner.type, to);
  }
  switch (to) {
    case 'bool':
      return toBool(value, from);
    case 'int':
      return toInt(value, from);
    case 'long':
      return toLong(value, from);
    case 'real':
      return toReal(value, from);
    case 'decimal':
      return toDecimal(value, from);
    case 'datetime':
      return toDatetime(value, from);
    case 'timespan':
      return toTimespan(value, from);
    case 'guid':
      return from === 'string' ? parseGuid(value as string) : null;
  }
}

/** A scalar inside a dynamic with its type; undefined for null, arrays and bags. */
export function typedDynamic(value: Dynamic): TypedValue | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (typeof value === 'bigint') return { type: 'long', value };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'long' : 'real', value };
  return value instanceof Boxed ? value.scalar : undefined;
}

/** Any value as a dynamic; a string stays a string (it is not parsed). */
export function toDynamic(type: KqlType, value: Value): Dynamic {
  if (value === null) return null;
  switch (type) {
    case 'real':
      return dynamicReal(value as number);
    case 'datetime':
    case 'timespan':
      return new Boxed({ type, value: value as Long });
    case 'guid':
      return new Boxed({ type, value: value as string });
    case 'decimal':
      return new Boxed({ type, value: value as Decimal });
    case 'bool':
    case 'int':
    case 'long':
    case 'string':
    case 'dynamic':
      return value as Dynamic;
  }
}

/** `parse_json`: text that is no JSON becomes a string of it; the empty text is null. */
export function parseDynamic(text: string): Dynamic {
  if (text === '') return null;
  const value = parseJson(text);
  return value === undefined ? text : value;
}

function toBool(value: Value, from: KqlType): boolean | null {
  switch (from) {
    case 'string': {
      const text = (value as string).trim().toLowerCase();
      if (text === 'true' || text === 'false') return text === 'true';
      const number = parseLong(text);
      return number === null ? null : number !== 0;
    }
    case 'int':
    case 'long':
    case 'real':
      return value !== 0;
    case 'decimal':
      return (value as Decimal).digits !== 0n;
    default:
      return null;
  }
}

function toLong(value: Value, from: KqlType): Long | null {
  switch (from) {
    case 'string':
      return parseLong(value as string);
    case 'bool':
      return value === true ? 1 : 0;
    case 'int':
    case 'long':
      return value as Long;
    case 'real':
      return saturated(value as number);
    case 'decimal':
      return longWithin(truncateDecimal(value as Decimal));
    case 'datetime':
      return longOf(BigInt(value as Long) + YEAR_ONE_TICKS);
    case 'timespan':
      return value as Long;
    default:
      return null;
  }
}

const YEAR_ONE_TICKS = 737_424n * 864_000_000_000n;

const longWithin = (value: bigint): Long | null => (value < LONG_MIN || value > LONG_MAX ? null : longOf(value));

/** A real beyond 64 bits is the last long on its side. */
function saturated(value: number): Long | null {
  if (Number.isNaN(value)) return null;
  return longOfReal(value) ?? (value < 0 ? longOf(LONG_MIN) : longOf(LONG_MAX));
}

const INT_MIN = -(2 ** 31);
const INT_MAX = 2 ** 31 - 1;

/**
 * Longs, timespans and datetimes wrap to 32 bits, reals stop at the last int, texts beyond it are none (measured on
 * the Kusto emulator by duckdb-kql).
 */
function toInt(value: Value, from: KqlType): number | null {
  const long = toLong(value, from);
  if (long === null) return null;
  if (long >= INT_MIN && long <= INT_MAX) return Number(long);
  if (from === 'real' || from === 'decimal') return long < 0 ? INT_MIN : INT_MAX;
  return from === 'string' ? null : Number(BigInt.asIntN(32, BigInt(long)));
}

function toReal(value: Value, from: KqlType): number | null {
  switch (from) {
    case 'string':
      return parseReal(value as string);
    case 'bool':
      return value === true ? 1 : 0;
    case 'decimal':
      return realOfDecimal(value as Decimal);
    case 'int':
    case 'long':
    case 'timespan':
      return Number(value);
    default:
      return null;
  }
}

function toDecimal(value: Value, from: KqlType): Decimal | null {
  switch (from) {
    case 'string':
      return parseDecimal(value as string);
    case 'bool':
      return decimalOfInteger(value === true ? 1 : 0);
    case 'int':
    case 'long':
      return decimalOfInteger(value as Long);
    case 'real':
      return decimalOfReal(value as number);
    default:
      return null;
  }
}

function toDatetime(value: Value, from: KqlType): Long | null {
  if (from === 'string') return parseDatetime(value as string);
  if (from !== 'long' && from !== 'int') return null;
  return datetimeOfDays(0, longOf(BigInt(value as Long) - YEAR_ONE_TICKS));
}

function toTimespan(value: Value, from: KqlType): Long | null {
  if (from === 'string') return parseTimespan(value as string);
  return from === 'long' || from === 'int' ? (value as Long) : null;
}
