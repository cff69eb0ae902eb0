import fc from 'fast-check';
import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../../src/kql';
import type { ColumnSchema, JsonRow, Plan } from '../../../src/kql';

const COLUMNS: readonly ColumnSchema[] = [
  { name: 'Id', type: 'long' },
  { name: 'Least', type: 'long' },
  { name: 'List', type: 'dynamic' },
];
const catalog = catalogOf({ tables: [{ name: 'T', columns: COLUMNS }] });

function planned(body: string): Plan {
  const compiled = compileQuery(`T | mv-apply X = List to typeof(long) on (${body})`, catalog);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return compiled.plan;
}

function answered(plan: Plan, rows: readonly JsonRow[], from?: 'json-text'): unknown {
  const table = rowsToTable(rows, { columns: COLUMNS, ...(from === undefined ? {} : { from }) });
  const result = runQuery(plan, { source: { table: () => table }, now: new Date(0) });
  return result.ok ? [result.columns, jsonRows(result.table)] : result.error.message;
}

const lists = fc.constantFrom(null, [], [1], [1, 2, 3], [3, 1], { a: 1 }, 5);

test.each([
  'where X > 1',
  'where X > Least',
  'summarize Sum = sum(X), All = make_list(X)',
  'summarize Sum = sum(X) by Least',
  'extend Y = X * 2 | top 1 by Y desc',
  'extend Least = X',
  'extend Y = Least',
  'project Y = X',
  'order by X desc | take 2',
  'order by X desc | extend N = row_number()',
  'summarize arg_max(X, *)',
  'count',
])('%s: rows that share a list answer as rows that have their own', (body) => {
  const plan = planned(body);
  fc.assert(
    fc.property(fc.array(fc.record({ Least: fc.nat(3), List: lists }), { minLength: 1, maxLength: 8 }), (given) => {
      const rows = given.map((row, Id) => ({ ...row, Id }));
      // Rows read one by one have entries of their own; read from JSON text they share those that are equal.
      expect(answered(plan, rows, 'json-text')).toEqual(answered(plan, rows));
    }),
    { numRuns: 30 },
  );
});

test('a sub-query that looks at its row runs for each', () => {
  const rows = [1, 2].map((Least) => ({ Id: Least, Least, List: [1, 2, 3] }));
  expect(answered(planned('where X > Least | summarize Sum = sum(X)'), rows, 'json-text')).toMatchObject([
    {},
    [
      [1, 1, [1, 2, 3], 5],
      [2, 2, [1, 2, 3], 3],
    ],
  ]);
});
