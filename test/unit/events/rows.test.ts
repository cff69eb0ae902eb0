import { rowsOf, runTests } from '../run-tests';

/** The rows of one case as the query sees them, only the columns asked for. */
function seen(columns: string, tests: string): unknown {
  const ran = runTests({ rule: `query: T | project ${columns}\nqueryPeriod: 14d\n`, tests });
  expect(ran.found).toEqual([]);
  return rowsOf(ran)[0];
}

const NOW = '2026-01-10T00:00:00.0000000Z';

describe('what a row has without saying so', () => {
  test('two hours old, ingested three minutes later, all else null', () => {
    const tests = 'cases: [{ name: c, given: [T: {}], expect: fires }]';
    expect(seen('TimeGenerated, Timestamp, Arrived = ingestion_time(), S, L, Y, Type', tests)).toEqual([
      {
        TimeGenerated: '2026-01-09T22:00:00.0000000Z',
        Timestamp: '2026-01-09T22:00:00.0000000Z',
        Arrived: '2026-01-09T22:03:00.0000000Z',
        S: '',
        L: null,
        Y: null,
        Type: 'T',
      },
    ]);
  });

  test('defaults of the file, then of the row, then of the case', () => {
    const tests = `
defaults: { now: 2026-02-01T00:00:00Z, at: -1h, ingested: +10m }
rows:
  plain: { T: { S: plain } }
  late: { T: { S: late }, at: -3h, ingested: +1h }
cases:
  - name: c
    given:
      - plain
      - late
      - { late: { S: later }, at: -4h }
      - { T: { S: absolute }, at: 2026-01-31T12:00:00Z, ingested: 2026-01-31T13:00:00Z }
    expect: fires`;
    expect(seen('S, TimeGenerated, Arrived = ingestion_time()', tests)).toEqual([
      { S: 'plain', TimeGenerated: '2026-01-31T23:00:00.0000000Z', Arrived: '2026-01-31T23:10:00.0000000Z' },
      { S: 'late', TimeGenerated: '2026-01-31T21:00:00.0000000Z', Arrived: '2026-01-31T22:00:00.0000000Z' },
      { S: 'later', TimeGenerated: '2026-01-31T20:00:00.0000000Z', Arrived: '2026-01-31T21:00:00.0000000Z' },
      { S: 'absolute', TimeGenerated: '2026-01-31T12:00:00.0000000Z', Arrived: '2026-01-31T13:00:00.0000000Z' },
    ]);
  });

  test('the time of a case counts more than that of the file', () => {
    const tests = `
defaults: { now: 2026-02-01T00:00:00Z }
cases: [{ name: c, now: 2026-03-01T00:00:00Z, given: [T: {}], expect: fires }]`;
    expect(seen('TimeGenerated', tests)).toEqual([{ TimeGenerated: '2026-02-28T22:00:00.0000000Z' }]);
  });
});

describe('mirrors', () => {
  test.each([
    ['TimeGenerated is given', '{ TimeGenerated: -1h }', '2026-01-09T23', '2026-01-09T23'],
    ['the mirror is given', '{ Timestamp: -1h }', '2026-01-09T23', '2026-01-09T23'],
    ['both are given, and differ', '{ TimeGenerated: -1h, Timestamp: -3h }', '2026-01-09T23', '2026-01-09T21'],
  ])('%s', (_, cells, generated, mirror) => {
    const [row] = seen(
      'TimeGenerated, Timestamp',
      `cases: [{ name: c, given: [T: ${cells}], expect: fires }]`,
    ) as readonly Record<string, string>[];
    expect([row?.['TimeGenerated']?.slice(0, 13), row?.['Timestamp']?.slice(0, 13)]).toEqual([generated, mirror]);
  });

  test('a time in a cell decides what a run sees, in UTC where it names no zone', () => {
    const tests = `
cases:
  - name: seen
    given: [{ T: { TimeGenerated: '2026-01-09 23:59:00' } }]
    expect: fires
  - name: after the scheduled time
    given: [{ T: { TimeGenerated: '2026-01-10 00:01:00' } }]
    expect: silent`;
    expect(runTests({ tests }).problems).toEqual({});
  });
});

