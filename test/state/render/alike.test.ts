import { NOTHING_KNOWN, renderPlan } from '../../../src/state';
import type { Plan } from '../../../src/state';
import { planOf, rule } from '../sample-plan';
import { sampleWith } from '../sample-rule';

const rules = (count: number, severity: string) =>
  Array.from({ length: count }, (_, index) =>
    rule(`${index}a0b0c0d0-0000`, sampleWith({ displayName: `Rule ${String(index).padStart(3, '0')}`, severity })),
  );
const foreign = { known: NOTHING_KNOWN, metadata: [] };
const adopted = (count: number, severity: string): Plan =>
  planOf(rules(count, severity), rules(count, 'High'), { ...foreign, adopt: rules(count, 'High').map(({ id }) => id) });
const shown = (plan: Plan): string => renderPlan(plan, { color: false });

test('three hundred rules of which the same is to be said are told once', () => {
  const text = shown(adopted(300, 'High'));
  expect(text).toContain('  = adopt  300 rules: Rule 000, Rule 001, Rule 002 and 297 more\n');
  expect(text).toContain('\n300 to change: 300 taken over.');
  expect(text.split('\n').length).toBeLessThan(10);
});

test('a way out that names the id of each names none', () => {
  const text = shown(planOf(rules(12, 'High'), rules(12, 'High'), foreign));
  expect(text).toContain('  x update  12 rules: Rule 000, Rule 001, Rule 002 and 9 more\n');
  expect(text).toContain('`sentinel-rules adopt <id> --target prod` takes it over');
});

test.each([
  ['a few', adopted(10, 'High'), 10],
  ['those that weaken', adopted(300, 'Informational'), 300],
])('%s are told one by one', (_, plan, count) => {
  expect(shown(plan).match(/[=!] adopt {2}Rule \d{3}/g)).toHaveLength(count);
});
