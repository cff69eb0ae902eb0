import { columnBuilder } from '../table/builder';
import { Codes } from '../table/codes';
import { gather } from '../table/gather';
import type { Column } from '../table/column';
import { convert, toDynamic } from '../values/convert';
import { datetimeOfUnixMilliseconds, parseDatetime } from '../values/datetime';
import type { Dynamic } from '../values/dynamic';
import { dynamicOfJson } from '../values/json';
import { plainDatetime } from '../values/plain-datetime';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
import { emptyValue } from '../values/value';

/** The cells of one column while its rows come in; rows that are passed over are empty. */
export interface Cells {
  put(row: number, value: unknown): void;
  /** Undefined where no row had a cell. */
  finish(rowCount: number): Column | undefined;
}

export function cellsOf(type: KqlType, from: 'json-text' | undefined): Cells {
  if (type === 'dynamic' && from === 'json-text') return parsedDynamics();
  const builder = columnBuilder(type);
  const empty = emptyValue(type);
  const read = readerOf(type);
  let length = 0;
  const pad = (row: number): void => {
    for (; length < row; length++) builder.push(empty);
  };
  return {
    put(row, value) {
      if (value === undefined || value === null) return;
      pad(row);
      builder.push(read(value));
      length++;
    },
    finish(rowCount) {
      if (length === 0) return undefined;
      pad(rowCount);
      return builder.finish();
    },
  };
}

/** How a JSON value that is there becomes a cell of a type. (`+ 0` makes 0 of -0.) */
function readerOf(type: KqlType): (value: unknown) => Value {
  switch (type) {
    case 'string':
      return (value) => (typeof value === 'string' ? value : converted(value, type));
    case 'datetime':
      return (value) =>
        typeof value === 'string' ? (plainDatetime(value) ?? parseDatetime(value)) : converted(value, type);
    case 'long':
      return (value) => (Number.isSafeInteger(value) ? (value as number) + 0 : converted(value, type));
    case 'dynamic':
      return dynamicCell;
    case 'real':
      return (value) => (typeof value === 'number' ? value + 0 : converted(value, type));
    case 'bool':
      return (value) => (typeof value === 'boolean' ? value : converted(value, type));
    default:
      return (value) => converted(value, type);
  }
}

function converted(value: unknown, type: KqlType): Value {
  if (typeof value === 'bigint') return convert(value, 'long', type);
  if (value instanceof Date) return convert(datetimeOfUnixMilliseconds(value.getTime()), 'datetime', type);
  if (typeof value === 'string') return convert(value, 'string', type);
  return convert(toDynamic('dynamic', dynamicOfJson(value)), 'dynamic', type);
}

function dynamicCell(value: unknown): Dynamic {
  if (typeof value === 'bigint') return convert(value, 'long', 'dynamic') as Dynamic;
  if (value instanceof Date) {
    return convert(datetimeOfUnixMilliseconds(value.getTime()), 'datetime', 'dynamic') as Dynamic;
  }
  return dynamicOfJson(value);
}

/** Below it, what may come again is remembered in any case. */
const FIRST_VALUES = 1000;

/** Dynamics by their JSON: each is made and kept once, as long as they come again often enough to be worth a look. */
function parsedDynamics(): Cells {
  const known = new Map<string, number>();
  const entries = columnBuilder('dynamic');
  const rows = new Codes();
  let entryCount = 0;
  let asked = 0;
  const pad = (row: number): void => {
    while (rows.length < row) rows.push(-1);
  };
  const add = (value: unknown): number => {
    entries.push(dynamicOfJson(value));
    return entryCount++;
  };
  return {
    put(row, value) {
      if (value === undefined || value === null) return;
      pad(row);
      asked++;
      if (known.size > FIRST_VALUES && known.size * 2 > asked) {
        rows.push(add(value));
        return;
      }
      const text = JSON.stringify(value);
      const entry = known.get(text) ?? add(value);
      known.set(text, entry);
      rows.push(entry);
    },
    finish(rowCount) {
      if (rows.length === 0) return undefined;
      pad(rowCount);
      return gather(entries.finish(), rows.finish());
    },
  };
}
