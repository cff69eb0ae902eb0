import { convert, typedDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import { emptyValue } from '../../values/value';

/** The kinds of elements that become a value of a type: a text is read as a date or a guid, never as a number. */
const CONVERTED: Readonly<Partial<Record<KqlType, readonly KqlType[]>>> = {
  bool: ['bool', 'long'],
  int: ['long', 'real'],
  long: ['long', 'real'],
  real: ['long', 'real'],
  datetime: ['datetime', 'string'],
  guid: ['guid', 'string'],
};

/**
 * An element of an array as `to typeof(T)` gives it; null where it is of another kind (measured on the Kusto emulator
 * by duckdb-kql).
 */
export function elementAs(item: Dynamic, type: KqlType): Value {
  if (type === 'dynamic') return item;
  if (type === 'string') return item === null ? '' : convert(item, 'dynamic', type);
  const inner = typedDynamic(item);
  if (inner === undefined || CONVERTED[type]?.includes(inner.type) !== true) return emptyValue(type);
  return convert(inner.value, inner.type, type);
}
