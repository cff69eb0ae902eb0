import { answer } from '../answers';

const T = 'let T = datatable(k: string, n: long, x: real)["a", 1, 2.0, "b", 5, 1.0, "a", 3, 6.0, "b", 4, 3.0];';

// prettier-ignore
test.each([
  ['T | partition by k (top 1 by n | project k, n)',                      [['a', 3], ['b', 5]]],
  ['T | partition hint.strategy=native by k (summarize s = sum(n) by k)', [['a', 4], ['b', 9]]],
  ['T | partition hint.strategy=shuffle by k (where n > 3) | count',      [[2]]],
  ['T | partition by k (sort by n asc | extend before = prev(n) | project n, before)', [[1, null], [3, 1], [4, null], [5, 4]]],
  ['T | partition by k (as P | extend share = x / toscalar(P | summarize sum(x)) | project n, share)', [[1, 0.25], [3, 0.75], [5, 0.25], [4, 0.75]]],
  ['T | where n > 9 | partition by k (summarize c = count() by k)',       []],
  ['T | partition hint.strategy=native by k (sort by n asc | scan declare (s: long = 0) with (step a: true => s = a.s + n;) | project n, s)', [[1, 1], [3, 4], [4, 4], [5, 9]]],
])('%s', (query, rows) => {
  const { error, rows: found } = answer(`${T} ${query}`);
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

test('the columns of no partition are those of the sub-query', () => {
  expect(answer(`${T} T | where n > 9 | partition by k (summarize c = count() by k)`).columns).toBe('k:string c:long');
});

test.each([
  ['range x from 1 to 65 step 1 | partition by x (count)', /partition by 65 values/],
  ['print x = long(null) | partition by x (count)', /partition by a null/],
  [`${T} T | partition by k { T | count }`, /a source of its own/],
])('%s has no answer', (query, error) => {
  expect(answer(query).error).toMatch(error);
});

// prettier-ignore
test.each([
  ['T | top-hitters 1 of k by x', 'k:string approximate_sum_x:real', [['a', 8]]],
  ['T | union T | where not(k == "a" and n == 1) | top-hitters 1 of k', 'k:string approximate_count_k:long', [['b', 4]]],
])('%s', (query, columns, rows) => {
  const found = answer(`${T} ${query}`);
  expect(found.error).toBeUndefined();
  expect(found.columns).toBe(columns);
  expect(found.rows).toEqual(rows);
});

test('sample-distinct takes some of the values, each once', () => {
  const { rows } = answer('range x from 1 to 40 step 1 | extend y = x % 10 | sample-distinct 4 of y');
  const values = rows.map(([value]) => value);
  expect(new Set(values).size).toBe(4);
  expect(values.every((value) => Number(value) >= 0 && Number(value) < 10)).toBe(true);
});
