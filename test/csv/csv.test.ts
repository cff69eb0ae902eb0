import fc from 'fast-check';
import { csvText } from '../../src/csv';
import { historyCsv } from '../../src/history';
import { parseCsv } from '../../src/rules';
import { matrixFormats } from '../../src/targets';

test.each([
  ['plain', 'plain'],
  ['a = b', 'a = b'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  [' blanks ', '" blanks "'],
  ["it's", '"it\'s"'],
  ['=1+1', '"\'=1+1"'],
  ["=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""],
  ['+1', '"\'+1"'],
  ['-1', '"\'-1"'],
  ['@SUM(A1)', '"\'@SUM(A1)"'],
  ['\t=1', '"\'\t=1"'],
  ['\ttab', '"\'\ttab"'],
  ['  =cmd', '"\'  =cmd"'],
  ['\n=1', '"\'\n=1"'],
  ['\r=1', '"\'\r=1"'],
  ['\u0000=1', '"\'\u0000=1"'],
  ['\u200b=1', '"\'\u200b=1"'],
  ['\ufeff=1', '"\'\ufeff=1"'],
  ['＝1', '"\'＝1"'],
  ['%0A=1', '"\'%0A=1"'],
  ['|calc', '"\'|calc"'],
  ['a=1', 'a=1'],
  ['', ''],
])('a cell of %j', (text, cell) => {
  expect(csvText([[text]])).toBe(`${cell}\r\n`);
});

test('rows, and numbers as numbers', () => {
  expect(
    csvText([
      ['a', 'b'],
      ['1', -2],
    ]),
  ).toBe('a,b\r\n1,-2\r\n');
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '"', "'", ',', '\r', '\n', '\t', ' ', '\u0000', '\u200b', 'a'),
  }),
);

test('no text leaves its cell, begins a formula or is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 4 }), (rows) => {
      // a row of nothing but blanks is none to the reader
      const given = rows.map(([a, b]) => ['row', a, b] as const);
      const { rows: read, problems } = parseCsv(csvText(given));
      expect(problems).toEqual([]);
      const texts = read.map((row) => row.map(({ text }) => text));
      expect(texts.map((row) => row.length)).toEqual(given.map(() => 3));
      texts.forEach((row, index) =>
        row.forEach((text, column) => {
          const was = given[index]?.[column];
          expect(text === was || text === `'${was}`).toBe(true);
          // eslint-disable-next-line no-control-regex -- a spreadsheet may skip them before it looks
          expect(text).not.toMatch(/^[\s\u0000-\u0020\u200b]*[=+\-@]/);
        }),
      );
    }),
  );
});

test('whoever writes CSV here writes it like that', () => {
  const name = '=cmd|"x"';
  const matrix = {
    targets: [{ name, tags: [], portal: 'azure', wave: null, tables: null }],
    rules: [{ id: 'r1', name, path: '@p', cells: [{ goes: true, why: '+w', tuned: ['-t'] }] }],
  } as const;
  const [, row] = matrixFormats.csv(matrix).split('\r\n');
  expect(row).toBe('r1,"\'=cmd|""x""","\'@p","\'=cmd|""x""",yes,"\'+w","\'-t"');
  expect(historyCsv([])).toMatch(/^rule,name,[\w,]+\r\n$/);
});
