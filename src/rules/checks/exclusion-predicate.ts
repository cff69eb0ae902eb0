import type { Check } from './check';

export const exclusionPredicate: Check = {
  code: 'exclusion-predicate',
  severity: 'error',
  applies: 'rules',
  summary: 'the predicate of an exclusion is not one complete condition',
  why: 'It is compiled into `| where not(coalesce(..., false))`: with more than one expression it could change the rest of the query.',
  bad: 'query: |\n  SigninLogs\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: IPAddress == "10.0.0.1") or (true }',
  good: 'query: |\n  SigninLogs\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: IPAddress == "10.0.0.1" }',
  *run({ analysis }) {
    if (analysis === undefined) return;
    for (const [index, { message, help, span }] of analysis.refusedExclusions) {
      yield { path: ['exclusions', index, 'where'], within: span, message, help };
    }
  },
};
