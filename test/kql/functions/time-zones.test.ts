import { answer } from '../answers';

test.each<[string, string | null]>([
  ["datetime_utc_to_local(datetime(2026-07-01 12:00:00.1234567), 'Europe/Berlin')", '2026-07-01T14:00:00.1234567Z'],
  ["datetime_utc_to_local(datetime(2026-01-01 12:00), 'Europe/Berlin')", '2026-01-01T13:00:00.0000000Z'],
  ["datetime_utc_to_local(datetime(2026-01-01 00:30), 'US/Pacific')", '2025-12-31T16:30:00.0000000Z'],
  ["datetime_utc_to_local(datetime(2026-01-01), 'Asia/Kolkata')", '2026-01-01T05:30:00.0000000Z'],
  ["datetime_utc_to_local(datetime(null), 'UTC')", null],
  ["datetime_local_to_utc(datetime(2026-07-01 14:00), 'Europe/Berlin')", '2026-07-01T12:00:00.0000000Z'],
  // Clocks skip 02:00 to 03:00 there on that day.
  ["datetime_local_to_utc(datetime(2026-03-29 01:59:59), 'Europe/Berlin')", '2026-03-29T00:59:59.0000000Z'],
  ["datetime_local_to_utc(datetime(2026-03-29 02:30), 'Europe/Berlin')", '2026-03-29T00:30:00.0000000Z'],
  ["datetime_local_to_utc(datetime(2026-03-29 03:00), 'Europe/Berlin')", '2026-03-29T01:00:00.0000000Z'],
])('%s', (expression, value) => {
  expect(answer(`print x = ${expression}`).rows).toEqual([[value]]);
});

test('times since 1970 are of whole units', () => {
  expect(answer('print unixtime_seconds_todatetime(86400.0)').rows).toEqual([['1970-01-02T00:00:00.0000000Z']]);
  expect(answer('print unixtime_milliseconds_todatetime(-1)').rows).toEqual([['1969-12-31T23:59:59.9990000Z']]);
  expect(answer('print unixtime_seconds_todatetime(0.5)').error).toMatch(/^unsupported: /);
});

test.each([
  // Clocks show it twice.
  "datetime_local_to_utc(datetime(2026-10-25 02:30), 'Europe/Berlin')",
  "datetime_utc_to_local(datetime(2026-01-01), 'Mars/Olympus')",
])('no one answer: %s', (expression) => {
  expect(answer(`print x = ${expression}`).error).toMatch(/^unsupported: /);
});
