const PERIOD =
  'give the period in points, or 0 for none: several are equally likely here, and how Kusto chooses is not known';
const FENCE = "with 'ctukey', the default, most values must not be equal";

/** What to do instead, for calls of functions that are supported in part. */
export const refusalHints: Readonly<Record<string, string>> = {
  series_decompose: PERIOD,
  series_decompose_forecast: PERIOD,
  series_decompose_anomalies: `${PERIOD}; ${FENCE}`,
  series_seasonal: PERIOD,
  series_outliers: `${FENCE}; other percentiles than 10 and 90 are not supported`,
  series_periods_detect: 'one clear period can be found; the order of several is not known',
  series_periods_validate: 'periods must be whole, below half of the series, and no better one near',
  series_stats: 'all values must be finite numbers, or the second argument true',
  series_fit_line: 'all values must be finite numbers, and not all the same',
  format_bytes: 'give a precision that leaves no zero at the end of the fraction, and a unit of the documentation',
  datetime_local_to_utc: 'the zone must be one of the IANA database, and the time not one that its clocks show twice',
  datetime_utc_to_local: 'the zone must be one of the IANA database',
  gzip_compress_to_base64_string:
    'texts of up to 64 bytes are supported: what longer ones become depends on the compressor',
  zlib_compress_to_base64_string:
    'texts of up to 64 bytes are supported: what longer ones become depends on the compressor',
};
