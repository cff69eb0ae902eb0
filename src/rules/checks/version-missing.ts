import type { Check } from './check';

export const versionMissing: Check = {
  code: 'version-missing',
  severity: 'warning',
  applies: 'rules',
  summary: 'a rule has no version',
  why: 'Without one nobody can say which state of a rule a workspace or a report shows.',
  bad: 'version:',
  good: 'version: 1.0.0',
  *run({ draft, unsure }) {
    if (draft.version !== undefined || unsure('version')) return;
    yield {
      path: ['version'],
      part: 'key',
      message: 'no `version`',
      help: 'Add `version: 1.0.0` and raise it with each change.',
    };
  },
};
