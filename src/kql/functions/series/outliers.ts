import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import type { Value } from '../../values/value';
import { decompose, modelOf } from './decomposition';
import { numberOf, numbersOf, reals } from './numbers';
import type { Part } from './tuple';

/** Between the two values that a percentile falls between. */
function interpolated(sorted: readonly number[], percent: number): number {
  const place = (percent / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? low) - low);
}

/** Which percentiles a value must lie outside of, and what a distance of their difference is worth. */
interface Fence {
  readonly low: number;
  readonly high: number;
  readonly scale: number;
}

/**
 * `ctukey` is scaled so that 1.5 stands for what it stands for in `tukey`, for values of a normal distribution (source:
 * an answer of the product's team on Stack Overflow, question 75264555, read 2026-11-24). The factor is measured there
 * and in a published result of the Kusto emulator: both give these digits. How it follows from other percentiles is not
 * known.
 */
const FENCES: Readonly<Record<string, Fence>> = {
  tukey: { low: 25, high: 75, scale: 1 },
  ctukey: { low: 10, high: 90, scale: 2.772605605507914 },
};

/** How far each value lies outside of the fence; 0 inside. Undefined for another kind, and where the fence has no width. */
function fenceScores(values: readonly number[], kind: Value): readonly number[] | undefined {
  const fence = typeof kind === 'string' && Object.hasOwn(FENCES, kind) ? FENCES[kind] : undefined;
  if (fence === undefined) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [interpolated(sorted, fence.low), interpolated(sorted, fence.high)];
  const width = high - low;
  if (sorted[0] === sorted.at(-1)) return values.map(() => 0);
  // What rounding has left of equal values is no width.
  if (!(width > 1e-12 * Math.max(Math.abs(low), Math.abs(high)))) return undefined;
  const outside = (value: number): number => (value > high ? value - high : value < low ? value - low : 0);
  return values.map((value) => (outside(value) / width) * fence.scale);
}

/** Nulls and values to be ignored score 0 and count for nothing. */
export function outlierScores(series: Dynamic, options: readonly Value[]): Dynamic | undefined {
  const [kind, ignored = null, ...others] = options;
  if (!isArray(series) || others.length > 0) return undefined;
  const numbers = series.map((each) => (each === null ? null : numberOf(each)));
  if (numbers.includes(undefined)) return undefined;
  const counts = (value: number | null | undefined): value is number =>
    typeof value === 'number' && value !== Number(ignored ?? Number.NaN);
  const scores = fenceScores(numbers.filter(counts), kind ?? 'ctukey');
  if (scores === undefined) return undefined;
  const left = scores.values();
  return reals(numbers.map((value) => (counts(value) ? (left.next().value ?? 0) : 0)));
}

export const ANOMALIES = [
  ['ad_flag', 'dynamic'],
  ['ad_score', 'dynamic'],
  ['baseline', 'dynamic'],
] as const satisfies readonly Part[];

/** Flags +1 and -1 where the score of the residual passes the threshold (1.5). */
export function anomaliesOf(series: Dynamic, options: readonly Value[]): readonly Dynamic[] | undefined {
  const [limit = 1.5, period, trend, testPoints, method = 'ctukey', least] = options;
  const values = numbersOf(series);
  const model = values && modelOf(values, { period, trend, testPoints, threshold: least }, 'avg');
  const threshold = Number(limit);
  if (values === undefined || model === undefined || model.testPoints > 0) return undefined;
  const { baseline, residual } = decompose(values, model);
  const scores = fenceScores(residual, method);
  if (scores === undefined) return undefined;
  const flags = scores.map((score) => (score > threshold ? 1 : score < -threshold ? -1 : 0));
  return [flags, reals(scores), reals(baseline)];
}
