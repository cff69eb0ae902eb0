import { fnOfSome } from '../partial-function';
import type { ScalarFunction } from '../scalar-function';
import factors from './units.json';

/** How many of the base unit a unit is; null where Kusto's factor is a rounded one that no page shows. */
type Factors = Readonly<Record<string, number | null>>;

/**
 * A value in another unit (source of the names: Microsoft Learn, convert-*-function, read 2026-11-24; the factors are the
 * units' definitions, and agree with the results shown there). Undefined for a name whose factor is not known, and for
 * one in other case; null for a name that is none, as the pages say. Temperatures are left out: the page of
 * convert_temperature shows a quotient where a difference is meant.
 */
function converted(value: number, from: string, to: string, units: Factors): number | null | undefined {
  const [source, target] = [factorOf(from, units), factorOf(to, units)];
  if (source === null || target === null) return undefined;
  return source === undefined || target === undefined ? null : (value * source) / target;
}

/** Undefined for no such unit. */
function factorOf(name: string, units: Factors): number | null | undefined {
  if (Object.hasOwn(units, name)) return units[name];
  const lower = name.toLowerCase();
  return Object.keys(units).some((each) => each.toLowerCase() === lower) ? null : undefined;
}

export const unitConversions: readonly ScalarFunction[] = Object.entries<Factors>(factors).map(([name, units]) =>
  fnOfSome(name, ['real', 'string', 'string'], 'real', (value, from, to) => converted(value, from, to, units)),
);
