import { isGuid } from '../../sentinel';
import type { Check } from './check';

export const idNotGuid: Check = {
  code: 'id-not-guid',
  severity: 'error',
  applies: 'rules',
  summary: 'the id is no GUID',
  why: 'The service takes any name, so a GUID with a letter too few would be another rule. Only a rule that is live under a name of its own has to keep it.',
  bad: 'id: my-rule',
  good: 'id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34',
  *run({ draft: { id } }) {
    if (id === undefined || isGuid(id)) return;
    yield {
      path: ['id'],
      message: `the id ${JSON.stringify(id)} is no GUID`,
      help: 'Make a GUID. If the workspace has the rule under this name, accept it: `# sentinel-ignore id-not-guid: REASON` above it.',
    };
  },
};
