import { runTests } from '../run-tests';

/** Whether the rule fires at midnight for one event with these times. */
function fires(rule: string, times: string, more = ''): boolean {
  const ran = runTests({ rule, tests: `cases: [{ name: c, given: [{ T: {}, ${times} }], ${more} expect: fires }]` });
  expect(ran.found).toEqual([]);
  return ran.cases[0]?.alerts.length !== 0;
}

const HOURLY = 'queryFrequency: 1h\nqueryPeriod: 4h\n';

describe('a run sees what is in its window and had arrived when it executed, five minutes after its time', () => {
  test.each([
    ['the beginning of the window', 'at: -4h', true],
    ['just before it', 'at: -14401s', false],
    ['the scheduled time', 'at: 0s', true],
    ['just after it, though it is there at execution', 'at: 1s, ingested: +1s', false],
    ['arrived at execution', 'at: -1h, ingested: +65m', true],
    ['arrived just after', 'at: -1h, ingested: +3901s', false],
    ['arrived between schedule and execution', 'at: -1m, ingested: +3m', true],
  ])('%s', (_, times, expected) => {
    expect(fires(`${HOURLY}query: T\n`, times)).toBe(expected);
  });

  test('the window bounds every table, also where the query asks for more', () => {
    expect(fires(`${HOURLY}query: union T, Other | where TimeGenerated > ago(30d)\n`, 'at: -5h')).toBe(false);
  });

  test('the window is that of the period, not of the frequency', () => {
    expect(fires('queryFrequency: 1h\nqueryPeriod: 14d\nquery: T\n', 'at: -13d')).toBe(true);
  });
});

describe('now() and ago() are the time of execution, or the scheduled one', () => {
  const RULE = `${HOURLY}query: T | where TimeGenerated > ago(1h)\n`;
  test.each([
    ['by default', 'at: -57m', '', false],
    ['by default, younger', 'at: -54m', '', true],
    ['execution', 'at: -57m', 'clock: execution,', false],
    ['scheduled', 'at: -57m', 'clock: scheduled,', true],
  ])('%s', (_, times, more, expected) => {
    expect(fires(RULE, times, more)).toBe(expected);
  });

  test('a case, then the file, then the project', () => {
    const given = 'given: [{ T: {}, at: -57m }]';
    const tests = (defaults: string): string =>
      `${defaults}cases: [{ name: c, ${given}, expect: fires }, { name: d, clock: execution, ${given}, expect: silent }]`;
    const settings = { firing: 1, silent: 1, maturities: [], exclusions: 'warning', clock: 'scheduled' } as const;
    expect(runTests({ rule: RULE, tests: tests('defaults: { clock: scheduled }\n') }).problems).toEqual({});
    expect(runTests({ rule: RULE, tests: tests(''), context: { settings } }).problems).toEqual({});
    expect(Object.keys(runTests({ rule: RULE, tests: tests('') }).problems)).toEqual(['c']);
  });

  test('ingestion_time() is when the row arrived', () => {
    const rule = `${HOURLY}query: T | where ingestion_time() - TimeGenerated > 30m\n`;
    expect(fires(rule, 'at: -2h, ingested: +40m')).toBe(true);
    expect(fires(rule, 'at: -2h, ingested: +20m')).toBe(false);
  });
});

describe('NRT', () => {
  const NRT =
    'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nquery: T | project TimeGenerated, Now = now()\n';
  const run = (tests: string) => runTests({ rule: NRT, tests }).cases[0]?.alerts ?? [];

  test('the minute of arrival decides, however old the event is', () => {
    const alerts = run('cases: [{ name: c, given: [{ T: {}, at: -20d, ingested: +20d }], expect: fires }]');
    expect(alerts.map(({ rows }) => rows.length)).toEqual([1]);
  });

  test('two in one minute are one run, two minutes are two; it executes two minutes later', () => {
    const tests = `
cases:
  - name: c
    given:
      - { T: {}, at: 2026-01-09T10:00:00Z, ingested: 2026-01-09T10:00:01Z }
      - { T: {}, at: 2026-01-09T10:00:00Z, ingested: 2026-01-09T10:01:00Z }
      - { T: {}, at: 2026-01-09T10:00:00Z, ingested: 2026-01-09T10:01:01Z }
    expect: { alerts: 2 }`;
    const alerts = run(tests);
    expect(alerts.map(({ rows, time }) => [rows.length, new Date(time).toISOString(), rows[0]?.['Now']])).toEqual([
      [2, '2026-01-09T10:03:00.000Z', '2026-01-09T10:03:00.0000000Z'],
      [1, '2026-01-09T10:04:00.000Z', '2026-01-09T10:04:00.0000000Z'],
    ]);
  });

  test('nothing arrives, nothing runs', () => {
    expect(run('cases: [{ name: c, given: [], expect: silent }]')).toEqual([]);
  });
});

describe('a timeline runs the schedule', () => {
  /** The times of the runs that alerted, in hours after `now`. */
  function alerted(rule: string, given: string, timeline: string): readonly number[] {
    const ran = runTests({
      rule,
      tests: `cases: [{ name: c, given: [${given}], timeline: ${timeline}, expect: fires }]`,
    });
    expect(ran.found).toEqual([]);
    const start = Date.parse('2026-01-10T00:05:00Z');
    return ran.cases.flatMap(({ alerts }) => alerts.map(({ time }) => (time - start) / 3_600_000));
  }

  test.each([
    [
      'one look-back of four hours sees an event in each of its runs',
      HOURLY,
      '{ T: {}, at: 30m }',
      '{ days: 1 }',
      [1, 2, 3, 4],
    ],
    [
      'a window like the frequency sees it once',
      'queryFrequency: 1h\nqueryPeriod: 1h\n',
      '{ T: {}, at: 30m }',
      '{ days: 1 }',
      [1],
    ],
    [
      'a window like the frequency loses what is late',
      'queryFrequency: 1h\nqueryPeriod: 1h\n',
      '{ T: {}, at: 30m, ingested: +40m }',
      '{ days: 1 }',
      [],
    ],
    ['a longer window finds it later', HOURLY, '{ T: {}, at: 30m, ingested: +40m }', '{ days: 1 }', [2, 3, 4]],
    [
      'so many runs, the first at `now`',
      'queryFrequency: 1h\nqueryPeriod: 1h\n',
      '{ T: {}, at: -1h, count: 6, every: 1h }',
      '{ runs: 3 }',
      [0, 1, 2],
    ],
    [
      'days of a daily rule, both ends',
      'queryFrequency: 1d\nqueryPeriod: 1d\n',
      '{ T: {}, at: -1h, count: 9, every: 1d }',
      '{ days: 2 }',
      [0, 24, 48],
    ],
  ])('%s', (_, rule, given, timeline, expected) => {
    expect(alerted(`${rule}query: T\n`, given, timeline)).toEqual(expected);
  });

  test('an event at the border of two windows is in both: the query has to choose', () => {
    expect(alerted('queryFrequency: 1h\nqueryPeriod: 1h\nquery: T\n', '{ T: {}, at: 1h }', '{ runs: 4 }')).toEqual([
      1, 2,
    ]);
    const own =
      'queryFrequency: 1h\nqueryPeriod: 2h\nquery: T | where ingestion_time() > ago(1h) and ingestion_time() <= now()\n';
    expect(alerted(own, '{ T: {}, at: 1h }', '{ runs: 4 }')).toEqual([1]);
  });
});
