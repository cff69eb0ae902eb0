import {
  healthQueries,
  judgeHealth,
  readProblems,
  readRuns,
  renderHealth,
  renderHealthMarkdown,
} from '../../src/health';
import type { HealthReport, HealthRule } from '../../src/health';
import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../src/kql';
import type { ColumnSchema, JsonRow } from '../../src/kql';
import { causeOf } from '../../src/health/causes';
import { spanWords } from '../../src/health/span-words';

const NOW = new Date('2026-01-10T12:00:00Z');
const DAY = 86_400;

const COLUMNS: readonly ColumnSchema[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  ...['SentinelResourceId', 'SentinelResourceName', 'SentinelResourceType', 'Status', 'Description', 'Reason'].map(
    (name) => ({ name, type: 'string' as const }),
  ),
  { name: 'ExtendedProperties', type: 'dynamic' },
];
const CATALOG = catalogOf({ tables: [{ name: 'SentinelHealth', columns: COLUMNS }] });

interface Run {
  readonly rule: string;
  /** Minutes before now. */
  readonly ago: number;
  readonly said?: string;
  readonly status?: string;
  /** Start of its window, minutes before now; an hour before the run unless said. */
  readonly from?: number;
  readonly to?: number;
  readonly issues?: string;
}

const at = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString();

function rowOf({ rule, ago, said, status, from = ago + 60, to = ago, issues }: Run): JsonRow {
  return {
    TimeGenerated: at(ago),
    SentinelResourceId: `/subscriptions/s/alertRules/${rule}`,
    SentinelResourceName: rule,
    SentinelResourceType: 'Analytic Rule',
    Status: status ?? (said === undefined ? 'Success' : 'Failure'),
    Description: said ?? 'Rule executed successfully, generating 0 alerts.',
    Reason: '',
    ExtendedProperties: {
      RuleId: rule.toUpperCase(),
      QueryStartTimeUTC: at(from),
      QueryEndTimeUTC: at(to),
      ...(issues === undefined ? {} : { Issues: issues }),
    },
  };
}

/** Runs a query as a workspace would that holds these rows. */
function ask(query: string, rows: readonly JsonRow[]): readonly Readonly<Record<string, unknown>>[] {
  const compiled = compileQuery(query, CATALOG);
  if (!compiled.ok) throw new Error(`${compiled.error.message} at ${compiled.error.span.start}`);
  const result = runQuery(compiled.plan, {
    source: { table: () => rowsToTable(rows, { columns: COLUMNS }) },
    now: NOW,
  });
  if (!result.ok) throw new Error(result.error.message);
  return jsonRows(result.table).map((row) =>
    Object.fromEntries(result.columns.map(({ name }, index) => [name, row[index]])),
  );
}

function judge(rules: readonly HealthRule[], runs: readonly Run[] | undefined, windowSeconds = DAY): HealthReport {
  const queries = healthQueries('SentinelHealth');
  const rows = (runs ?? []).map(rowOf);
  return judgeHealth({
    target: 'prod',
    now: NOW,
    windowSeconds,
    rules,
    runs: runs === undefined ? undefined : readRuns(ask(queries.runs, rows)),
    problems: readProblems(ask(queries.problems, rows)),
  });
}

const rule = (id: string, more: Partial<HealthRule> = {}): HealthRule => ({
  id,
  name: `Rule ${id}`,
  kind: 'Scheduled',
  enabled: true,
  everySeconds: 3600,
  ...more,
});

const kinds = ({ findings }: HealthReport): readonly string[] =>
  findings.map(({ kind, rule: of }) => (of === undefined ? kind : `${kind} ${of.id}`));

const hourly = (id: string, last: number, count = 20): readonly Run[] =>
  Array.from({ length: count }, (_, index) => ({ rule: id, ago: last + index * 60 }));

const TABLE_GONE = 'A table that the query names was not found';
const failures = (id: string, count: number, said = TABLE_GONE): readonly Run[] =>
  Array.from({ length: count }, (_, index) => ({ rule: id, ago: 5 + index * 10, from: 200, to: 140, said }));

test('rules that run are no findings, and their last run is told', () => {
  const report = judge([rule('a')], hourly('a', 20));
  expect(report.findings).toEqual([]);
  expect(report.rules).toMatchObject([{ id: 'a', runs: 20, failures: 0, lastRun: at(20), lastStatus: 'Success' }]);
});

