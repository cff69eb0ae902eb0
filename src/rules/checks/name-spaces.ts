import type { Check } from './check';

export const nameSpaces: Check = {
  code: 'name-spaces',
  severity: 'warning',
  applies: 'both',
  summary: 'the name begins or ends with a space',
  why: 'It is deployed without it; a search for the name as written finds nothing.',
  bad: 'name: " Password spray"',
  good: 'name: Password spray',
  *run({ draft }) {
    const { name } = draft;
    if (name === undefined || name === name.trim()) return;
    yield { path: ['name'], message: 'the name begins or ends with a space', help: 'Remove it.' };
  },
};
