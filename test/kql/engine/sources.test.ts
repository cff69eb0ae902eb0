import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../../src/kql';

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'User', type: 'string' },
  { name: 'Count', type: 'long' },
  { name: 'Details', type: 'dynamic' },
] as const;

const catalog = catalogOf({
  tables: [{ name: 'Events', columns }],
  functions: [
    { name: 'Heavy', parameters: '(least: long = 2)', body: 'Events | where Count >= least' },
    { name: 'imEvent', parameters: '(who: string = "")', columns: [{ name: 'Actor', type: 'string' }] },
  ],
  watchlists: [{ alias: 'vips', columns: [{ name: 'Mail', type: 'string' }] }],
});

const events = rowsToTable(
  [
    { TimeGenerated: '2026-01-09T23:00:00Z', User: 'ann', Count: '9007199254740993', Details: { ip: '10.0.0.1' } },
    { TimeGenerated: '2026-01-08T00:00:00Z', User: 'bob', Count: 1 },
  ],
  { columns, ingested: () => new Date('2026-01-09T23:59:00Z') },
);

function rows(query: string) {
  const compiled = compileQuery(query, catalog);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const result = runQuery(compiled.plan, {
    now: new Date('2026-01-10T00:00:00Z'),
    source: {
      table: (name) =>
        name === 'Events'
          ? events
          : name === 'imEvent'
            ? rowsToTable([{ Actor: 'eve' }], { columns: [{ name: 'Actor', type: 'string' }] })
            : undefined,
      watchlist: () => rowsToTable([{ Mail: 'ann@x' }], { columns: [{ name: 'Mail', type: 'string' }] }),
    },
  });
  if (!result.ok) throw new Error(result.error.message);
  return jsonRows(result.table);
}

test.each([
  ['Events | where TimeGenerated > ago(2h) | project User, Count', [['ann', '9007199254740993']]],
  ['Events | project Details.ip', [['10.0.0.1'], [null]]],
  ['Events | where ingestion_time() > ago(5m) | count', [[2]]],
  ['Heavy | project User', [['ann']]],
  ['Heavy(least = 1) | count', [[2]]],
  ['imEvent(who = "eve")', [['eve']]],
  ['_GetWatchlist("vips") | project Mail', [['ann@x']]],
  ['Events | where User in ((Events | where Count < 5 | project User)) | project User', [['bob']]],
])('%s', (query, expected) => {
  expect(rows(query)).toEqual(expected);
});