test.each<readonly [string, Partial<HealthRule>, readonly Run[], readonly string[], RegExp]>([
  ['one failure is a try', {}, [...hourly('a', 80), ...failures('a', 1)], ['failing a'], /try 1 of 6 .* 1 of 21 runs/],
  ['five are tries', {}, failures('a', 5), ['failing a'], /try 5 of 6/],
  ['six failures of one window lose it', {}, failures('a', 6), ['lost a'], /a window of time lost.*fails still/],
  ['a window that was lost stays lost', {}, [...failures('a', 6), { rule: 'a', ago: 1 }], ['lost a'], /runs again/],
  [
    'six failures of six windows lose none',
    {},
    failures('a', 6).map((run, index) => ({ ...run, from: 300 + index })),
    ['failing a'],
    /try 1 of 6/,
  ],
  [
    'failures that were repeated',
    {},
    [...failures('a', 2), { rule: 'a', ago: 1 }],
    ['delayed a'],
    /2 of 3 runs failed and had to be repeated/,
  ],
  ['no run since', {}, hourly('a', 200), ['silent a'], /no run since 2026-01-10T08:40/],
  [
    'late data',
    {},
    [...hourly('a', 80), { rule: 'a', ago: 10, said: 'The run was delayed, since ingestion takes long' }],
    ['delayed a'],
    /1 of 21 runs came late/,
  ],
  [
    'late data by its details',
    {},
    [{ rule: 'a', ago: 10, issues: '["IngestionDelay"]' }],
    ['delayed a'],
    /1 of 1 run came late/,
  ],
  [
    'entities dropped',
    {},
    [...hourly('a', 80), { rule: 'a', ago: 10, said: '7 entities were dropped due to the 32 KB size of an alert' }],
    ['partly a'],
    /alerts of 1 run are not whole/,
  ],
  [
    'a status that nobody knows',
    {},
    [{ rule: 'a', ago: 10, status: 'Warning', said: 'hm' }],
    ['failing a'],
    /last run failed/,
  ],
  [
    'NRT: failures are made up for',
    { kind: 'NRT', everySeconds: 60 },
    Array.from({ length: 12 }, (_, index) => ({
      rule: 'a',
      ago: 13 - index,
      from: 15,
      to: 14 - index,
      said: 'It timed out',
    })),
    ['failing a'],
    /next run looks at 12 minutes/,
  ],
  [
    'NRT: an hour of them is lost',
    { kind: 'NRT', everySeconds: 60 },
    Array.from({ length: 60 }, (_, index) => ({
      rule: 'a',
      ago: 61 - index,
      from: 63,
      to: 62 - index,
      said: 'It timed out',
    })),
    ['lost a'],
    /after 60 failures/,
  ],
])('%s', (_, more, runs, expected, message) => {
  const report = judge([rule('a', more)], runs);
  expect(kinds(report)).toEqual(expected);
  expect(report.findings[0]?.message).toMatch(message);
});

test('a rule that the service switched off is the first, with its reason; one that people switched off is none', () => {
  const off = rule('off', { enabled: false, autoDisabled: 'The table X was not found' });
  const report = judge([rule('a'), off, rule('by hand', { enabled: false })], failures('a', 1));
  expect(kinds(report)).toEqual(['auto-disabled off', 'failing a']);
  expect(report.findings[0]).toMatchObject({
    said: 'The table X was not found',
    cause: expect.stringContaining('table'),
  });
});

test('a rule without a record is silent, unless it is new or runs too seldom to tell', () => {
  const rules = [
    rule('a'),
    rule('silent'),
    rule('new', { modified: at(20) }),
    rule('seldom', { everySeconds: 14 * DAY }),
  ];
  const report = judge(rules, hourly('a', 20));
  expect(kinds(report)).toEqual(['silent silent']);
  expect(report.notes).toEqual([
    'Rule new was written 20 minutes ago: no run is to be expected yet',
    'Rule seldom runs every 14 days: a window of 1 day does not tell',
  ]);
});

test('without records of any rule, that is the finding; of new rules alone it is none', () => {
  expect(kinds(judge([rule('a'), rule('b')], []))).toEqual(['unknown']);
  expect(kinds(judge([rule('a')], undefined))).toEqual(['unknown']);
  expect(judge([rule('a', { modified: at(5) })], []).findings).toEqual([]);
  expect(judge([], []).findings).toEqual([]);
});

test.each([
  ['A function that the query calls was not found', 'permanent', 'function'],
  ['The query was stopped, it used too many system resources', 'permanent', 'more than the service gives'],
  ['No permission to run the query', 'permanent', 'may not read'],
  ['The execution of the query timed out', 'passing', 'too long'],
  ['An internal server error occurred', 'passing', 'the service failed'],
  ['The alert could not be enriched, see the entity mapping', 'partly', 'mapped column'],
  ['The query gave 1000 events, which exceeds the maximum of 150', 'partly', 'more events'],
  ['Something else', 'unknown', 'says it'],
])('%s', (said, classed, words) => {
  expect(causeOf(said)).toMatchObject({ class: classed, cause: expect.stringContaining(words) });
});

test.each([
  [60, '1 minute'],
  [300, '5 minutes'],
  [3600, '1 hour'],
  [5400, '90 minutes'],
  [86_400, '1 day'],
  [100_000, '28 hours'],
  [14 * 86_400, '14 days'],
])('%i seconds are %s', (seconds, words) => {
  expect(spanWords(seconds)).toBe(words);
});

const HOSTILE = rule('h', { name: '::error::\u001b[31m`@team`', path: 'detections/h.yaml' });

test('a report at a terminal and in markdown: cause and remedy, and no text does anything', () => {
  const report = judge([HOSTILE, rule('a')], [...failures('h', 1, 'Table `X` was not found'), ...hourly('a', 20)]);
  expect(renderHealth(report, { color: false })).toBe(`Failing:
  ·::error::·[31m\`@team\`  h  detections/h.yaml
      the last run failed (${at(5)}; try 1 of 6 of its window): 1 of 1 run
      the service says: Table \`X\` was not found
      likely: a table is not there: its connector was removed, or it was deleted
      to do: connect it again, or keep the rule from this target (\`targets:\`)

prod, last 1 day: 2 rules, 2 enabled, 1 finding.
`);
  const markdown = renderHealthMarkdown(report);
  expect(markdown).toContain('the service says ``Table `X` was not found``');
  expect(markdown).not.toContain('\u001b');
});
