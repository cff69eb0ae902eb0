import type { Check } from './check';
import { repeated } from './present';

export const attackRepeated: Check = {
  code: 'attack-repeated',
  severity: 'warning',
  applies: 'both',
  summary: 'a tactic or technique is listed twice',
  why: 'One of the two was probably meant to be another.',
  bad: 'tactics: [InitialAccess, InitialAccess]',
  good: 'tactics: [InitialAccess, Persistence]',
  *run({ draft }) {
    for (const key of ['tactics', 'relevantTechniques', 'techniques'] as const) {
      for (const [index, id] of repeated(draft[key], (each) => each)) {
        yield { path: [key, index], message: `${id} is listed twice`, help: 'Remove one of them.' };
      }
    }
  },
};
