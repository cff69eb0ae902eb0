import { parseYaml } from '../../src/yaml';

const text = [
  'name: "a b"',
  'empty:',
  'list:',
  '  - k: v',
  '    m:',
  '  -',
  '  - {x: 1, y: [2, 3] }',
  'block: |',
  '',
  '    one',
  '      two',
  '',
  'last: 1.10',
  '',
].join('\n');
const document = parseYaml({ path: 'a.yaml', text }).document!;
const shown = (path: readonly (string | number)[], part: 'key' | 'value') => {
  const { start, end } = document.spanOf(path, part);
  return text.slice(start, end);
};

test.each([
  [['name'], 'value', '"a b"'],
  [['name'], 'key', 'name'],
  [['empty'], 'value', 'empty'],
  [['list', 0, 'k'], 'value', 'v'],
  [['list', 0, 'm'], 'value', 'm'],
  [['list', 1], 'value', '-'],
  [['list', 2], 'value', '{x: 1, y: [2, 3] }'],
  [['list', 2, 'y'], 'value', '[2, 3]'],
  [['list', 2, 'y', 1], 'value', '3'],
  [['list', 0], 'key', 'k'],
  [['list', 0, 'nothing'], 'value', 'k'],
  [['list', 2, 'y', 9], 'key', 'y'],
  [['list'], 'value', '- k: v\n    m:\n  -\n  - {x: 1, y: [2, 3] }'],
  [['nothing', 'at', 'all'], 'value', 'name'],
  [[], 'key', 'name'],
  [['block'], 'value', 'one\n      two'],
  [['last'], 'value', '1.10'],
] as const)('span of %j %s', (path, part, expected) => {
  expect(shown(path, part)).toBe(expected);
});

test('an embedded text knows its way back', () => {
  const embedded = document.embeddedAt(['block'])!;
  expect(embedded.text).toBe('\none\n  two\n');
  expect(text.slice(embedded.toHost(embedded.text.indexOf('two')))).toMatch(/^two\n/);
  expect(document.embeddedAt(['list'])).toBeUndefined();
  expect(document.embeddedAt(['list', 0, 'k'])).toMatchObject({ text: 'v', exact: true });
});
