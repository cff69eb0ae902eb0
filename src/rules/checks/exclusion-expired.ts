import type { Check } from './check';
import { present } from './present';

export const exclusionExpired: Check = {
  code: 'exclusion-expired',
  severity: 'warning',
  applies: 'rules',
  dated: true,
  summary: 'an exclusion is past its date',
  why: 'It was meant to be looked at again by then. It stays in the deployed rule until somebody does.',
  bad: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: A == 1, expires: 2020-12-31 }',
  good: 'query: |\n  T\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: A == 1, expires: 9999-12-31 }',
  *run({ draft, today }) {
    for (const [index, { name, expires }] of present(draft.exclusions)) {
      if (expires === undefined || expires > today) continue;
      yield {
        path: ['exclusions', index, 'expires'],
        message: `the exclusion ${name ?? index + 1} expired on ${expires}`,
        help: 'Remove it, or give it a new date if the scenario still happens.',
      };
    }
  },
};
