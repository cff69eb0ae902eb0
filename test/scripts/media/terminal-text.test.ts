import { plainText, terminalLines } from '../../../scripts/media/terminal-text';

const ESC = '\u001B';

test.each([
  ['plain text', 'a\nb\n', [[{ text: 'a', style: {} }], [{ text: 'b', style: {} }]]],
  [
    'a colour and back',
    `a ${ESC}[31mred${ESC}[39m b`,
    [
      [
        { text: 'a ', style: {} },
        { text: 'red', style: { color: 'red' } },
        { text: ' b', style: {} },
      ],
    ],
  ],
  ['an empty line between', 'a\n\nb\n', [[{ text: 'a', style: {} }], [], [{ text: 'b', style: {} }]]],
  ['bold and a colour in one', `${ESC}[1;32mok${ESC}[m`, [[{ text: 'ok', style: { color: 'green', bold: true } }]]],
  [
    'what ends bold ends dim',
    `${ESC}[1mb${ESC}[22m${ESC}[2md${ESC}[22mp`,
    [
      [
        { text: 'b', style: { bold: true } },
        { text: 'd', style: { dim: true } },
        { text: 'p', style: {} },
      ],
    ],
  ],
  [
    'a style that goes on in the next line',
    `${ESC}[33ma\nb${ESC}[0m`,
    [[{ text: 'a', style: { color: 'yellow' } }], [{ text: 'b', style: { color: 'yellow' } }]],
  ],
  ['a character of two code units', '✔ 𝔸', [[{ text: '✔ 𝔸', style: {} }]]],
])('%s', (_, text, lines) => {
  expect(terminalLines(text, 80)).toEqual(lines);
});

test('a line that is too long goes on in the next one, and no line is lost or made at its edge', () => {
  expect(terminalLines('abcdef\ng', 4).map(plainText)).toEqual(['abcd', 'ef', 'g']);
  expect(terminalLines('abcd\ne', 4).map(plainText)).toEqual(['abcd', 'e']);
});

test.each([
  ['a cursor movement', `a${ESC}[2Kb`, 'control character "\\u001b"'],
  ['a return to the line’s begin', 'a\rb', 'control character "\\r"'],
  ['a colour of 256', `${ESC}[38;5;9mx`, 'style 38'],
])('%s is an error: the picture would leave it out', (_, text, words) => {
  expect(() => terminalLines(text, 80)).toThrow(words);
});
