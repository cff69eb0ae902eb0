import { codeFrame, positionAt } from '../../src/diagnostics';
import type { Source } from '../../src/diagnostics';

const source: Source = { path: 'a.yaml', text: '\uFEFFname: x\r\nseverity:\tExtreme\r\nversion: 1\r\n' };

describe('positions', () => {
  test.each([
    [0, 1, 1],
    [1, 1, 1],
    [2, 1, 2],
    [10, 2, 1],
    [source.text.length, 4, 1],
    [9999, 4, 1],
    [-1, 1, 1],
  ])('offset %i is line %i column %i', (offset, line, column) => {
    expect(positionAt(source, offset)).toEqual({ line, column });
  });
});

test('a code frame underlines the span and survives without colour', () => {
  const start = source.text.indexOf('Extreme');
  expect(codeFrame(source, { start, end: start + 7 }, 1)).toBe(
    ['  1 | name: x', '> 2 | severity:    Extreme', '    |              ^^^^^^^', '  3 | version: 1'].join('\n'),
  );
});

test('a code frame shows control characters as dots', () => {
  const hostile: Source = { path: 'a', text: 'a\u001b[31mb' };
  expect(codeFrame(hostile, { start: 0, end: 1 }, 0)).toBe('> 1 | a·[31mb\n    | ^');
});
