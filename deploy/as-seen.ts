import { resourceTypes, sameBody } from '../src/state';
import type { Action, Resource } from '../src/state';

/** Whether what is live is what the plan saw. */
export function asSeen(action: Action, current: Resource | undefined): boolean {
  if (action.action === 'create') return current === undefined;
  if (current === undefined) return false;
  const { type, id, live } = action;
  if (live.etag !== undefined && current.etag !== live.etag) return false;
  return sameBody(current, { type, id, body: live.body });
}

/** Whether what is live is what the plan wants. */
export function asWanted(action: Action, current: Resource | undefined): boolean {
  if (action.action === 'delete') return current === undefined;
  return current !== undefined && sameBody(current, { type: action.type, id: action.id, body: action.desired });
}

/** Whether what is live lies between what the plan saw and what it wants: a write of several steps that was cut short. */
export function underWay(action: Action, current: Resource | undefined): boolean {
  if (action.action === 'delete' || current === undefined) return false;
  const seen = action.action === 'create' ? undefined : action.live.body;
  return resourceTypes[action.type].underWay?.(seen, action.desired, current.body) ?? false;
}
