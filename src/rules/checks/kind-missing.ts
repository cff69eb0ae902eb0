import type { Check } from './check';

export const kindMissing: Check = {
  code: 'kind-missing',
  severity: 'warning',
  applies: 'rules',
  summary: 'a rule with a schedule does not say its kind',
  why: 'It is taken for Scheduled, as old community files are meant; other tools refuse it, and a reader has to guess.',
  bad: 'kind:',
  good: 'kind: Scheduled',
  *run({ draft, unsure }) {
    if (draft.kind !== undefined || unsure('kind')) return;
    yield { path: ['kind'], part: 'key', message: 'no `kind`; taken for Scheduled', help: 'Add `kind: Scheduled`.' };
  },
};
