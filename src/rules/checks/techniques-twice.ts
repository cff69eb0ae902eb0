import type { Check } from './check';

export const techniquesTwice: Check = {
  code: 'techniques-twice',
  severity: 'warning',
  applies: 'both',
  summary: 'both `relevantTechniques` and `techniques` are given',
  why: 'They are two names of one list. Both are taken together, which a reader of one of them does not see.',
  bad: 'tactics: [CredentialAccess]\nrelevantTechniques: [T1110]\ntechniques: [T1003]',
  good: 'tactics: [CredentialAccess]\nrelevantTechniques: [T1110, T1003]',
  *run({ draft }) {
    if (draft.relevantTechniques === undefined || draft.techniques === undefined) return;
    yield {
      path: ['techniques'],
      part: 'key',
      message: '`techniques` is another name of `relevantTechniques`, and both are given',
      help: 'Move its entries to `relevantTechniques`.',
    };
  },
};
