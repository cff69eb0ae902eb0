import { explainLogs } from '../../../src/unit';
import type { ExplainedLogs } from '../../../src/unit';
import { rowsToTable } from '../../../src/kql';
import type { JsonRow, Table } from '../../../src/kql';
import { catalogWith, loadRule } from '../run-tests';

const knowledge = catalogWith();

function tableOf(name: string, rows: readonly JsonRow[] | undefined): Table | undefined {
  if (rows === undefined) return undefined;
  const columns = knowledge.table(name)?.columns ?? knowledge.function(name)?.columns ?? [];
  const arrived = rows.map((row) => row['_IngestionTime']);
  return rowsToTable(rows, {
    columns,
    ingested: (_, index) => (typeof arrived[index] === 'string' ? new Date(arrived[index]) : undefined),
  });
}

function explained(
  rule: string,
  tables: Readonly<Record<string, readonly JsonRow[]>>,
  scheduled?: string,
): ExplainedLogs {
  return explainLogs(
    { knowledge, table: (name) => tableOf(name, tables[name]) },
    {
      loaded: loadRule(rule),
      overrides: {},
      clock: 'execution',
      ...(scheduled === undefined ? {} : { scheduled: Date.parse(scheduled) }),
    },
  );
}

function counts(result: ExplainedLogs): unknown {
  if ('failure' in result) return result.failure;
  const { explanation, alerts, notes } = result;
  return [new Date(explanation.scheduled).toISOString().slice(0, 16), explanation.resultCount, alerts.length, ...notes];
}

const ROWS: readonly JsonRow[] = [
  { TimeGenerated: '2026-03-01T10:00:00Z', S: 'a' },
  { TimeGenerated: '2026-03-02T09:00:00Z', S: 'b' },
  { TimeGenerated: '2026-03-02T11:00:00Z', S: 'c', _IngestionTime: '2026-03-02T12:00:00Z' },
];

test('the run is that of the newest event of the tables that the query reads, unless one is named', () => {
  const later = [{ TimeGenerated: '2026-05-01T00:00:00Z' }];
  expect(counts(explained('query: T\n', { T: ROWS, Other: later }))).toEqual(['2026-03-02T11:00', 1, 1]);
  expect(counts(explained('query: T\n', { T: ROWS }, '2026-03-02T09:30:00Z'))).toEqual(['2026-03-02T09:30', 2, 1]);
  expect(counts(explained('query: T\n', { T: ROWS }, '2026-03-02T11:55:00Z'))).toEqual(['2026-03-02T11:55', 2, 1]);
});

test('an NRT rule runs over the minute of the newest arrival', () => {
  const nrt = 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\nquery: T\n';
  expect(counts(explained(nrt, { T: ROWS }))).toEqual(['2026-03-02T12:00', 1, 1]);
});

test('rows without a time are told of: no run sees them', () => {
  expect(counts(explained('query: T\n', { T: [...ROWS, { S: 'd' }, { TimeGenerated: 'noon' }] }))).toEqual([
    '2026-03-02T11:00',
    1,
    1,
    'T: 2 rows have no TimeGenerated that can be read, so that no run sees them',
  ]);
});

test('the rows of a parser go through its filters', () => {
  const rows = [
    { TimeGenerated: '2026-03-01T10:00:00Z', EventType: 'Query' },
    { TimeGenerated: '2026-03-01T10:00:00Z', EventType: 'Response' },
  ];
  expect(counts(explained('query: _Im_Dns\n', { _Im_Dns: rows }))).toEqual(['2026-03-01T10:00', 1, 1]);
});

test('without an event there is no time to run it at; a query that does not run says where', () => {
  expect(counts(explained('query: T\n', { Other: ROWS }))).toMatch(/^none of the tables/);
  expect(counts(explained('query: T | where Sx == 1\n', { T: ROWS }))).toMatch(/^the query does not run here .*Sx/);
});
