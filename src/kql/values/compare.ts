import type { Decimal } from './decimal';
import { compareDecimal } from './decimal';
import type { Dynamic } from './dynamic';
import { dynamicKey } from './dynamic';
import { typedDynamic } from './convert';
import type { Long } from './long';
import { compareLong } from './long';
import type { KqlType } from './type';
import type { Value } from './value';

/**
 * Total order of the values of one type: null first, then NaN, then by value; strings by UTF-16 code unit.
 * Dynamics order by kind, then by value: only their equality means something to KQL.
 */
export function compareValues(type: KqlType, a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  switch (type) {
    case 'string':
    case 'guid':
      return a < b ? -1 : a > b ? 1 : 0;
    case 'bool':
      return Number(a) - Number(b);
    case 'real':
      return compareReal(a as number, b as number);
    case 'int':
    case 'long':
    case 'datetime':
    case 'timespan':
      return compareLong(a as Long, b as Long);
    case 'decimal':
      return compareDecimal(a as Decimal, b as Decimal);
    case 'dynamic':
      return compareDynamic(a as Dynamic, b as Dynamic);
  }
}

export function compareReal(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : a > b ? 1 : 0;
}

const NUMERIC: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real']);

function compareDynamic(a: Dynamic, b: Dynamic): number {
  const left = typedDynamic(a);
  const right = typedDynamic(b);
  if (left !== undefined && right !== undefined) {
    if (NUMERIC.has(left.type) && NUMERIC.has(right.type)) return compareReal(Number(left.value), Number(right.value));
    if (left.type === right.type) return compareValues(left.type, left.value, right.value);
  }
  const [x, y] = [dynamicKey(a), dynamicKey(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
