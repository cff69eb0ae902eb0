import { printDatetime } from './datetime';
import type { Decimal } from './decimal';
import { printDecimal } from './decimal';
import type { Long } from './long';
import { printReal } from './real';
import { printTimespan } from './timespan';

/**
 * A value of type dynamic. An integral number (or a bigint) is a long, another number a real; what plain JavaScript
 * cannot tell apart (1.0, NaN, a datetime…) is `Boxed`. A bag is a Map, which keeps the order of its slots.
 */
export type Dynamic = null | boolean | string | Long | Boxed | readonly Dynamic[] | Bag;
export type Bag = ReadonlyMap<string, Dynamic>;

export class Boxed {
  readonly scalar: BoxedScalar;
  constructor(scalar: BoxedScalar) {
    this.scalar = scalar;
  }
}

export type BoxedScalar =
  | { readonly type: 'real'; readonly value: number }
  | { readonly type: 'datetime' | 'timespan'; readonly value: Long }
  | { readonly type: 'guid'; readonly value: string }
  | { readonly type: 'decimal'; readonly value: Decimal };

/** A real as a dynamic: only one that looks like an integer (or is no number) needs a box. */
export function dynamicReal(value: number): Dynamic {
  return Number.isFinite(value) && !Number.isInteger(value) ? value : new Boxed({ type: 'real', value });
}

export function isBag(value: Dynamic): value is Bag {
  return value instanceof Map;
}

export function isArray(value: Dynamic): value is readonly Dynamic[] {
  return Array.isArray(value);
}

/** The name that `gettype` gives. */
export function dynamicTypeName(value: Dynamic): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  if (value instanceof Boxed) return value.scalar.type === 'real' ? 'double' : value.scalar.type;
  return isArray(value) ? 'array' : 'dictionary';
}

/** Compact JSON text; datetimes, timespans and guids as strings, reals with their point. */
export function printJson(value: Dynamic): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : printReal(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Boxed) return printBoxed(value.scalar);
  if (isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (isBag(value))
    return `{${[...value].map(([key, slot]) => `${JSON.stringify(key)}:${printJson(slot)}`).join(',')}}`;
  return 'null';
}

function printBoxed(scalar: BoxedScalar): string {
  if (scalar.type === 'decimal') return JSON.stringify(printDecimal(scalar.value));
  if (scalar.type === 'real')
    return Number.isFinite(scalar.value) ? printReal(scalar.value) : `"${printReal(scalar.value)}"`;
  return JSON.stringify(boxedText(scalar));
}

function boxedText(scalar: BoxedScalar): string {
  switch (scalar.type) {
    case 'real':
      return printReal(scalar.value);
    case 'datetime':
      return printDatetime(scalar.value);
    case 'timespan':
      return printTimespan(scalar.value);
    case 'guid':
      return scalar.value;
    case 'decimal':
      return printDecimal(scalar.value);
  }
}

/** What `tostring` makes of a dynamic: a string as it is, null as `""`, containers as compact JSON. */
export function dynamicText(value: Dynamic): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return value instanceof Boxed ? boxedText(value.scalar) : printJson(value);
}

/** `d.name`: null for what is missing or no bag. */
export function memberOf(value: Dynamic, name: string): Dynamic {
  return isBag(value) ? (value.get(name) ?? null) : null;
}

/** `d[index]`: a negative index counts from the end; null for what is missing or no array. */
export function elementOf(value: Dynamic, index: number): Dynamic {
  return isArray(value) ? (value.at(index) ?? null) : null;
}

/** One text per value, equal for equal values: slots in any order, numbers by value. Keys of sets and groups. */
export function dynamicKey(value: Dynamic): string {
  if (isArray(value)) return `[${value.map(dynamicKey).join(',')}]`;
  if (isBag(value)) {
    const slots = [...value].map(([key, slot]) => `${JSON.stringify(key)}:${dynamicKey(slot)}`);
    return `{${slots.sort().join(',')}}`;
  }
  if (value instanceof Boxed && value.scalar.type === 'real') return String(value.scalar.value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return printJson(value);
}
