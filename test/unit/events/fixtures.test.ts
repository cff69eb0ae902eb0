import { rowsOf, runTests } from '../run-tests';
import type { Ran } from '../run-tests';

const NDJSON = [
  { TimeGenerated: '-3h', S: 'a', L: 1, R: 1.1, Y: { k: [1] } },
  { TimeGenerated: '-2h', S: 'b', L: 2, D: '-1d' },
  { TimeGenerated: '2026-01-09T23:00:00Z', S: 'c', L: 3, _IngestionTime: '2026-01-09T23:30:00Z' },
]
  .map((row) => JSON.stringify(row))
  .join('\n');
const CSV = 'TimeGenerated,S,L,R,B,Y\n-1h,1.10,10,1.10,true,"{""k"":[1]}"\n-1h,,,,,\n';

function run(given: string, { columns = 'S', expect: wanted = 'fires' } = {}): Ran {
  return runTests({
    rule: `query: T | project ${columns}\n`,
    tests: `cases:\n  - name: c\n    given: [${given}]\n    expect: ${wanted}\n`,
    fixtures: { 'T.ndjson': NDJSON, 'T.csv': CSV, 'events.ndjson': NDJSON },
  });
}

describe('a fixture is sliced', () => {
  test.each([
    ['by nothing', '{ fixture: T.ndjson }', ['a', 'b', 'c']],
    ['by a cell', '{ fixture: T.ndjson, where: { S: b } }', ['b']],
    ['by cells of other types', '{ fixture: T.ndjson, where: { L: 1, R: 1.10, Y: { k: [1] } } }', ['a']],
    ['by a time', '{ fixture: T.ndjson, where: { TimeGenerated: -1h } }', ['c']],
    ['by a predicate', "{ fixture: T.ndjson, where: 'L > 1 and TimeGenerated < ago(1h)' }", ['b']],
    ['by a cell of another file', '{ fixture: events.ndjson, table: T, where: { S: a } }', ['a']],
  ])('%s', (_, given, expected) => {
    const ran = run(given);
    expect(ran.found).toEqual([]);
    expect(rowsOf(ran)[0]?.map(({ S }) => S)).toEqual(expected);
  });
});

test('cells of CSV have the types of their columns; an empty one is null', () => {
  const ran = run('{ fixture: T.csv }', { columns: 'S, L, R, B, Y' });
  expect(rowsOf(ran)[0]).toEqual([
    { S: '1.10', L: 10, R: 1.1, B: true, Y: { k: [1] } },
    { S: '', L: null, R: null, B: null, Y: null },
  ]);
});

test('times: offsets count from now, mirrors follow, what is not said of arrival is three minutes', () => {
  const ran = run('{ fixture: T.ndjson }', { columns: 'TimeGenerated, Timestamp, Arrived = ingestion_time(), D' });
  expect(rowsOf(ran)[0]?.map((row) => Object.values(row).map((time) => (time as string | null)?.slice(0, 16)))).toEqual(
    [
      ['2026-01-09T21:00', '2026-01-09T21:00', '2026-01-09T21:03', undefined],
      ['2026-01-09T22:00', '2026-01-09T22:00', '2026-01-09T22:03', '2026-01-09T00:00'],
      ['2026-01-09T23:00', '2026-01-09T23:00', '2026-01-09T23:30', undefined],
    ],
  );
});

test('`at` moves the newest there and the others with it', () => {
  const ran = run('{ fixture: T.ndjson, at: -10m }', {
    columns: 'TimeGenerated, Timestamp, Arrived = ingestion_time()',
  });
  expect(rowsOf(ran)[0]?.map((row) => Object.values(row).map((time) => String(time).slice(0, 16)))).toEqual([
    ['2026-01-09T21:50', '2026-01-09T21:50', '2026-01-09T21:53'],
    ['2026-01-09T22:50', '2026-01-09T22:50', '2026-01-09T22:53'],
    // the third arrives after the run
  ]);
});

test.each([
  ['a file that is not there', '{ fixture: U.ndjson, table: T }', ['test-fixture 3:13 there is no fixture U.ndjson']],
  [
    'a filter that does not run',
    "{ fixture: T.ndjson, where: 'Lx > 1' }",
    [expect.stringMatching(/^test-fixture 3:13 the filter of the fixture T\.ndjson does not run: /)],
  ],
  [
    'a filter by a column that the table does not have',
    '{ fixture: T.ndjson, where: { Sx: b } }',
    ['test-column-unknown 3:43 T has no column Sx'],
  ],
  [
    'a table that is not there',
    '{ fixture: events.ndjson }',
    ['test-table-unknown 3:13 no table, parser or row is named events'],
  ],
])('%s', (_, given, found) => {
  expect(run(given).found).toEqual(found);
});

test.each([
  [
    'a column that the table does not have',
    '{"Sx":1}',
    'test-column-unknown 1:36 T has no column Sx, which T.ndjson gives',
  ],
  [
    'a cell of another type',
    '{"L":"many"}',
    'test-fixture 1:36 row 1 of T.ndjson: T.L is a long: expected a whole number, found "many"',
  ],
  [
    'a number that JSON cannot keep',
    '{"L":9007199254740993}',
    'test-fixture 1:36 row 1 of T.ndjson: T.L is a long: expected a whole number, as text where it has more than 15 digits, found 9007199254740992',
  ],
  [
    'a time that is none',
    '{"TimeGenerated":"noon"}',
    'test-fixture 1:36 row 1 of T.ndjson: T.TimeGenerated is a datetime: expected a time such as 2026-01-10T00:00:00Z, or an offset from `now` such as -2h, found "noon"',
  ],
  [
    'an arrival that is none',
    '{"_IngestionTime":"noon"}',
    'test-fixture 1:36 row 1 of T.ndjson: _IngestionTime is a datetime: expected a time such as 2026-01-10T00:00:00Z, or an offset from `now` such as -2h, found "noon"',
  ],
])('%s in the file', (_, row, expected) => {
  const tests = 'cases: [{ name: in a file, given: [{ fixture: T.ndjson }], expect: fires }]';
  expect(runTests({ tests, fixtures: { 'T.ndjson': row } }).found).toEqual([expected]);
});

test('a filter that lets nothing through is a finding: the case would prove nothing', () => {
  expect(run('{ fixture: T.ndjson, where: { S: z } }', { expect: 'silent' }).found).toEqual([
    'test-fixture 3:13 no row of the fixture T.ndjson agrees with `where`',
  ]);
});
