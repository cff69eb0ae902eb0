import { isRulePath, kindOfFile } from '../../src/rules';

test.each([
  ['detections/rmm/a.yaml', true],
  ['detections/a.YML', true],
  ['./a.yaml', true],
  ['../shared/a.yaml', true],
  ['detections/rmm/a.test.yaml', false],
  ['detections/_watchlists/a.yaml', false],
  ['detections/_tuning/prod/a.yaml', false],
  ['.github/workflows/ci.yml', false],
  ['detections/a.json', false],
  ['_a.yaml', true],
])('%s is a rule: %s', (path, expected) => {
  expect(isRulePath(path)).toBe(expected);
});

test.each([
  [{ id: 'x', query: 'T' }, 'hunting'],
  [{ id: 'x', query: 'T', severity: 'Low', tactics: [] }, 'hunting'],
  [{ kind: null }, 'rule'],
  [{ queryPeriod: '1d' }, 'rule'],
  [{ triggerThreshold: 0 }, 'rule'],
  [null, 'hunting'],
  [['kind'], 'hunting'],
] as const)('%j is taken for a %s', (value, expected) => {
  expect(kindOfFile(value)).toBe(expected);
});
