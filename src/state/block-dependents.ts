import { markName } from './mark/mark';
import type { Action } from './plan';
import { NOUNS, resourceKey } from './resource';

/**
 * What reads something that will not be written is not written either: it would fail, or see what nobody meant it to see.
 * Its mark stays away with it.
 */
export function blockDependents(actions: readonly Action[]): readonly Action[] {
  const blocked = new Map(actions.filter(isBlocked).map((action) => [resourceKey(action), action]));
  if (blocked.size === 0) return actions;
  const stopped = new Set<string>();
  const judged = actions.map((action): Action => {
    if (action.action === 'quarantine' || isBlocked(action)) return action;
    const need = (action.needs ?? []).map((key) => blocked.get(key)).find((one) => one !== undefined);
    if (need === undefined) return action;
    if (action.action === 'create') stopped.add(markName(action).toLowerCase());
    const reads = action.action === 'delete' ? 'waits for' : 'reads';
    return { ...action, blocked: `it ${reads} the ${NOUNS[need.type]} ${need.id}, which is blocked itself` };
  });
  return judged.filter(({ type, id }) => type !== 'mark' || !stopped.has(id.toLowerCase()));
}

function isBlocked(action: Action): boolean {
  return 'blocked' in action && action.blocked !== undefined;
}
