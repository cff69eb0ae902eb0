import { answer } from '../answers';

/** The value with its numbers to nine digits, and without -0. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toFixed(9)) + 0 : inner)),
  );
}

// prettier-ignore
test.each([
  ['whole numbers stay whole',          'tostring(series_add(dynamic([1, 2]), dynamic([3, 4.5])))', '[4,6.5]'],
  ['a number is a series of it',        'series_multiply(2, dynamic([1, 2]))', [2, 4]],
  ['the shorter one ends in nulls',     'series_subtract(dynamic([1, 2]), dynamic([1]))', [0, null]],
  ['what is no number is null',         'series_add(dynamic([1, "x"]), dynamic([1, 1]))', [2, null]],
  ['division is of reals',              'tostring(series_divide(dynamic([4, 1]), dynamic([2, 4])))', '[2.0,0.25]'],
  ['a power is real',                   'tostring(series_pow(dynamic([2, 3]), 2))', '[4.0,9.0]'],
  ['comparisons',                       'series_less_equals(dynamic([1, 2, 3]), 2)', [true, true, false]],
  ['equal in value',                    'series_equals(dynamic([1, 2]), dynamic([1.0, 3]))', [true, false]],
  ['series_not_equals',                 'series_not_equals(dynamic([1, 2]), dynamic([1.0, null]))', [false, null]],
  ['series_abs of whole numbers',       'tostring(series_abs(dynamic([-1, 2])))', '[1,2]'],
  ['series_abs of mixed numbers',       'tostring(series_abs(dynamic([-1, 2.5])))', '[1.0,2.5]'],
  ['series_sign',                       'series_sign(dynamic([-3, 0, 7]))', [-1, 0, 1]],
  ['series_floor is real',              'tostring(series_floor(dynamic([-1.5, 2])))', '[-2.0,2.0]'],
  ['series_exp and series_log',         'series_log(series_exp(dynamic([0, 1])))', [0, 1]],
  ['no array, no series',               'series_exp(parse_json(\'{"a": 1}\'))', null],
  ['series_sum',                        'series_sum(dynamic([1, 2, 3.5]))', 6.5],
  ['series_sum needs numbers',          'series_sum(dynamic([1, null]))', null],
  ['series_product',                    'series_product(dynamic([2, 3]))', 6],
  ['series_magnitude',                  'series_magnitude(dynamic([3, 4]))', 5],
  ['series_dot_product',                'series_dot_product(dynamic([1, 2]), dynamic([3, 4]))', 11],
  ['series_dot_product by a number',    'series_dot_product(dynamic([1, 2]), 3)', 9],
  ['lengths must be equal',             'series_dot_product(dynamic([1, 2]), dynamic([1]))', null],
  ['series_cosine_similarity',          'series_cosine_similarity(dynamic([1, 0]), dynamic([0, 1]))', 0],
  ['given magnitudes are taken',        'series_cosine_similarity(dynamic([3, 4]), dynamic([3, 4]), 5.0, 10.0)', 0.5],
  ['series_pearson_correlation',        'series_pearson_correlation(dynamic([1, 2, 3]), dynamic([6, 4, 2]))', -1],
  ['forward',                           'series_fill_forward(dynamic([null, 1, null]))', [null, 1, 1]],
  ['backward',                          'series_fill_backward(dynamic([null, 1, null]))', [1, 1, null]],
  ['forward over a placeholder',        'series_fill_forward(dynamic([1, -1, null]), -1)', [1, 1, null]],
  ['const',                             'tostring(series_fill_const(dynamic([1, null]), 0.0))', '[1,0.0]'],
  ['const keeps reals',                 'tostring(series_fill_const(dynamic([1.5, null]), -1))', '[1.5,-1.0]'],
  ['const for a placeholder',           'series_fill_const(dynamic([1, 0, null]), 9, 0)', [1, 9, null]],
  ['linear, whole numbers are cut',     'series_fill_linear(dynamic([1, null, 4]))', [1, 2, 4]],
  ['linear, reals',                     'series_fill_linear(dynamic([1.0, null, 4.0]))', [1, 2.5, 4]],
  ['linear, edges kept',                'series_fill_linear(dynamic([null, 1, null]), real(null), false)', [null, 1, null]],
  ['linear of nothing',                 'series_fill_linear(dynamic([null, null]), real(null), true, 7)', [7, 7]],
  ['moving average',                    'series_fir(dynamic([3, 6, 9]), dynamic([1, 1, 1]))', [1, 3, 6]],
  ['centred',                           'series_fir(dynamic([3, 6, 9]), dynamic([1, 1, 1]), true, true)', [3, 6, 5]],
  ['differences are not normalised',    'series_fir(dynamic([3, 6, 10]), dynamic([1, -1]))', [3, 3, 4]],
  ['nor can they be',                   'series_fir(dynamic([3, 6]), dynamic([1, -1]), true)', null],
  ['cumulative sum',                    'series_iir(dynamic([1, 2, 3]), dynamic([1]), dynamic([1, -1]))', [1, 3, 6]],
  ['medians of phases',                 'series_seasonal(dynamic([1, 5, 3, 6, 1]), 2)', [1, 5.5, 1, 5.5, 1]],
  ['tukey',                             'series_outliers(dynamic([1, 2, 3, 4, 14]), "tukey")', [-0.5, 0, 0, 0, 5]],
  ['series_stats_dynamic',              'tostring(series_stats_dynamic(dynamic([2, 4])))', '{"min":2.0,"min_idx":0,"max":4.0,"max_idx":1,"avg":3.0,"stdev":1.4142135623730951,"variance":2.0,"sum":6.0,"len":2}'],
  ['series_fit_line_dynamic',           'series_fit_line_dynamic(dynamic([1, 3, 5])).slope', 2],
])('%s', (_, expression, value) => {
  const found = answer(`print v = ${expression}`);
  expect(found.error).toBeUndefined();
  const [[first] = []] = found.rows;
  expect(rounded(first)).toEqual(rounded(value));
});

const Y = 'print y = dynamic([2, 7, 3, 8, 4, 9])';

// prettier-ignore
test.each([
  ['all columns, named by the call', `${Y} | extend series_stats(y) | project-away y`,
    'series_stats_y_min:real series_stats_y_min_idx:long series_stats_y_max:real series_stats_y_max_idx:long series_stats_y_avg:real series_stats_y_stdev:real series_stats_y_variance:real',
    [[2, 0, 9, 5, 5.5, 8.3 ** 0.5, 8.3]]],
  ['extend keeps the named ones', `${Y} | extend (low, at) = series_stats(y)`, 'y:dynamic low:real at:long', [[[2, 7, 3, 8, 4, 9], 2, 0]]],
  ['project keeps the others', `print y = dynamic([1, 3, 5]) | project (r, s) = series_fit_line(y)`,
    'r:real s:real series_fit_line_y_variance:real series_fit_line_y_rvariance:real series_fit_line_y_interception:real series_fit_line_y_line_fit:dynamic',
    [[1, 2, 4, 0, 1, [1, 3, 5]]]],
  ['what is not finite is left out', 'print (a, b) = series_stats(dynamic([1, null, 4]), true) | project a', 'a:real', [[1]]],
  ['season, then average', `${Y} | extend (b, s, t, r) = series_decompose(y, 2) | project-away y`, 'b:dynamic s:dynamic t:dynamic r:dynamic',
    [[[3, 8, 3, 8, 3, 8], [3, 8, 3, 8, 3, 8], [0, 0, 0, 0, 0, 0], [-1, -1, 0, 0, 1, 1]]]],
  ['no season, a line', `print y = dynamic([1, 3, 5]) | extend (b) = series_decompose(y, 0, "linefit") | project b`, 'b:dynamic', [[[1, 3, 5]]]],
  ['no season, no trend', `print y = dynamic([1, 3]) | extend (b, s, t, r) = series_decompose(y, 0, "none") | project b, r`, 'b:dynamic r:dynamic', [[[0, 0], [1, 3]]]],
  ['too short for a season', `print y = dynamic([1, 3, 5]) | extend b = series_decompose(y, -1, "linefit") | project b`, 'b:dynamic', [[[1, 3, 5]]]],
  ['a forecast is one column, of a line', `print y = dynamic([1, 3, 5, 0, 0]) | extend f = series_decompose_forecast(y, 2, 0)`, 'y:dynamic f:dynamic', [[[1, 3, 5, 0, 0], [1, 3, 5, 7, 9]]]],
  ['anomalies', `print y = dynamic([1, 2, 3, 2, 1, 2, 3, 20]) | extend (flag, score, base) = series_decompose_anomalies(y, 1.5, 0, "avg", 0, "tukey") | project flag, base`, 'flag:dynamic base:dynamic',
    [[[0, 0, 0, 0, 0, 0, 0, 1], Array.from({ length: 8 }, () => 4.25)]]],
])('%s', (_, query, columns, rows) => {
  const found = answer(query);
  expect(found.error).toBeUndefined();
  expect(found.columns).toBe(columns);
  expect(rounded(found.rows)).toEqual(rounded(rows));
});

// What is not known to agree with Kusto is refused.
test.each([
  'print series_outliers(dynamic([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5]))',
  'print series_outliers(dynamic([1, 2, 3, 4]), "ctukey", real(null), 5.0, 95.0)',
  'print y = dynamic([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) | extend series_decompose(y)',
  'print y = dynamic([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]) | extend series_decompose_anomalies(y)',
  'print y = dynamic([1, 1, 1]) | project (rsquare) = series_fit_line(y)',
  'print series_fit_line_dynamic(dynamic([1, 1, 1]))',
  'print y = dynamic([1, null]) | extend series_stats(y)',
])('%s is unsupported', (query) => {
  expect(answer(query).error).toMatch(/^unsupported: (?:the call series_|this part)/);
});

test('who does not read the part that is not known gets the others', () => {
  const lines =
    'datatable(y: dynamic)[dynamic([4, 4, 4]), dynamic([1, 3, 5])] | extend (rsquare, slope) = series_fit_line(y)';
  expect(answer(`${lines} | project slope`)).toEqual({ columns: 'slope:real', rows: [[0], [2]] });
  expect(answer(`${lines} | where slope > 5`)).toEqual({ columns: 'y:dynamic rsquare:real slope:real', rows: [] });
  expect(answer(`${lines} | where slope > 1`).error).toMatch(/^unsupported: this part/);
});
