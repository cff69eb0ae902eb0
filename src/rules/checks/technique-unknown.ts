import { ATTACK_VERSION, attackId } from '../attack';
import type { Check } from './check';
import { techniquesOf } from './techniques-of';

export const techniqueUnknown: Check = {
  code: 'technique-unknown',
  severity: 'warning',
  applies: 'both',
  summary: 'a technique id that neither the enterprise nor the ICS matrix has',
  why: 'The portal shows no such technique; it is a typing mistake, of another matrix, or was withdrawn long ago.',
  bad: 'relevantTechniques: [T9999]',
  good: 'relevantTechniques: [T1110, T1110.003, T0812]\ntactics: [CredentialAccess, LateralMovement]',
  *run({ draft }) {
    for (const { id, path } of techniquesOf(draft)) {
      if (attackId(id).status !== 'unknown') continue;
      const parent = attackId(id.slice(0, 5));
      const known = id.includes('.') && parent.status === 'current';
      yield {
        path,
        message: `${id} is no technique of ATT&CK ${ATTACK_VERSION}`,
        help: known
          ? `${id.slice(0, 5)} (${parent.technique.name}) exists, this sub-technique of it does not.`
          : 'Look it up at https://attack.mitre.org/techniques/.',
      };
    }
  },
};
