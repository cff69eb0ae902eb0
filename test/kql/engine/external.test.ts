import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../../src/kql';
import { answer } from '../answers';

const query =
  'externaldata(Ip: string, Score: long)["https://lists.example/bad.csv;key=secret"] with (format="csv") | where Score > 1';

test('externaldata reads the fixture of its address, without the key behind it', () => {
  const compiled = compileQuery(query, catalogOf({}));
  const asked: string[] = [];
  const rows = rowsToTable(
    [
      { Ip: '10.0.0.1', Score: 1 },
      { Ip: '10.0.0.2', Score: 2 },
    ],
    {
      columns: [
        { name: 'Ip', type: 'string' },
        { name: 'Score', type: 'long' },
      ],
    },
  );
  const result =
    compiled.ok &&
    runQuery(compiled.plan, {
      now: new Date(0),
      source: { table: () => undefined, external: (uris) => (asked.push(...uris), rows) },
    });
  expect(asked).toEqual(['https://lists.example/bad.csv']);
  expect(result && result.ok && jsonRows(result.table)).toEqual([['10.0.0.2', 2]]);
});

test('without a fixture there is no answer', () => {
  expect(answer(query).error).toMatch(
    /^unsupported: externaldata from https:\/\/lists\.example\/bad\.csv is not supported/,
  );
});

test.each([
  ['range t from 1 to 5 step 1 | where around(t, 3, 1)', [[2], [3], [4]]],
  ['print a = 1, b = "x" | project p = bag_pack_columns(b, a)', [[{ b: 'x', a: 1 }]]],
])('%s', (text, rows) => {
  expect(answer(text).rows).toEqual(rows);
});
