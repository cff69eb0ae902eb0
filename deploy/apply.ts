import type { Action, Plan } from '../src/state';
import { resourceKey, sameWorkspace } from '../src/state';
import { verdictOf } from './apply-report';
import type { ApplyReport, ApplyResult } from './apply-report';
import { LIMITS } from './limiter';
import type { Limiter } from './limiter';
import { phasesOf, unmetNeed } from './phases';
import type { Unit } from './phases';
import { createStop } from './stop';
import type { Stop } from './stop';
import { verify } from './verify';
import { writeAction } from './write-action';
import type { Attempted, Writer } from './write-action';
import { WorkspaceFailure } from './workspace';
import type { Workspace } from './workspace';

export interface ApplyOptions {
  readonly workspace: Workspace;
  readonly limiter: Limiter;
  /** Absent, only the limiter's deadline stops it, and too many failures. */
  readonly stop?: Stop;
  readonly onResult?: (result: ApplyResult, done: number) => void;
}

/**
 * Does what the plan says and nothing else: watchlists and functions before the rules that read them (and the other way
 * round for what goes), each with its mark after it. A rule that the service refuses does not keep the rest from going; a service that lets us do nothing, or cannot be reached, does. In
 * the end a fresh list says what is true. Throws on a plan for another workspace.
 */
export async function apply(plan: Plan, options: ApplyOptions): Promise<ApplyReport> {
  const { workspace, limiter, onResult } = options;
  if (!sameWorkspace(plan.target, workspace.id)) throw new Error('the plan is for another workspace');
  const stop = options.stop ?? createStop({ isOver: limiter.isOver });
  const results = new Map<Action, ApplyResult>();
  const settle = (action: Action, { outcome, live, receipt }: Attempted): ApplyResult => {
    const { type, id, title, path, action: verb } = action;
    const result: ApplyResult = {
      type,
      id,
      title,
      action: verb,
      ...(path === undefined ? {} : { path }),
      outcome,
      ...(live === undefined ? {} : { live }),
      ...(receipt === undefined ? {} : { receipt }),
    };
    results.set(action, result);
    onResult?.(result, results.size);
    return result;
  };
  const ours = gated(workspace, stop);
  const writer: Writer = { workspace: ours, limiter, gate: stop, etags: plan.etags };

  const done = new Map<string, boolean>();
  const work = async (queue: Unit[]): Promise<void> => {
    for (let unit = queue.shift(); unit !== undefined; unit = queue.shift()) {
      let before: ApplyResult | undefined;
      for (const action of unit) {
        const unmet = unmetNeed(action, (key) => done.get(key));
        const tried: Attempted =
          before !== undefined && !isDone(before)
            ? { outcome: { kind: 'without rule' } }
            : stop.reason !== undefined
              ? { outcome: { kind: 'skipped', message: stop.reason } }
              : unmet !== undefined
                ? { outcome: { kind: 'refused', message: unmet } }
                : await writeAction(action, writer);
        before = settle(action, tried);
        done.set(resourceKey(action), isDone(before));
        if (tried.outcome.kind === 'failed' || isDone(before))
          stop.count(tried.outcome.kind === 'failed' ? 'failed' : 'done');
        if (tried.fatal === true) stop.because('an earlier failure would have met this rule too');
      }
    }
  };
  for (const units of phasesOf(plan)) {
    const queue = [...units];
    await Promise.all(Array.from({ length: LIMITS.concurrency }, () => work(queue)));
  }
  const inPlanOrder = plan.actions.flatMap((one) => results.get(one) ?? []);
  const verified = await verify(plan, { results: inPlanOrder, workspace: ours, limiter, gate: stop });
  return { target: plan.target, plan: plan.hash, ...verified };
}

function isDone({ outcome }: ApplyResult): boolean {
  return verdictOf(outcome) === 'done' || 'lost' in outcome;
}

/**
 * The same workspace, which sends no write once the run is to stop: not even a repetition of one, and not one whose turn
 * comes only then. Reads go on as long as they need not wait.
 */
function gated(workspace: Workspace, stop: Stop): Workspace {
  const allowed = (): void => {
    if (stop.reason !== undefined) throw new WorkspaceFailure({ kind: 'stopped', message: stop.reason });
  };
  return {
    ...workspace,
    list: async (type, whole) => workspace.list(type, whole, stop),
    get: async (ref) => workspace.get(ref, stop),
    put: async (resource, condition) => {
      allowed();
      return workspace.put(resource, condition, stop);
    },
    delete: async (ref, condition) => {
      allowed();
      return workspace.delete(ref, condition, stop);
    },
  };
}
