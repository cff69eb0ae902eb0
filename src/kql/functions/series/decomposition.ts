import type { Dynamic } from '../../values/dynamic';
import type { Value } from '../../values/value';
import { numbersOf, reals } from './numbers';
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

/** The shortest period that Kusto looks for, and no longer one than half of the series. */
const SHORTEST_PERIOD = 4;

/**
 * The model that arguments ask for. Undefined for one that is to be found: how Kusto scores periods is not documented,
 * so a period must be given, or the series be too short to have one.
 */
export function modelOf(
  length: number,
  options: {
    readonly period: Value | undefined;
    readonly trend: Value | undefined;
    readonly testPoints: Value | undefined;
  },
  usual: Model['trend'],
): Model | undefined {
  const asked = Number(options.period ?? -1);
  const period = asked === -1 && length < 2 * SHORTEST_PERIOD ? 0 : asked;
  const trend = options.trend ?? usual;
  const testPoints = Number(options.testPoints ?? 0);
  if (!Number.isInteger(period) || period < 0 || period >= length - testPoints) return undefined;
  if (!Number.isInteger(testPoints) || testPoints < 0 || testPoints >= length) return undefined;
  return trend === 'avg' || trend === 'linefit' || trend === 'none' ? { period, trend, testPoints } : undefined;
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
  options: Parameters<typeof modelOf>[1],
  usual: Model['trend'],
): readonly Dynamic[] | undefined {
  const values = numbersOf(series);
  const model = values === undefined ? undefined : modelOf(values.length, options, usual);
  if (values === undefined || model === undefined) return undefined;
  const { baseline, seasonal, trend, residual } = decompose(values, model);
  return [baseline, seasonal, trend, residual].map(reals);
}
