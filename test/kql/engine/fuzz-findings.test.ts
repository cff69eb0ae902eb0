import { answer } from '../answers';

test.each([
  [
    'range x from 9223372036854775800 to 9223372036854775807 step 5',
    [['9223372036854775800'], ['9223372036854775805']],
  ],
  ['range x from 3 to 1 step -1', [[3], [2], [1]]],
  ['print array_length(range(9223372036854775800, 9223372036854775807, 5))', [[2]]],
  ['print array_length(range(long(-9223372036854775807), long(-9223372036854775807), -3))', [[1]]],
  ['print tolong(decimal(99999999999999999999)), tolong(decimal(-12.9))', [[null, -12]]],
  ['print todecimal("1e999999999"), todecimal("1e-999999999")', [[null, null]]],
  [
    'datatable(t: timespan) [1d, time(10675199.02:48:05)] | project ago(t), now(t)',
    [
      ['2026-01-09T00:00:00.0000000Z', '2026-01-11T00:00:00.0000000Z'],
      [null, null],
    ],
  ],
])('%s', (query, rows) => {
  expect(answer(query).rows).toEqual(rows);
});

test('a range that nobody can wait for is refused at once', () => {
  expect(answer('range x from 1 to 1000000000000 step 1').error).toBe('runtime: a range of more than 10000000 rows');
});

test.each([
  ['print round(2345, -2), round(-2350, -2), round(7)', 'print_0:long print_1:long print_2:long', [2300, -2400, 7]],
  ['print round(decimal(2.345), 2), round(decimal(-2.5))', 'print_0:decimal print_1:decimal', ['2.35', '-3']],
])('%s rounds in its own type', (query, columns, row) => {
  expect(answer(query)).toEqual({ columns, rows: [row] });
});

test('a column of both sides of a join gets a name that neither side has', () => {
  const { columns } = answer(
    'datatable(k: string) ["a"] | join kind=inner (datatable(k: string, k1: string) ["a", "b"]) on k',
  );
  expect(columns).toBe('k:string k2:string k1:string');
});

test('a column that cannot be made refuses the query also after a union', () => {
  const anomalies =
    'datatable(s: dynamic, k: long) [dynamic({"a": 1}), 1] | extend (a, b, c) = series_decompose_anomalies(s, 1.5, 0, "none")';
  expect(answer(`${anomalies} | union (print k = 2)`).error).toMatch(
    /^unsupported: the call series_decompose_anomalies/,
  );
});
