import type { Check } from './check';

export const tacticsMissing: Check = {
  code: 'tactics-missing',
  severity: 'warning',
  applies: 'both',
  summary: 'no MITRE ATT&CK tactic is named',
  why: 'The rule counts for no tactic in coverage views, and its alerts carry none.',
  bad: 'tactics: []',
  good: 'tactics: [InitialAccess]',
  *run({ draft, unsure }) {
    if ((draft.tactics ?? []).length > 0 || unsure('tactics')) return;
    yield {
      path: ['tactics'],
      part: 'key',
      message: draft.tactics === undefined ? 'no `tactics`' : '`tactics` is empty',
      help: 'Name what an attacker wants to reach, such as `tactics: [InitialAccess]`.',
    };
  },
};
