import { renderReport } from '../../../deploy';
import type { ApplyResult } from '../../../deploy';
import { target } from '../../state/sample-plan';

const result = (number: number, outcome: ApplyResult['outcome']): ApplyResult => ({
  type: 'alertRule',
  id: `3f2b7c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}`,
  title: `Rule ${number}`,
  action: 'update',
  outcome,
});
const shown = (results: readonly ApplyResult[]): string =>
  renderReport(
    { target, plan: 'a'.repeat(64), results, verification: { kind: 'verified', lists: 1 } },
    { color: false },
  );
const already = (count: number): readonly ApplyResult[] =>
  Array.from({ length: count }, (_, index) => result(index, { kind: 'already' }));

test('many rules that were as wanted are counted; what was written or refused is told one by one', () => {
  const others = [
    result(500, { kind: 'updated', lost: [] }),
    result(501, { kind: 'refused', message: 'no such column' }),
  ];
  const text = shown([...already(297), ...others]);
  expect(text.split('\n').filter((line) => line.startsWith('  ✔ already'))).toEqual([
    '  ✔ already as wanted  297 rules',
  ]);
  expect(text).toContain('  ✔ updated  Rule 500');
  expect(text).toContain('  ✖ refused  Rule 501');
  expect(text).toContain('no such column');
  expect(text).toMatch(/prod: .*297 already as wanted/);
});

test('a few are named', () => {
  expect(shown(already(10)).match(/already as wanted {2}Rule \d/g)).toHaveLength(10);
});
