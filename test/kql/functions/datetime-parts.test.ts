import { answer } from '../answers';

test.each([
  ["datetime_diff('year', datetime(2026-01-01), datetime(2025-12-31))", 1],
  ["datetime_diff('quarter', datetime(2026-04-01), datetime(2026-03-31))", 1],
  ["datetime_diff('week', datetime(2026-01-11), datetime(2026-01-10))", 1],
  ["datetime_diff('week', datetime(2026-01-10), datetime(2026-01-04))", 0],
  ["datetime_diff('hour', datetime(2026-01-01 01:00), datetime(2025-12-31 23:59))", 2],
  ["datetime_diff('minute', datetime(2026-01-01 00:59:59), datetime(2026-01-01 00:59:00))", 0],
  ["datetime_diff('nanosecond', datetime(2026-01-01), datetime(2026-01-01 00:00:00.0000003))", -300],
  ["datetime_diff('day', datetime(null), datetime(2026-01-01))", null],
  ["datetime_part('dayOfYear', datetime(2026-03-01))", 60],
  ["datetime_part('quarter', datetime(2026-12-01))", 4],
  ['week_of_year(datetime(2027-01-01))', 53],
  ['week_of_year(datetime(2026-12-28))', 53],
  ["datetime_add('month', 1, datetime(2026-01-31 12:00))", '2026-02-28T12:00:00.0000000Z'],
  ["datetime_add('week', -1, datetime(2026-01-08))", '2026-01-01T00:00:00.0000000Z'],
  ['make_datetime(2026, 2, 30)', null],
  ['make_datetime(2026, 2, 3, 4, 5, 6.7654321)', '2026-02-03T04:05:06.7654321Z'],
  ['make_timespan(1, 2, 3, 4)', '1.02:03:04'],
  ['bin_at(5.5, 2.0, 1.0)', 5],
  ['bin_at(datetime(2026-01-10 11:00), 7d, datetime(2026-01-01 12:00))', '2026-01-08T12:00:00.0000000Z'],
  ['bin_at(-1, 5, 3)', -2],
  [
    "format_datetime(datetime(2026-01-09 15:04:05.0670000), 'yy-M-d hh:mm:ss tt fff FFFF')",
    '26-1-9 03:04:05 PM 067 067',
  ],
  ["format_datetime(datetime(2026-01-09 00:04:05), 'yyyy.MM.dd h:H')", '2026.01.09 12:0'],
  ["format_timespan(time(3.07:08:09.0120000), 'ddd.hh:mm:ss.fffffff')", '003.07:08:09.0120000'],
  ["format_timespan(-90m, 'd.HH:mm')", '-0.01:30'],
])('%s', (expression, value) => {
  expect(answer(`print x = ${expression}`).rows).toEqual([[value]]);
});
