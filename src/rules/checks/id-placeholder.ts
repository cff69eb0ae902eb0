import type { Check } from './check';

export const idPlaceholder: Check = {
  code: 'id-placeholder',
  severity: 'error',
  applies: 'both',
  summary: 'the id is a placeholder',
  why: 'The next file that keeps the placeholder too would be the same resource.',
  bad: 'id: 00000000-0000-0000-0000-000000000000',
  good: 'id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34',
  *run({ draft }) {
    const digits = draft.id?.replaceAll('-', '') ?? '';
    if (digits.length !== 32 || new Set(digits.toLowerCase()).size > 1) return;
    yield {
      path: ['id'],
      message: 'the id is a placeholder',
      help: 'Make a GUID, for example with `uuidgen` or `New-Guid`.',
    };
  },
};
