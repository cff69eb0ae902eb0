import { attackId } from '../attack';
import type { Check } from './check';
import { items } from './present';
import { techniquesOf } from './techniques-of';

export const techniqueTactic: Check = {
  code: 'technique-tactic',
  severity: 'warning',
  applies: 'both',
  summary: 'a technique belongs to none of the tactics named',
  why: 'The rule shows up in the wrong column of coverage views, or the technique is a typing mistake.',
  bad: 'tactics: [Impact]\nrelevantTechniques: [T1110]',
  good: 'tactics: [CredentialAccess]\nrelevantTechniques: [T1110]',
  *run({ draft, unsure }) {
    const named = items(draft.tactics);
    if (named.length === 0 || unsure('tactics')) return;
    for (const { id, path } of techniquesOf(draft)) {
      const found = attackId(id);
      if (found.status !== 'current') continue;
      const { name, tactics } = found.technique;
      if (tactics.some((tactic) => named.includes(tactic))) continue;
      yield {
        path,
        message: `${id} (${name}) belongs to ${tactics.join(', ')}, and \`tactics\` names none of them`,
        help: `Add ${tactics.length === 1 ? tactics[0] : 'one of them'} to \`tactics\`, or take another technique.`,
      };
    }
  },
};
