import { hashJson, toJson } from '../../src/json';
import { NOUNS, resourceKey } from '../../src/state';
import type { Plan } from '../../src/state';

/** In what a plan that was agreed to differs from the one that would be made now: the first thing that a person can act upon. */
export function staleWords(agreed: Plan, now: Plan): string {
  if (now.ledger !== agreed.ledger) return 'something was deployed since it was made';
  if (now.commit !== agreed.commit) {
    return `it was made from commit ${agreed.commit ?? '(none)'}, and this is ${now.commit ?? '(none)'}: check that commit out`;
  }
  if (now.tool.build !== agreed.tool.build) return 'another build of this program made it';
  if (hashJson({ ...now.identity }) !== hashJson({ ...agreed.identity })) return 'the workspace is another one now';
  if (hashJson(toJson(now.guards)) !== hashJson(toJson(agreed.guards))) return 'the guards are others now';
  const before = new Map(agreed.owned.map((rule) => [resourceKey(rule), rule]));
  for (const rule of now.owned) {
    const old = before.get(resourceKey(rule));
    before.delete(resourceKey(rule));
    if (old === undefined) return `the ${NOUNS[rule.type]} ${rule.id} was not there`;
    if (old.live !== rule.live)
      return `the ${NOUNS[rule.type]} ${rule.id} has changed in the workspace since it was made`;
    if (old.etag !== rule.etag)
      return `the ${NOUNS[rule.type]} ${rule.id} was written in the workspace since it was made`;
    if (old.desired !== rule.desired) return `the repository wants another ${NOUNS[rule.type]} ${rule.id} now`;
  }
  const [gone] = before.values();
  if (gone !== undefined) return `the ${NOUNS[gone.type]} ${gone.id} is not there any more`;
  return 'the same plan made now is another one';
}
