import { dynamicReal, isArray } from '../../values/dynamic';
import type { Dynamic } from '../../values/dynamic';
import { typedDynamic } from '../../values/convert';
import type { Long } from '../../values/long';

/** An element of a series: a whole number, a real, or no number. */
export type Element =
  | { readonly kind: 'whole'; readonly value: Long }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'none' };

export function elementOf(value: Dynamic): Element {
  const typed = typedDynamic(value);
  if (typed?.type === 'long' || typed?.type === 'int') return { kind: 'whole', value: typed.value as Long };
  return typed?.type === 'real' ? { kind: 'real', value: typed.value as number } : { kind: 'none' };
}

/** The number of an element; undefined for what is none. */
export function numberOf(value: Dynamic): number | undefined {
  const element = elementOf(value);
  return element.kind === 'none' ? undefined : Number(element.value);
}

/** All elements as reals; undefined when the value is no array or an element is no number. */
export function numbersOf(series: Dynamic): readonly number[] | undefined {
  if (!isArray(series)) return undefined;
  const numbers: number[] = [];
  for (const each of series) {
    const number = numberOf(each);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  return numbers;
}

export function reals(values: readonly number[]): readonly Dynamic[] {
  return values.map(dynamicReal);
}
