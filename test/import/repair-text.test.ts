import { repairText } from '../../src/import/yaml/repair-text';

test('keys in the column of a dash belong to its item, with all below them', () => {
  const broken = [
    'list:',
    '    - first: A',
    '    second:',
    '        - x',
    '        - y',
    '    third: B',
    'next: C',
  ].join('\n');
  const { text, repairs } = repairText(broken);
  expect(text).toBe(
    ['list:', '    - first: A', '      second:', '          - x', '          - y', '      third: B', 'next: C'].join(
      '\n',
    ),
  );
  expect(repairs).toHaveLength(2);
  expect(repairs[0]).toContain('line 3');
});

test.each([
  ['a list in order', 'list:\n  - a: 1\n    b: 2\n  - a: 3\nnext: 1\n'],
  ['a block that looks like one', 'query: |\n  - a: 1\n  b: 2\n  - c: 3\n  d: 4\nnext: 1\n'],
  ['a block in an item', 'list:\n  - text: |\n      - x: 1\n      y: 2\n    other: 1\n'],
  ['keys at the margin', '- a: 1\nb: 2\n'],
])('%s stays as it is', (_, text) => {
  expect(repairText(text)).toEqual({ text, repairs: [] });
});
