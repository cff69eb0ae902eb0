import { answer } from '../answers';

const T = `let T = datatable(k: string, n: int, r: real, w: long, d: dynamic)[
  "a", 4, 1.5, 1, dynamic({"x": 1}),
  "a", int(null), 2.5, 3, dynamic({"x": 2.5, "y": [1, "s"]}),
  "b", 2, real(nan), 0, dynamic(null),
  "b", 2, 7.0, 2, dynamic([1, 2])];
let Numbers = range v from 1 to 100 step 1;
let None = T | where n > 99;`;

// prettier-ignore
test.each([
  ['make_list drops nulls',             'T | summarize make_list(n)', 'list_n:dynamic', [[[4, 2, 2]]]],
  ['make_list_with_nulls keeps them',   'T | summarize make_list_with_nulls(n)', 'list_n:dynamic', [[[4, null, 2, 2]]]],
  ['make_list_if',                      'T | summarize make_list_if(n, k == "b")', 'list_n:dynamic', [[[2, 2]]]],
  ['make_list keeps to its limit',      'Numbers | summarize l = make_list(v, 2)', 'l:dynamic', [[[1, 2]]]],
  ['makelist keeps 128',                'range v from 1 to 200 step 1 | summarize l = makelist(v) | project array_length(l)', 'Column1:long', [[128]]],
  ['make_set unites arrays',            'T | where k == "b" | summarize make_set(d)', 'set_d:dynamic', [[[1, 2]]]],
  ['make_set_if',                       'T | summarize make_set_if(k, n == 2)', 'set_k:dynamic', [[['b']]]],
  ['make_bag: the first slot wins',     'T | where k == "a" | summarize make_bag(d)', 'bag_d:dynamic', [[{ x: 1, y: [1, 's'] }]]],
  ['make_bag keeps to its limit',       'T | where k == "a" | summarize b = make_bag(d, 1)', 'b:dynamic', [[{ x: 1 }]]],
  ['any has its old name',              'T | summarize any(n)', 'any_n:int', [[4]]],
  ['anyif',                             'T | summarize anyif(n, k == "b")', 'anyif_n:int', [[2]]],
  ['take_any prefers a value',          'T | where w >= 3 or k == "b" | summarize take_any(n)', 'n:int', [[2]]],
  ['take_any of several is one row',    'T | where k == "b" | summarize take_any(n, w)', 'n:int w:long', [[2, 0]]],
  ['argmax has its old names',          'T | summarize argmax(w, k)', 'max_w:long max_w_k:string', [[3, 'a']]],
  ['arg_max of several',                'T | summarize arg_max(w, k, r)', 'w:long k:string r:real', [[3, 'a', 2.5]]],
  ['arg_min of nulls only',             'T | where isnull(n) | summarize arg_min(n, w)', 'n:int w:long', [[null, 3]]],
  ['renamed columns',                   'T | summarize (best, of) = arg_max(w, k)', 'best:long of:string', [[3, 'a']]],
  ['count counts rows',                 'T | summarize count(), c = countif(n == 4)', 'count_:long c:long', [[4, 1]]],
  ['count of values counts rows too',   'T | summarize count(n), m = count(n + 1)', 'count_n:long m:long', [[4, 4]]],
  ['dcount with an accuracy',           'T | summarize dcount(n, 4), dcountif(n, k == "b", 2), count_distinct(k)', 'dcount_n:long dcountif_n:long count_distinct_k:long', [[2, 1, 2]]],
  ['if-forms',                          'T | summarize sumif(n, k == "b"), minif(n, k == "a"), maxif(n, k == "z")', 'sumif_n:long minif_n:int maxif_n:int', [[4, 4, null]]],
  ['percentile is a value, int is long','T | summarize percentile(n, 50)', 'percentile_n_50:long', [[2]]],
  ['percentiles: names, ranks',         'Numbers | summarize percentiles(v, 7, 99.9)', 'percentile_v_7:long percentile_v_99_9:long', [[7, 100]]],
  ['percentiles_array',                 'Numbers | summarize percentiles_array(v, dynamic([0, 50, 100]))', 'percentiles_v:dynamic', [[[1, 50, 100]]]],
  ['percentilew',                       'T | summarize percentilew(r, w, 50)', 'percentile_r_50:real', [[2.5]]],
  ['percentilesw_array',                'T | summarize percentilesw_array(r, w, 10, 100)', 'percentiles_r:dynamic', [[[1.5, 7]]]],
  ['stdev and variance of one row',     'T | where w == 1 | summarize stdev(n), variance(n), stdevp(n), variancep(n)', 'stdev_n:real variance_n:real stdevp_n:real variancep_n:real', [[0, 0, 0, 0]]],
  ['sample and population',             'range v from 1 to 4 step 1 | summarize v1 = variance(v), v2 = variancepif(v, v < 3)', 'v1:real v2:real', [[5 / 3, 0.25]]],
  ['covariance has both names',         'range v from 1 to 3 step 1 | extend u = 2 * v | summarize covariance(v, u), covariancep(v, u)', 'covariance_v_u:real covariancep_v_u:real', [[2, 4 / 3]]],
  ['covarianceif',                      'range v from 1 to 9 step 1 | extend u = 2 * v | summarize c = covarianceif(v, u, v < 4)', 'c:real', [[2]]],
  ['binary_all_*',                      'datatable(b: long)[12, 10, long(null)] | summarize a = binary_all_and(b), o = binary_all_or(b), x = binary_all_xor(b)', 'a:long o:long x:long', [[8, 14, 6]]],
  ['binary_all_* beyond 53 bits',       'datatable(b: long)[0x7fffffffffffffff, 0x4000000000000001] | summarize a = tostring(binary_all_and(b))', 'a:string', [['4611686018427387905']]],
  ['buildschema',                       'T | where k == "a" | summarize buildschema(d)', 'schema_d:dynamic', [[{ x: ['long', 'double'], y: { '`indexer`': ['long', 'string'] } }]]],
  ['hll counts what dcount counts',     'Numbers | summarize h = hll(v % 7) | project c = dcount_hll(h)', 'c:long', [[7]]],
  ['hll_if and hll_merge',              'T | summarize h = hll_if(n, k == "a"), i = hll(n) by k | summarize m = hll_merge(i), o = hll_merge(h) | project dcount_hll(m), dcount_hll(o), dcount_hll(hll_merge(m, o))', 'dcount_hll_m:long dcount_hll_o:long dcount_hll_hll_merged_result:long', [[2, 1, 2]]],
  ['tdigest',                           'Numbers | summarize t = tdigest(v) | project p = percentile_tdigest(t, 25, typeof(long)), q = percentile_tdigest(t, 99.5), r = rank_tdigest(t, 40), s = percentrank_tdigest(t, 40)', 'p:long q:dynamic r:real s:real', [[25, 100, 40, 40]]],
  ['weighted tdigest, merged',          'T | where n > 0 | summarize t = tdigest(n, w) by k | summarize m = tdigest_merge(t) | project p = percentile_tdigest(m, 60, typeof(long)), a = percentiles_array_tdigest(m, dynamic([0, 100]))', 'p:long a:dynamic', [[2, [2, 4]]]],
  ['sums of nothing',                   'None | summarize count(), sum(n), dcount(n), stdev(n), covariancep(n, r)', 'count_:long sum_n:long dcount_n:long stdev_n:real covariancep_n_r:real', [[0, 0, 0, 0, 0]]],
  ['values of nothing',                 'None | summarize min(n), percentile(n, 50), take_any(n), make_set(n), make_list(n)', 'min_n:int percentile_n_50:long n:int set_n:dynamic list_n:dynamic', [[null, null, null, [], []]]],
  ['the average of nothing is NaN',     'None | summarize a = avg(n) | project isnan(a)', 'Column1:bool', [[true]]],
  ['a clash of names',                  'T | summarize make_set(n), make_set(n, 1)', 'set_n:dynamic set_n1:dynamic', [[[4, 2], [4]]]],
])('%s', (_, query, columns, rows) => {
  const found = answer(`${T}\n${query}`);
  expect(found.error).toBeUndefined();
  expect(found.columns).toBe(columns);
  expect(found.rows).toEqual(rows);
});

test.each([
  ['T | summarize buildschema(dynamic({"a": null}))', 'the call buildschema(dynamic)'],
  ['T | summarize make_set(n, 0)', 'the call make_set(int, long)'],
  ['T | summarize percentile(n, w)', 'the call percentile(int, long)'],
])('%s is unsupported', (query, what) => {
  expect(answer(`${T}\n${query}`).error).toBe(`unsupported: ${what} is not supported by the offline engine`);
});
