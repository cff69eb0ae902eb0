import { answer } from '../answers';

const T = `let T = datatable(k: string, at: datetime, n: int, r: real, x: long)[
  "a", datetime(2026-01-01 01:00), 1, 0.5, 0, "b", datetime(2026-01-01 02:00), 2, 1.5, 7,
  "a", datetime(2026-01-03 00:00), 3, 2.5, 11, "a", datetime(2026-01-03 05:00), int(null), 3.5, 12,
  "a", datetime(null), 9, 9.5, -1];`;
const BOUNDS = 'from datetime(2026-01-01) to datetime(2026-01-04) step 1d';

const day = (text: string): string => `2026-01-${text}:00:00.0000000Z`;
const days = [day('01T00'), day('02T00'), day('03T00')];

// prettier-ignore
test.each([
  ['gaps are 0, names, types', `make-series count(), avg(r), s = sum(n) on at ${BOUNDS}`, 'count_:dynamic avg_r:dynamic s:dynamic at:dynamic', [[[2, 0, 2], [1, 0, 3], [3, 0, 3], days]]],
  ['a real gap prints as a real', `make-series avg(r) on at ${BOUNDS} | project tostring(avg_r)`, 'avg_r:string', [['[1.0,0.0,3.0]']]],
  ['by key, keys first', `make-series n = max(n) on at ${BOUNDS} by who = k | project-away at`, 'who:string n:dynamic', [['a', [1, 0, 3]], ['b', [2, 0, 0]]]],
  ['default', `make-series sum(n) default = -1, a = avg(r) default = real(null) on at ${BOUNDS} by k | where k == "b" | project-away at`, 'k:string sum_n:dynamic a:dynamic', [['b', [2, -1, -1], [1.5, null, null]]]],
  ['a constant marks what is there', `make-series there = 1 on at ${BOUNDS} by k | project-away at`, 'k:string there:dynamic', [['a', [1, 0, 1]], ['b', [1, 0, 0]]]],
  ['bins count from the start', `make-series count() on at from datetime(2026-01-01 02:00) to datetime(2026-01-03 03:00) step 1d`, 'count_:dynamic at:dynamic', [[[1, 1, 0], [day('01T02'), day('02T02'), day('03T02')]]]],
  ['the end is left out', `make-series count() on at from datetime(2026-01-01) to datetime(2026-01-03) step 1d`, 'count_:dynamic at:dynamic', [[[2, 0], days.slice(0, 2)]]],
  ['without bounds, each its own', `make-series count() on at step 1d by k`, 'k:string count_:dynamic at:dynamic', [['a', [1, 0, 2], days], ['b', [1], days.slice(0, 1)]]],
  ['in range() has its end', `make-series count() on at in range(datetime(2026-01-01), datetime(2026-01-03), 1d) by k | where k == "b" | project-away at`, 'k:string count_:dynamic', [['b', [1, 0, 0]]], 'at < datetime(2026-01-03 01:00)'],
  ['an axis of numbers', `make-series count() on x from 0 to 15 step 5`, 'count_:dynamic x:dynamic', [[[1, 1, 2], [0, 5, 10]]]],
  ['a computed axis', `make-series count() on h = x / 2 from 0 to 6 step 3`, 'count_:dynamic h:dynamic', [[[2, 2], [0, 3]]]],
  ['of no rows, none', `where n > 9 | make-series count() on at ${BOUNDS}`, 'count_:dynamic at:dynamic', []],
  ['of no rows, nonempty', `where n > 9 | make-series kind=nonempty count() default=4 on at ${BOUNDS}`, 'count_:dynamic at:dynamic', [[[4, 4, 4], days]]],
  ['percentile', `make-series percentile(r, 50) on at ${BOUNDS} | project-away at`, 'percentile_r_50:dynamic', [[[0.5, 0, 2.5]]]],
])('%s', (_, query, columns, rows, where = 'true') => {
  const found = answer(`${T}\nT | where ${where} | ${query}`);
  expect(found.error).toBeUndefined();
  expect(found.columns).toBe(columns);
  expect(found.rows).toEqual(rows);
});

// prettier-ignore
test.each([
  ['make-series arg_max(n, r) on at step 1d', 'unsupported: make-series of several columns at once'],
  ['make-series count() on at in range(datetime(2026-01-01 01:00), datetime(2026-01-03), 1d)', 'unsupported: make-series in range()'],
  ['make-series count() on at in range(datetime(2026-01-01), datetime(2026-01-03), 1d)', 'unsupported: make-series in range() with rows inside its last bin'],
  ['make-series sum(n) default=0.5 on at step 1d', 'unsupported: a default with a fraction'],
  ['make-series count() on at from datetime(2026-01-01) to datetime(2026-01-02) step 0s', 'runtime: make-series needs a step above zero'],
  ['make-series count() on at from datetime(1900-01-01) to datetime(2026-01-02) step 1m', 'runtime: a series of more than 1048576 values'],
])('%s: refused', (query, message) => {
  expect(answer(`${T}\nT | ${query}`).error).toContain(message);
});
