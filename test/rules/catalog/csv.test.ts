import fc from 'fast-check';
import { parseCsv } from '../../../src/rules/catalog/csv';

const texts = (csv: string) => parseCsv(csv).rows.map((row) => row.map(({ text }) => text));

test.each([
  ['', []],
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['\uFEFFa\n1\n', [['a'], ['1']]],
  [
    'a,b\n\n1,\n',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  [
    'a,b\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['a\n"x, ""y""\nz"\n', [['a'], ['x, "y"\nz']]],
  ['a\r1\r', [['a'], ['1']]],
  ['""\n', []],
])('%j', (csv, rows) => {
  expect(texts(csv)).toEqual(rows);
  expect(parseCsv(csv).problems).toEqual([]);
});

test.each([
  ['a\n"x', 'found a double quote that is never closed', 2],
  ['a\nx"y', 'found a double quote inside an unquoted value', 3],
  ['a\n"x"y', 'found text behind a closing double quote', 5],
])('%j is reported', (csv, message, start) => {
  expect(parseCsv(csv).problems).toMatchObject([{ message, span: { start } }]);
});

test('what was written is read back, and every cell knows its place', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, (table) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const csv = table.map((row) => row.map(quoted).join(',')).join('\r\n');
      expect(texts(csv)).toEqual(table);
      const places = parseCsv(csv)
        .rows.flat()
        .map(({ span }) => csv.slice(span.start, span.end));
      expect(places).toEqual(table.flat().map(quoted));
    }),
  );
});
