const PERIOD =
  'give the period in points, or 0 for none: several are equally likely here, and how Kusto chooses is not known';
const FENCE = "with 'ctukey', the default, most values must not be equal";

const CHOICE =
  'how Kusto chooses its patterns is not published; `query --approximate` answers by the method that its page names';

const WHOLE_UNITS = 'the number must be a whole one: make it a long';
const WINDOWS = 'no window may be empty between others, and no row lie before the start within the look-back';

/** What to do instead, for calls of functions and plugins that are supported in part. */
export const refusalHints: Readonly<Record<string, string>> = {
  autocluster: CHOICE,
  reduce: CHOICE,
  basket: 'no weights, no pattern of more columns than the third argument allows, none of less than 0.015 of the rows',
  unixtime_seconds_todatetime: WHOLE_UNITS,
  unixtime_milliseconds_todatetime: WHOLE_UNITS,
  unixtime_microseconds_todatetime: WHOLE_UNITS,
  series_decompose: PERIOD,
  series_decompose_forecast: PERIOD,
  series_decompose_anomalies: `${PERIOD}; ${FENCE}`,
  series_seasonal: PERIOD,
  series_outliers: `${FENCE}; other percentiles than 10 and 90 are not supported`,
  series_periods_detect: 'one clear period can be found; the order of several is not known',
  series_periods_validate: 'periods must be whole, below half of the series, and no better one near',
  series_stats: 'all values must be finite numbers, or the second argument true',
  series_fit_line: 'all values must be finite numbers; rsquare is not known for values that are all the same',
  format_bytes: 'give a precision that leaves no zero at the end of the fraction, and a unit of the documentation',
  datetime_local_to_utc: 'the zone must be one of the IANA database, and the time not one that its clocks show twice',
  datetime_utc_to_local: 'the zone must be one of the IANA database',
  gzip_compress_to_base64_string:
    'texts of up to 64 bytes are supported: what longer ones become depends on the compressor',
  zlib_compress_to_base64_string:
    'texts of up to 64 bytes are supported: what longer ones become depends on the compressor',
  active_users_count: 'no id may be active only by the first period of the look-back',
  activity_counts_metrics: WINDOWS,
  activity_metrics: WINDOWS,
  session_count: 'a session must begin in every bin with rows, and no row lie before the start within the look-back',
  sliding_window_counts: 'the look-back must be a multiple of the step, and no row lie before the start within it',
  rolling_percentile: 'no bin may be empty between others',
  narrow: 'columns must be texts, whole numbers or guids: make others texts with tostring',
  sequence_detect: 'two named steps are supported, at times that differ and are not just as far apart as allowed',
};
