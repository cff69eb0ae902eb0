import fc from 'fast-check';
import { csvCell, csvText } from '../../../src/report/browser/csv';

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['  =1', `"'  =1"`],
  ['\u0000=1', `"'\u0000=1"`],
  ['\uff1d1', `"'\uff1d1"`],
  ['%0A=1', `"'%0A=1"`],
  ['plain', '"plain"'],
  ['a = b', '"a = b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['', '""'],
] as const)('cell %j', (text, expected) => {
  expect(csvCell(text)).toBe(expected);
});

test('a number is a number', () => {
  expect(csvText(['n'], [[-3]])).toBe('"n"\r\n-3\r\n');
});

test('no text begins a formula or leaves its cell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvCell(text);
      expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
      // eslint-disable-next-line no-control-regex -- a spreadsheet may skip them before it looks
      expect(cell.slice(1)).not.toMatch(/^[\s\u0000-\u0020]*[=+\-@]/);
      expect(cell.slice(1, -1).replaceAll('""', '"').replace(/^'/, '').length).toBeGreaterThanOrEqual(
        text.length - (text.startsWith("'") ? 1 : 0),
      );
    }),
  );
});
