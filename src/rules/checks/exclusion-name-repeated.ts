import type { Check } from './check';
import { repeated } from './present';

export const exclusionNameRepeated: Check = {
  code: 'exclusion-name-repeated',
  severity: 'error',
  applies: 'rules',
  summary: 'two exclusions have one name',
  why: 'Tests, reports and the compiled query name an exclusion; two of one name cannot be told apart.',
  bad: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: A == 1 }\n  - { name: scan, scenario: Another, where: A == 2 }',
  good: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: A == 1 }\n  - { name: update, scenario: An update, where: A == 2 }',
  *run({ draft }) {
    for (const [index, { name }] of repeated(draft.exclusions, (each) => each.name)) {
      yield {
        path: ['exclusions', index, 'name'],
        message: `a second exclusion is named ${name}`,
        help: 'Give it a name of its own.',
      };
    }
  },
};
