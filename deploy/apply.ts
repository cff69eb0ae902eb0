import type { Action, Plan, Resource } from '../src/state';
import { RESOURCE_TYPES, sameWorkspace } from '../src/state';
import type { ApplyReport, ApplyResult, Outcome } from './apply-report';
import { LIMITS } from './limiter';
import type { Limiter } from './limiter';
import { findStale } from './stale';
import { WorkspaceFailure } from './workspace';
import { writeAction } from './write-action';
import type { Workspace } from './workspace';

export interface ApplyOptions {
  readonly workspace: Workspace;
  readonly limiter: Limiter;
  /**
   * What is live now, for a plan that was made earlier: if any of it is not what the plan saw, nothing at all is written.
   * Without it the etags of the plan alone protect each rule.
   */
  readonly live?: readonly Resource[];
  readonly onResult?: (result: ApplyResult, done: number) => void;
}

/**
 * Does what the plan says and nothing else. A rule that the service refuses does not keep the rest from going; a service
 * that lets us do nothing, or cannot be reached, does. Throws on a plan for another workspace.
 */
export async function apply(plan: Plan, { workspace, limiter, live, onResult }: ApplyOptions): Promise<ApplyReport> {
  if (!sameWorkspace(plan.target, workspace.id)) throw new Error('the plan is for another workspace');
  const known = live === undefined ? new Map<Action, Outcome>() : findStale(plan, live);
  const results = new Map<Action, ApplyResult>();
  const settle = (action: Action, outcome: Outcome): void => {
    const { type, id, title, path } = action;
    const result = { type, id, title, ...(path === undefined ? {} : { path }), outcome };
    results.set(action, result);
    onResult?.(result, results.size);
  };

  for (const [action, outcome] of known) settle(action, outcome);
  const stale = [...known.values()].some(({ kind }) => kind === 'conflict');
  let stop: string | undefined = stale ? 'the plan is stale: make a new one' : undefined;

  const work = async (queue: Action[]): Promise<void> => {
    for (let action = queue.shift(); action !== undefined; action = queue.shift()) {
      if (stop !== undefined) {
        settle(action, { kind: 'skipped', message: stop });
        continue;
      }
      const { outcome, fatal } = await carryOut(action, { workspace, limiter });
      settle(action, outcome);
      if (fatal) stop = 'an earlier failure would have met this rule too';
    }
  };
  for (const type of RESOURCE_TYPES) {
    const queue = plan.actions.filter((action) => action.type === type && !known.has(action));
    await Promise.all(Array.from({ length: LIMITS.concurrency }, () => work(queue)));
  }
  return {
    target: plan.target,
    checksum: plan.checksum,
    results: plan.actions.flatMap((one) => results.get(one) ?? []),
  };
}

async function carryOut(
  action: Action,
  writer: { readonly workspace: Workspace; readonly limiter: Limiter },
): Promise<{ readonly outcome: Outcome; readonly fatal: boolean }> {
  try {
    return { outcome: await writeAction(action, writer), fatal: false };
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    const { kind, message, code } = error.details;
    const words = code === undefined ? message : `${code}: ${message}`;
    if (kind === 'refused') return { outcome: { kind: 'refused', message: words }, fatal: false };
    // One rule's 5xx may be its own; no answer and no permission are everybody's.
    return { outcome: { kind: 'failed', message: words }, fatal: kind === 'denied' || kind === 'lost' };
  }
}
