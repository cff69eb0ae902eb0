import { analyze, catalogOf } from '../../../src/kql';

const catalog = catalogOf({
  tables: [
    {
      name: 'SignIns',
      columns: [
        { name: 'User', type: 'string' },
        { name: 'When', type: 'datetime' },
      ],
    },
    { name: 'Loose', columns: [{ name: 'Id', type: 'long' }], open: true },
  ],
  functions: [
    { name: 'Recent', parameters: '(span: timespan = 1h)', body: 'SignIns | where When > ago(span)' },
    { name: 'imThing', parameters: '(who: string = "")', columns: [{ name: 'Actor', type: 'string' }] },
  ],
  watchlists: [{ alias: 'vips', columns: [{ name: 'Mail', type: 'string' }] }],
});

test.each([
  ['SignIns | where User has "a" | summarize count() by User', 'User:string count_:long'],
  ['Recent(2h) | project When', 'When:datetime'],
  ['imThing("x")', 'Actor:string'],
  [
    '_GetWatchlist("vips")',
    '_DTItemId:string LastUpdatedTimeUTC:datetime SearchKey:string WatchlistItem:dynamic Mail:string',
  ],
  ['Loose | project Id, Other', 'Id:long Other:unknown'],
  ['union Sign* | project User', 'User:string'],
])('%s has columns %s', (query, columns) => {
  const { diagnostics, result } = analyze(query, catalog);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(result?.columns.map(({ name, type }) => `${name}:${type}`).join(' ')).toBe(columns);
});

test.each([
  ['SignIns | wher User', true],
  ['SignIns | where Nobody == 1', false],
  ['Missing | take 1', false],
])('%s is refused', (query, syntax) => {
  const errors = analyze(query, catalog).diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.some((error) => error.syntax)).toBe(syntax);
  expect(errors.length).toBeGreaterThan(0);
});
