const PERIOD = 'give the period in points, or 0 for none: how Kusto finds one is not documented';

/** What to do instead, for calls of functions that are supported in part. */
export const refusalHints: Readonly<Record<string, string>> = {
  series_decompose: PERIOD,
  series_decompose_forecast: PERIOD,
  series_decompose_anomalies: `${PERIOD}; and the method 'tukey': how 'ctukey', the default, scales is not documented`,
  series_seasonal: PERIOD,
  series_outliers: "the kind 'tukey' is supported: how 'ctukey', the default, scales is not documented",
  series_stats: 'all values must be finite numbers, or the second argument true',
  series_fit_line: 'all values must be finite numbers, and not all the same',
};