describe('several of a kind', () => {
  test('count, every and the number of the copy', () => {
    const tests = `
rows: { e: { T: { S: 'user{n}', Y: ['{n}'] } } }
cases: [{ name: c, given: [{ e: {}, at: -1h, count: 3, every: 10m }], expect: fires }]`;
    expect(seen('S, Y, TimeGenerated, Arrived = ingestion_time()', tests)).toEqual([
      { S: 'user1', Y: ['1'], TimeGenerated: '2026-01-09T23:00:00.0000000Z', Arrived: '2026-01-09T23:03:00.0000000Z' },
      { S: 'user2', Y: ['2'], TimeGenerated: '2026-01-09T23:10:00.0000000Z', Arrived: '2026-01-09T23:13:00.0000000Z' },
      { S: 'user3', Y: ['3'], TimeGenerated: '2026-01-09T23:20:00.0000000Z', Arrived: '2026-01-09T23:23:00.0000000Z' },
    ]);
  });

  test('one is the first', () => {
    const tests = "cases: [{ name: c, given: [{ T: { S: 'user{n}' } }], expect: fires }]";
    expect(seen('S', tests)).toEqual([{ S: 'user1' }]);
  });

  test('a cell TimeGenerated is where they begin', () => {
    const tests =
      'cases: [{ name: c, given: [{ T: { TimeGenerated: -10m }, count: 2, every: 10m }], expect: { rows: 2 } }]';
    expect(seen('TimeGenerated, Timestamp', tests)).toEqual([
      { TimeGenerated: '2026-01-09T23:50:00.0000000Z', Timestamp: '2026-01-09T23:50:00.0000000Z' },
      { TimeGenerated: NOW, Timestamp: NOW },
    ]);
  });
});

test('a row made from a row has its cells, and others over them', () => {
  const tests = `
rows:
  a: { T: { S: a, L: 1, B: true } }
  b: { a: { S: b } }
cases: [{ name: c, given: [{ b: { L: 2, B: } }], expect: fires }]`;
  expect(seen('S, L, B', tests)).toEqual([{ S: 'b', L: 2, B: null }]);
});

describe('mistakes are found where they stand', () => {
  test.each([
    ['{ T: { Sx: 1 } }', ['test-column-unknown 3:20 T has no column Sx']],
    ['{ Tt: { S: 1 } }', ['test-table-unknown 3:13 no table, parser or row is named Tt']],
    ['{ SigninLog: { S: 1 } }', ['test-table-unknown 3:13 no table, parser or row is named SigninLog']],
    ['{ T: {}, Other: {} }', ['test-given 3:22 expected one table or row with its columns, found 2: T, Other']],
    ['{ at: -1h }', ['test-given 3:13 expected one table or row with its columns, found none']],
    ['{ T: [1] }', ['test-given 3:15 expected the columns of T']],
    ['x', ['test-row-unknown 3:13 no row is named x']],
    [
      '{ T: { L: x, S: y, I: z } }',
      [
        'test-cell 3:23 T.L is a long: expected a whole number, found "x"',
        'test-cell 3:35 T.I is a int: expected a whole number, found "z"',
      ],
    ],
  ])('%s', (given, found) => {
    expect(runTests({ tests: `cases:\n  - name: c\n    given: [${given}]\n    expect: fires\n` }).found).toEqual(found);
  });

  test('a column that a table may have beyond those that are known is text', () => {
    const tests =
      'cases: [{ name: c, given: [{ _Im_Dns: { EventType: Query, Brand_New: 1.10 } }], expect: { rows: [{ Brand_New: "1.10" }] } }]';
    const ran = runTests({ rule: 'query: _Im_Dns | where Brand_New == "1.10"\n', tests });
    expect({ found: ran.found, problems: ran.problems }).toEqual({ found: [], problems: {} });
  });
});
