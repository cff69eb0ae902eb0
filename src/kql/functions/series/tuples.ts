import type { ScalarFunction } from '../scalar-function';
import type { TupleFunction } from '../tuple-function';
import { COMPONENTS, componentsOf, seasonalOf } from './decomposition';
import { numbersOf, reals } from './numbers';
import { ANOMALIES, anomaliesOf, outlierScores } from './outliers';
import { detectedPeriods, dominantPeriod, PERIODS, validatedPeriods } from './periods';
import { LINE, lineOf, STATISTICS, statisticsBag, statisticsOf } from './statistics';
import { seriesBag, seriesTuple, seriesValue } from './tuple';

const others = (ignoreNonFinite: unknown): 'refused' | 'left out' =>
  ignoreNonFinite === true ? 'left out' : 'refused';

/** The functions of a series that make several columns. */
export const seriesTuples: Readonly<Record<string, TupleFunction>> = {
  series_stats: seriesTuple(STATISTICS, (series, [ignore]) => statisticsOf(series, others(ignore))),
  series_fit_line: seriesTuple(LINE, lineOf),
  series_decompose: seriesTuple(COMPONENTS, (series, [period, trend, testPoints, threshold]) =>
    componentsOf(series, { period, trend, testPoints, threshold }, 'avg'),
  ),
  series_decompose_forecast: seriesTuple(COMPONENTS, (series, [testPoints, period, trend, threshold]) =>
    componentsOf(series, { period, trend, testPoints, threshold }, 'linefit'),
  ),
  series_decompose_anomalies: seriesTuple(ANOMALIES, anomaliesOf),
  series_periods_detect: seriesTuple(PERIODS, detectedPeriods),
  series_periods_validate: seriesTuple(PERIODS, validatedPeriods),
};

/** `series_seasonal` asks for more than the other functions (source: Microsoft Learn, its page, read 2026-11-24). */
const SEASONAL_SCORE = 0.7;

/** Their forms that make one bag or array. */
export const seriesValues: readonly ScalarFunction[] = [
  seriesValue('series_stats_dynamic', (series, [ignore]) => statisticsBag(series, others(ignore))),
  seriesBag('series_fit_line_dynamic', LINE, lineOf),
  seriesValue('series_outliers', outlierScores),
  seriesValue('series_seasonal', (series, [period = -1, ...rest]) => {
    const values = numbersOf(series);
    if (values === undefined || rest.length > 0) return undefined;
    const length = period === -1 ? dominantPeriod(values, SEASONAL_SCORE) : Number(period);
    return length === undefined ? undefined : reals(seasonalOf(values, Math.max(0, length)));
  }),
];
