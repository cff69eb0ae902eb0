import { printDatetime } from './datetime';
import type { Decimal } from './decimal';
import { printDecimal } from './decimal';
import type { Dynamic } from './dynamic';
import { dynamicText, printJson } from './dynamic';
import type { Long } from './long';
import { printReal } from './real';
import { printTimespan } from './timespan';
import type { KqlType } from './type';
import type { Value } from './value';

/** What `tostring` makes of a value: null is the empty string. */
export function textOf(type: KqlType, value: Value): string {
  if (value === null) return '';
  switch (type) {
    case 'string':
    case 'guid':
      return value as string;
    case 'bool':
      // Inside a dynamic it is `true` (measured on the Kusto emulator by duckdb-kql).
      return value === true ? 'True' : 'False';
    case 'int':
    case 'long':
      return (value as Long).toString();
    case 'real':
      return printReal(value as number);
    case 'decimal':
      return printDecimal(value as Decimal);
    case 'datetime':
      return printDatetime(value as Long);
    case 'timespan':
      return printTimespan(value as Long);
    case 'dynamic':
      return dynamicText(value as Dynamic);
  }
}

/**
 * A cell as a JSON value: datetimes and timespans as text, longs beyond 2^53 as text, NaN and infinities as text,
 * decimals as text, dynamics as JSON.
 */
export function jsonOf(type: KqlType, value: Value): unknown {
  if (value === null) return null;
  switch (type) {
    case 'bool':
    case 'string':
    case 'guid':
      return value;
    case 'int':
    case 'long':
      return typeof value === 'bigint' ? String(value) : value;
    case 'real':
      return Number.isFinite(value) ? value : printReal(value as number);
    case 'dynamic':
      return JSON.parse(printJson(value as Dynamic)) as unknown;
    case 'decimal':
    case 'datetime':
    case 'timespan':
      return textOf(type, value);
  }
}
