import type { Check } from './check';

export const descriptionMissing: Check = {
  code: 'description-missing',
  severity: 'warning',
  applies: 'both',
  summary: 'no description',
  why: 'The analyst who gets the alert has only its title to go by.',
  bad: 'description:',
  good: 'description: Finds one address that fails to sign in to many accounts.',
  *run({ draft, unsure }) {
    if ((draft.description ?? '').trim() !== '' || unsure('description')) return;
    yield {
      path: ['description'],
      part: 'key',
      message: 'no `description`',
      help: 'Say what the query finds and what to do about it.',
    };
  },
};
