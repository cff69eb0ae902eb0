import { resourceKey, sameBody } from '../src/state';
import type { Action, Plan, Resource } from '../src/state';
import type { Outcome } from './apply-report';

/**
 * Holds a plan against what is live now. Gives an outcome to each action that need not or must not be carried out:
 * `already` if it has been, `conflict` if what is live is not what the plan saw.
 */
export function findStale(plan: Plan, live: readonly Resource[]): Map<Action, Outcome> {
  const current = new Map(live.map((resource) => [resourceKey(resource), resource]));
  const outcomes = new Map<Action, Outcome>();
  for (const action of plan.actions) {
    const outcome = judge(action, current.get(resourceKey(action)));
    if (outcome !== undefined) outcomes.set(action, outcome);
  }
  return outcomes;
}

function judge(action: Action, current: Resource | undefined): Outcome | undefined {
  const { type, id, desired } = action;
  if (current !== undefined && sameBody(current, { type, id, body: desired })) return { kind: 'already' };
  if (action.action === 'create') {
    return current === undefined ? undefined : conflict('a rule of this id has appeared since the plan was made');
  }
  if (current === undefined) return conflict('the rule is gone since the plan was made');
  const seen = { type, id, body: action.live.body };
  const same = action.live.etag === current.etag && sameBody(current, seen);
  return same ? undefined : conflict('the rule has changed since the plan was made');
}

function conflict(message: string): Outcome {
  return { kind: 'conflict', message };
}
