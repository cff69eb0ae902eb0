import { exportedRows } from '../../../src/unit';
import type { TableSchema } from '../../../src/kql';

const TABLE: TableSchema = {
  name: 'Logins',
  columns: [
    { name: 'Who', type: 'string' },
    { name: 'Count', type: 'long' },
    { name: 'Share', type: 'real' },
    { name: 'Ok', type: 'bool' },
    { name: 'Details', type: 'dynamic' },
    { name: 'TimeGenerated', type: 'datetime' },
  ],
};

test('columns of the portal: zones in headings, dynamic values as text, empty cells', () => {
  const row = {
    'TimeGenerated [UTC]': '1/10/2026, 12:03:05.120 AM',
    Who: '0050',
    Count: '12',
    Share: '0.5',
    Ok: 'True',
    Details: '{"a":[1]}',
    Extra: 'x',
  };
  expect(exportedRows([row, { Who: '', Details: 'no json' }], TABLE)).toEqual({
    rows: [
      { TimeGenerated: '2026-01-10T00:03:05.120Z', Who: '0050', Count: 12, Share: 0.5, Ok: true, Details: { a: [1] } },
      { Details: 'no json' },
    ],
    unknown: ['Extra'],
    problems: [],
  });
});

test.each([
  ['1/10/2026, 12:00:00 AM', '2026-01-10T00:00:00Z'],
  ['1/10/2026, 12:00:00 PM', '2026-01-10T12:00:00Z'],
  ['11/24/2026 1:02:03 PM', '2026-11-24T13:02:03Z'],
  ['11/24/2026, 1:02:03.4 PM', '2026-11-24T13:02:03.400Z'],
  ['2026-11-24T13:02:03.1234567Z', '2026-11-24T13:02:03.1234567Z'],
  ['2026-11-24 13:02:03', '2026-11-24T13:02:03Z'],
  ['2026-11-24T13:02:03+02:00', '2026-11-24T11:02:03Z'],
])('the time %s is %s', (text, time) => {
  expect(exportedRows([{ TimeGenerated: text }], TABLE).rows).toEqual([{ TimeGenerated: time }]);
});

test.each([
  ['24.11.2026 13:02:03', { TimeGenerated: '24.11.2026 13:02:03' }, 'row 1: TimeGenerated of Logins'],
  ['the 24th month', { TimeGenerated: '24/11/2026, 1:02:03 PM' }, 'a time of the calendar'],
  ['another zone', { 'TimeGenerated [Local Time]': '1/10/2026, 12:00:00 AM' }, 'Local Time'],
  ['a word for a number', { Count: 'many' }, 'a whole number'],
])('%s is refused, not guessed', (_, row, words) => {
  expect(exportedRows([row], TABLE).problems).toEqual([expect.stringContaining(words)]);
});

test('a number of more digits than JSON has stays text', () => {
  expect(exportedRows([{ Count: '9007199254740993' }], TABLE).rows).toEqual([{ Count: '9007199254740993' }]);
});
