import fc from 'fast-check';
import { jsonRows, rowsToTable, tableWriter } from '../../../src/kql';
import type { ColumnSchema, JsonRow } from '../../../src/kql';

const COLUMNS: readonly ColumnSchema[] = [
  { name: 'Time', type: 'datetime' },
  { name: 'Text', type: 'string' },
  { name: 'Count', type: 'long' },
  { name: 'Share', type: 'real' },
  { name: 'On', type: 'bool' },
  { name: 'More', type: 'dynamic' },
];
const rowsOf = (rows: readonly JsonRow[], from?: 'json-text'): unknown =>
  jsonRows(rowsToTable(rows, { columns: COLUMNS, ...(from === undefined ? {} : { from }) }));

test.each<[string, JsonRow, readonly unknown[]]>([
  ['nothing', {}, [null, '', null, null, null, null]],
  ['nulls', { Time: null, Text: null, Count: null, More: null }, [null, '', null, null, null, null]],
  ['a plain time', { Time: '2026-01-10T01:02:03.1Z' }, ['2026-01-10T01:02:03.1000000Z', '', null, null, null, null]],
  [
    'a time with an offset',
    { Time: '2026-01-10T01:00:00+01:00' },
    ['2026-01-10T00:00:00.0000000Z', '', null, null, null, null],
  ],
  ['no time', { Time: 'soon' }, [null, '', null, null, null, null]],
  ['a number as text', { Text: 7 }, [null, '7', null, null, null, null]],
  ['a text as numbers', { Count: '9007199254740993', Share: '1.5' }, [null, '', '9007199254740993', 1.5, null, null]],
  ['numbers', { Count: -0, Share: 2, On: true }, [null, '', 0, 2, true, null]],
  ['a real for a long', { Count: 2.7 }, [null, '', 2, null, null, null]],
  ['a text as bool', { On: 'true' }, [null, '', null, null, true, null]],
  ['a bag', { More: { a: [1, null] } }, [null, '', null, null, null, { a: [1, null] }]],
  ['a column that nobody knows', { Other: 1 }, [null, '', null, null, null, null]],
])('%s', (_, row, cells) => {
  expect(rowsOf([row])).toEqual([cells]);
  expect(rowsOf([row], 'json-text')).toEqual([cells]);
});

test('cells stay in their rows, whichever rows have some', () => {
  const cell = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
  const bag = fc.option(fc.constantFrom({ k: 1 }, { k: 2 }, [], 'x'), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.record({ Text: cell, More: bag })), (rows) => {
      const expected = rows.map(({ Text, More }) => [null, Text ?? '', null, null, null, More ?? null]);
      expect(rowsOf(rows)).toEqual(expected);
      expect(rowsOf(rows, 'json-text')).toEqual(expected);
    }),
  );
});

test('of dynamics with the same JSON one is kept', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => ({ More: { index: index % 3 } }));
  const column = rowsToTable(rows, { columns: COLUMNS, from: 'json-text' }).slot('More')?.column();
  expect(column).toMatchObject({ kind: 'dynamic', dictionary: { length: 3 } });
});

test('dynamics that do not come again are kept as they come', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => ({ More: { index } }));
  const table = rowsToTable(rows, { columns: COLUMNS.slice(5), from: 'json-text' });
  expect(jsonRows(table)).toEqual(rows.map(({ More }) => [More]));
});

test('columns that no schema describes are taken where their type is asked for', () => {
  const writer = tableWriter({
    columns: [{ name: 'Known', type: 'string' }],
    typeOf: (name, values) => {
      if (name === 'Left') return undefined;
      return values.some((value) => typeof value === 'string') ? 'string' : 'long';
    },
  });
  for (const row of [{}, { Left: 1 }, { Late: null }, { Known: 'k', Late: 5 }, { Early: 'e' }]) writer.push(row);
  const table = writer.finish();
  expect(table.schema).toEqual([
    { name: 'Known', type: 'string' },
    { name: 'Late', type: 'long' },
    { name: 'Early', type: 'string' },
  ]);
  expect(jsonRows(table)).toEqual([
    ['', null, ''],
    ['', null, ''],
    ['', null, ''],
    ['k', 5, ''],
    ['', null, 'e'],
  ]);
});
