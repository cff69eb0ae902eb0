import type { Decimal } from './decimal';
import type { Dynamic } from './dynamic';
import type { Long } from './long';
import type { KqlType } from './type';

/** The JavaScript form of a value of each KQL type; null is the null of all of them but string, which has none. */
export interface ValueTypes {
  readonly bool: boolean;
  readonly int: number;
  readonly long: Long;
  readonly real: number;
  readonly decimal: Decimal;
  readonly string: string;
  readonly datetime: Long;
  readonly timespan: Long;
  readonly guid: string;
  readonly dynamic: Dynamic;
}

export type ValueOf<T extends KqlType> = ValueTypes[T];
export type Value = ValueTypes[KqlType] | null;

/** A value that knows its type. */
export interface TypedValue {
  readonly type: KqlType;
  readonly value: Value;
}

/** What a cell holds where nothing was given: the empty string for strings, null for all else. */
export function emptyValue(type: KqlType): Value {
  return type === 'string' ? '' : null;
}
