import type { Dynamic } from '../../values/dynamic';
import type { Value } from '../../values/value';
import { numbersOf, reals } from './numbers';
import { dominantPeriod, LEAST_SCORE } from './periods';
import { fitLine, meanOf, medianOf } from './regression';
import type { Part } from './tuple';

export interface Decomposition {
  readonly baseline: readonly number[];
  readonly seasonal: readonly number[];
  readonly trend: readonly number[];
  readonly residual: readonly number[];
}

export interface Model {
  /** In points; 0 is none. */
  readonly period: number;
  readonly trend: 'avg' | 'linefit' | 'none';
  /** How many points at the end are not learnt from. */
  readonly testPoints: number;
}

export interface ModelOptions {
  readonly period: Value | undefined;
  readonly trend: Value | undefined;
  readonly testPoints: Value | undefined;
  /** From which score on a period that is found counts. */
  readonly threshold: Value | undefined;
}

/** The model that arguments ask for. Undefined for impossible ones, and where the period to be found is not clear. */
export function modelOf(values: readonly number[], options: ModelOptions, usual: Model['trend']): Model | undefined {
  const { length } = values;
  const trend = options.trend ?? usual;
  const testPoints = Number(options.testPoints ?? 0);
  if (trend !== 'avg' && trend !== 'linefit' && trend !== 'none') return undefined;
  if (!Number.isInteger(testPoints) || testPoints < 0 || testPoints >= length) return undefined;
  const asked = Number(options.period ?? -1);
  const threshold = Number(options.threshold ?? LEAST_SCORE);
  const period = asked === -1 ? foundPeriod(values.slice(0, length - testPoints), trend, threshold) : asked;
  if (period === undefined || !Number.isInteger(period) || period < 0 || period >= length - testPoints)
    return undefined;
  return { period, trend, testPoints };
}

/** Whether Kusto looks for it before or after a line is taken away is not known: both must agree. */
function foundPeriod(values: readonly number[], trend: Model['trend'], threshold: number): number | undefined {
  const found = dominantPeriod(values, threshold);
  if (trend !== 'linefit') return found;
  const { slope } = fitLine(values);
  const straight = dominantPeriod(
    values.map((value, index) => value - slope * index),
    threshold,
  );
  return straight === found ? found : undefined;
}

/** The median of all points of the same phase. */
export function seasonalOf(values: readonly number[], period: number, length = values.length): readonly number[] {
  if (period === 0) return Array.from({ length }, () => 0);
  const medians = Array.from({ length: period }, (_, phase) =>
    medianOf(values.filter((__, index) => index % period === phase)),
  );
  return Array.from({ length }, (_, index) => medians[index % period] ?? 0);
}

/**
 * Season first, then the trend of what is left of the learnt points; both go on over the others (source: Microsoft
 * Learn, series-decompose-function, read 2026-11-24; checked with published results of the Kusto emulator).
 */
export function decompose(values: readonly number[], { period, trend, testPoints }: Model): Decomposition {
  const learnt = values.slice(0, values.length - testPoints);
  const seasonal = seasonalOf(learnt, period, values.length);
  const rest = learnt.map((value, index) => value - (seasonal[index] ?? 0));
  const line = trend === 'linefit' ? fitLine(rest) : { slope: 0, interception: trend === 'avg' ? meanOf(rest) : 0 };
  const trends = values.map((_, index) => line.interception + line.slope * index);
  const baseline = trends.map((value, index) => value + (seasonal[index] ?? 0));
  return { baseline, seasonal, trend: trends, residual: values.map((value, index) => value - (baseline[index] ?? 0)) };
}

export const COMPONENTS = [
  ['baseline', 'dynamic'],
  ['seasonal', 'dynamic'],
  ['trend', 'dynamic'],
  ['residual', 'dynamic'],
] as const satisfies readonly Part[];

export function componentsOf(
  series: Dynamic,
  options: ModelOptions,
  usual: Model['trend'],
): readonly Dynamic[] | undefined {
  const values = numbersOf(series);
  const model = values === undefined ? undefined : modelOf(values, options, usual);
  if (values === undefined || model === undefined) return undefined;
  const { baseline, seasonal, trend, residual } = decompose(values, model);
  return [baseline, seasonal, trend, residual].map(reals);
}
