import { formatters } from '../../src/diagnostics';
import { loadRuleFile } from '../../src/rules';
import type { LoadedRule } from '../../src/rules';
import { placementFindings } from '../../src/targets';
import type { PlacementTarget } from '../../src/targets';
import { ruleFile } from '../scripts/commands/project';

const targets = [
  { name: 'local', tags: [] },
  { name: 'prod', tags: ['endpoint'] },
  { name: 'cust-17', tags: ['endpoint', 'customer'] },
];

function loaded(chosen: string): LoadedRule {
  const { loaded: rule } = loadRuleFile({ path: 'detections/a.yaml', text: ruleFile(1, { targets: chosen }) });
  if (rule === undefined) throw new Error('the rule is wrong');
  return rule;
}

const shown = (chosen: string, known: readonly PlacementTarget[] = targets): string =>
  formatters.stylish(placementFindings([loaded(chosen)], known), { color: false, files: 1 });

test('tags and targets that exist', () => {
  expect(placementFindings([loaded('{ tags: [customer, endpoint], except: [cust-17, local] }')], targets)).toEqual([]);
});

test.each([
  ['{ tags: [endpoint, custommer] }', /a\.yaml:16:29 error .*tag "custommer"[\s\S]*did you mean "customer"\?/],
  ['{ tags: [mailbox] }', /no target carries the tag "mailbox"[\s\S]*has the tags customer, endpoint/],
  ['{ except: [cust17] }', /there is no target "cust17"[\s\S]*did you mean "cust-17"\?/],
  ['{ except: [tokyo] }', /there is no target "tokyo"[\s\S]*has the targets cust-17, local, prod/],
])('%s is an error at its place', (chosen, expected) => {
  expect(shown(chosen)).toMatch(expected);
});

test('a project whose targets have no tags says so', () => {
  expect(shown('{ tags: [eu] }', [{ name: 'local', tags: [] }])).toContain('sentinel.config.yaml has no tags');
});
