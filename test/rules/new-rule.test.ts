import { areas, newRule } from '../../src/rules';
import type { AreaName } from '../../src/rules';

const wanted = {
  id: '0b7f9d52-5a31-4a0c-9f4e-6f0f5f0c2d44',
  name: 'A: name "with" marks',
  kind: 'Scheduled',
  severity: 'Low',
  tactics: [],
  techniques: [],
} as const;

test.each(Object.keys(areas) as AreaName[])('%s: both files say which contract they follow', (area) => {
  const { rule, test: tests } = newRule({ ...wanted, area, schemas: '../../schemas' });
  expect(rule).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/rule\.schema\.json\n/);
  expect(tests).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/rule-test\.schema\.json\n/);
});

test('an NRT rule has no schedule', () => {
  const { rule } = newRule({ ...wanted, area: 'cloud', kind: 'NRT' });
  expect(rule).not.toMatch(/queryFrequency|triggerOperator/);
});
