import { isArray } from '../../values/dynamic';
import type { Dynamic } from '../../values/dynamic';
import { toDynamic } from '../../values/convert';
import { numberOf, reals } from './numbers';
import { fitLine, meanOf, sumOf, varianceOf } from './regression';
import type { Part } from './tuple';

/** The elements as finite numbers with their places; undefined when one is not finite and must not be left out. */
function finite(series: Dynamic, others: 'refused' | 'left out') {
  if (!isArray(series)) return undefined;
  const found: { readonly index: number; readonly value: number }[] = [];
  for (const [index, each] of series.entries()) {
    const value = numberOf(each);
    if (value !== undefined && Number.isFinite(value)) found.push({ index, value });
    else if (others === 'refused') return undefined;
  }
  return found;
}

export const STATISTICS = [
  ['min', 'real'],
  ['min_idx', 'long'],
  ['max', 'real'],
  ['max_idx', 'long'],
  ['avg', 'real'],
  ['stdev', 'real'],
  ['variance', 'real'],
] as const satisfies readonly Part[];

/** Smallest and largest with their first places, average, sample deviation and variance; undefined for no values. */
export function statisticsOf(series: Dynamic, others: 'refused' | 'left out'): readonly number[] | undefined {
  const found = finite(series, others);
  const [first] = found ?? [];
  if (found === undefined || first === undefined) return undefined;
  let [low, high] = [first, first];
  for (const each of found) {
    if (each.value < low.value) low = each;
    if (each.value > high.value) high = each;
  }
  const values = found.map(({ value }) => value);
  const variance = varianceOf(values);
  return [low.value, low.index, high.value, high.index, meanOf(values), Math.sqrt(variance), variance];
}

/** The same as one bag, with the sum and the number of values. */
export function statisticsBag(series: Dynamic, others: 'refused' | 'left out'): Dynamic | undefined {
  const statistics = statisticsOf(series, others);
  const values = finite(series, others)?.map(({ value }) => value);
  if (statistics === undefined || values === undefined) return undefined;
  const bag = new Map<string, Dynamic>();
  for (const [index, [name, type]] of STATISTICS.entries()) bag.set(name, toDynamic(type, statistics[index] ?? null));
  bag.set('sum', toDynamic('real', sumOf(values)));
  return bag.set('len', values.length);
}

export const LINE = [
  ['rsquare', 'real'],
  ['slope', 'real'],
  ['variance', 'real'],
  ['rvariance', 'real'],
  ['interception', 'real'],
  ['line_fit', 'dynamic'],
] as const satisfies readonly Part[];

/** Undefined for fewer than two values. How much of values that are all equal a line explains is not known. */
export function lineOf(series: Dynamic): readonly (number | Dynamic | undefined)[] | undefined {
  const values = finite(series, 'refused')?.map(({ value }) => value);
  if (values === undefined || values.length < 2) return undefined;
  const [first] = values;
  if (first !== undefined && values.every((value) => value === first))
    return [undefined, 0, 0, 0, first, reals(values)];
  const { slope, interception } = fitLine(values);
  const fitted = values.map((_, index) => interception + slope * index);
  const variance = varianceOf(values);
  const rest = values.reduce((total, value, index) => total + (value - (fitted[index] ?? 0)) ** 2, 0);
  const residual = rest / (values.length - 1);
  return [1 - residual / variance, slope, variance, residual, interception, reals(fitted)];
}
