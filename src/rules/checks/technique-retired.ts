import { ATTACK_VERSION, attackId } from '../attack';
import type { Check } from './check';
import { techniquesOf } from './techniques-of';

export const techniqueRetired: Check = {
  code: 'technique-retired',
  severity: 'warning',
  applies: 'both',
  summary: 'a technique id that ATT&CK has retired',
  why: 'Coverage views by the current version do not count the rule.',
  bad: 'relevantTechniques: [T1086]',
  good: 'relevantTechniques: [T1059.001]\ntactics: [Execution]',
  *run({ draft }) {
    for (const { id, path } of techniquesOf(draft)) {
      const found = attackId(id);
      if (found.status !== 'retired') continue;
      const { successor } = found;
      const name = successor === undefined ? undefined : attackId(successor);
      yield {
        path,
        message: `${id} is retired: ATT&CK ${ATTACK_VERSION} no longer has it`,
        help:
          name?.status === 'current'
            ? `Its successor is ${successor} (${name.technique.name}).`
            : 'Look up what replaced it at https://attack.mitre.org/techniques/.',
      };
    }
  },
};
