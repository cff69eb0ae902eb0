import { appendToSequence, parseYaml, replaceScalar } from '../../src/yaml';
import type { YamlPath } from '../../src/yaml';

const open = (text: string) => parseYaml({ path: 'a.yaml', text }).document!;

describe('replaceScalar changes nothing else', () => {
  test.each<[string, YamlPath, string, string]>([
    [
      '# top\nversion: 1.0.0   # bump\nb:  [1,2]\n',
      ['version'],
      '1.0.1',
      '# top\nversion: 1.0.1   # bump\nb:  [1,2]\n',
    ],
    ['a: "x"\r\nb: 1\r\n', ['a'], 'say "hi"', 'a: "say \\"hi\\""\r\nb: 1\r\n'],
    ["a: 'x'\n", ['a'], "it's", "a: 'it''s'\n"],
    ['a: x\n', ['a'], 'this: that', "a: 'this: that'\n"],
    ['a: x\n', ['a'], '', "a: ''\n"],
    ['a: x\n', ['a'], 'two\nlines', 'a: "two\\nlines"\n'],
    ['l: [a, b]\n', ['l', 1], 'c', 'l: [a, c]\n'],
    ['q: |\n    one\n\n    two\nz: 1\n', ['q'], 'three\n\nfour\n', 'q: |\n    three\n\n    four\nz: 1\n'],
    ['q: |\r\n  one\r\n', ['q'], 'two\nthree\n', 'q: |\r\n  two\r\n  three\r\n'],
  ])('%j', (text, path, value, expected) => {
    expect(replaceScalar(open(text), path, value)).toEqual({ done: true, text: expected });
  });

  test.each<[string, YamlPath, string]>([
    ['a: {b: 1}\n', ['a'], 'x'],
    ['a:\n', ['a'], 'x'],
    ['a: 1\n', ['b'], 'x'],
    ['a: >\n  folded\n', ['a'], 'x'],
    ['a: |\n  x\n', ['a'], 'no line end'],
    ['a: |\n  x\n', ['a'], '  leads with spaces\n'],
  ])('refuses %j', (text, path, value) => {
    expect(replaceScalar(open(text), path, value)).toMatchObject({ done: false });
  });
});

describe('appendToSequence', () => {
  test.each<[string, string, readonly string[], string]>([
    ['a:\n  - x # one\nb: 1\n', 'a', ['y'], 'a:\n  - x # one\n  - y\nb: 1\n'],
    ['a:\n- x', 'a', ['y'], 'a:\n- x\n- y\n'],
    ['a:\r\n  - k: 1\r\n\r\nb: 1\r\n', 'a', ['k: 2', 'm: 3'], 'a:\r\n  - k: 1\r\n  - k: 2\r\n    m: 3\r\n\r\nb: 1\r\n'],
    ['a:\n  - |\n    x\nb: 1\n', 'a', ['y'], 'a:\n  - |\n    x\n  - y\nb: 1\n'],
  ])('%j', (text, key, lines, expected) => {
    expect(appendToSequence(open(text), [key], lines)).toEqual({ done: true, text: expected });
  });

  test.each([
    ['a: [x]\n', 'y'],
    ['a: []\n', 'y'],
    ['a: 1\n', 'y'],
    ['a:\n  - x\n', 'y: &z'],
    ['a:\n  - x\n', 'y\n  - z'],
    ['- a:\n  - x\n', 'y'],
  ])('refuses %j + %j', (text, item) => {
    expect(appendToSequence(open(text), ['a'], [item])).toMatchObject({ done: false });
  });
});
