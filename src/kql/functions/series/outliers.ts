import type { Dynamic } from '../../values/dynamic';
import type { Value } from '../../values/value';
import { decompose, modelOf } from './decomposition';
import { numbersOf, reals } from './numbers';
import type { Part } from './tuple';

/** Between the two values that a percentile falls between. */
function interpolated(sorted: readonly number[], percent: number): number {
  const place = (percent / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? low) - low);
}

/**
 * Tukey's test: how many interquartile ranges a value lies outside of the quartiles; 0 inside. Undefined where the
 * range is 0. (`ctukey` scales by a factor of unknown origin and is not supported.)
 */
export function tukeyScores(values: readonly number[]): readonly number[] | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [interpolated(sorted, 25), interpolated(sorted, 75)];
  const range = high - low;
  if (!(range > 0)) return undefined;
  return values.map((value) => (value > high ? (value - high) / range : value < low ? (value - low) / range : 0));
}

export function outlierScores(series: Dynamic, [kind, ...others]: readonly Value[]): Dynamic | undefined {
  const values = numbersOf(series);
  if (kind !== 'tukey' || others.length > 0 || values === undefined) return undefined;
  const scores = tukeyScores(values);
  return scores === undefined ? undefined : reals(scores);
}

export const ANOMALIES = [
  ['ad_flag', 'dynamic'],
  ['ad_score', 'dynamic'],
  ['baseline', 'dynamic'],
] as const satisfies readonly Part[];

/** Flags +1 and -1 where the score of the residual passes the threshold (1.5). */
export function anomaliesOf(series: Dynamic, options: readonly Value[]): readonly Dynamic[] | undefined {
  const [limit = 1.5, period, trend, testPoints, method] = options;
  const values = numbersOf(series);
  const model = values === undefined ? undefined : modelOf(values.length, { period, trend, testPoints }, 'avg');
  const threshold = Number(limit);
  if (values === undefined || model === undefined || method !== 'tukey' || model.testPoints > 0) return undefined;
  const { baseline, residual } = decompose(values, model);
  const scores = tukeyScores(residual);
  if (scores === undefined) return undefined;
  const flags = scores.map((score) => (score > threshold ? 1 : score < -threshold ? -1 : 0));
  return [flags, reals(scores), reals(baseline)];
}
