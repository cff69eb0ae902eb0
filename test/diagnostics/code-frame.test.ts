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

describe('a very long line', () => {
  const long: Source = { path: 'a', text: `${'x'.repeat(5000)}MARK${'y'.repeat(5000)}\nnext\n` };
  const frame = (start: number, end: number): readonly string[] => codeFrame(long, { start, end }, 1).split('\n');

  test('is shown around the span, which is still underlined', () => {
    const [line = '', under = '', next] = frame(5000, 5004);
    expect(line.slice(under.indexOf('^'), under.lastIndexOf('^') + 1)).toBe('MARK');
    expect(line).toMatch(/^> 1 \| …x+MARKy+…$/);
    expect(line.length).toBeLessThan(260);
    expect(next).toBe('  2 | …');
  });

  test.each([
    [0, 4, 'xxxx'],
    [10_000, 10_004, 'yyyy'],
    [0, 10_004, `${'x'.repeat(240)}…`],
  ])('%i..%i', (start, end, marked) => {
    const [line = '', under = ''] = frame(start, end);
    expect(line.slice(under.indexOf('^'), under.lastIndexOf('^') + 1)).toBe(marked);
  });
});
