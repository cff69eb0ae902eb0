import { answer } from '../answers';

const T = `let T = datatable(k: string, n: int, at: datetime)[
  "a", 1, datetime(2026-01-01 10:00), "a", 1, datetime(2026-01-01 10:04), "a", 5, datetime(2026-01-01 10:20),
  "b", 5, datetime(2026-01-01 10:21), "b", 7, datetime(2026-01-01 10:25)] | serialize;`;

// prettier-ignore
test.each([
  ['prev and next past the ends', 'prev(n), next(n)', [[null, 1], [1, 5], [1, 5], [5, 7], [5, null]]],
  ['a string has no null',        'prev(k), next(k, 4)', [['', 'b'], ['a', ''], ['a', ''], ['a', ''], ['b', '']]],
  ['offset and default',          'prev(n, 2, -1), next(n, 4, 0)', [[-1, 7], [-1, 0], [1, 0], [1, 0], [5, 0]]],
  ['the default takes the type',  'prev(at, 4, datetime(2026-01-01)) > at, prev(n, 5, 3)', [[false, 3], [false, 3], [false, 3], [false, 3], [false, 3]]],
  ['row_number from, restarted',  'row_number(), row_number(7, k != prev(k))', [[1, 7], [2, 8], [3, 9], [4, 7], [5, 8]]],
  ['row_cumsum, restarted',       'row_cumsum(n), row_cumsum(n, k != prev(k))', [[1, 1], [2, 2], [7, 7], [12, 5], [19, 12]]],
  ['ranks',                       'row_rank_dense(n), row_rank_min(n)', [[1, 1], [1, 1], [2, 3], [2, 3], [3, 5]]],
  ['ranks, restarted',            'row_rank_dense(n, k != prev(k)), row_rank_min(n, k != prev(k))', [[1, 1], [1, 1], [2, 3], [1, 1], [2, 2]]],
  ['sessions by gap and length',  'format_datetime(row_window_session(at, 1h, 5m), "HH:mm"), format_datetime(row_window_session(at, 20m, 1h), "HH:mm")', [['10:00', '10:00'], ['10:00', '10:00'], ['10:20', '10:00'], ['10:20', '10:21'], ['10:20', '10:21']]],
  ['sessions, restarted',         'format_datetime(row_window_session(at, 1h, 5m, k != prev(k)), "HH:mm"), 0', [['10:00', 0], ['10:00', 0], ['10:20', 0], ['10:21', 0], ['10:21', 0]]],
])('%s', (_, columns, rows) => {
  const found = answer(`${T}\nT | project ${columns}`);
  expect(found.error).toBeUndefined();
  expect(found.rows).toEqual(rows);
});

test.each(['prev(n, n)', 'next(n, 1, n)', 'row_number(n)', 'row_window_session(at, n * 1m, 1m)'])(
  '%s: not by row',
  (expression) => {
    expect(answer(`${T}\nT | project v = ${expression}`).error).toMatch(/^(?:unsupported: the call|semantic)/);
  },
);
