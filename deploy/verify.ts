import { RESOURCE_TYPES, resourceKey, resourceTypes } from '../src/state';
import type { Action, Plan, Resource } from '../src/state';
import type { ApplyReport, ApplyResult, Outcome } from './apply-report';
import { verdictOf } from './apply-report';
import { asSeen, asWanted } from './as-seen';
import type { Limiter } from './limiter';
import { WorkspaceFailure } from './workspace';
import type { Gate, Workspace } from './workspace';

/** A list may lag behind the writes: so many are made before one is believed that says otherwise. */
const LISTS = 4;

/** Nothing was sent for these, or the service took nothing. */
const UNTOUCHED: ReadonlySet<Outcome['kind']> = new Set(['skipped', 'refused', 'without rule']);

interface Verify {
  readonly results: readonly ApplyResult[];
  readonly workspace: Workspace;
  readonly limiter: Pick<Limiter, 'pause'>;
  readonly gate: Gate;
}

/**
 * Holds what was done against a fresh list, with patience for a list that lags behind. What was called done and is not
 * there turns red; what was not known becomes known where the list tells.
 */
export async function verify(
  plan: Plan,
  { results, workspace, limiter, gate }: Verify,
): Promise<Pick<ApplyReport, 'results' | 'verification' | 'listed'>> {
  if (results.every(({ outcome }) => UNTOUCHED.has(outcome.kind))) {
    return { results, verification: { kind: 'verified', lists: 0 } };
  }
  const actions = new Map(plan.actions.map((action) => [resourceKey(action), action]));
  try {
    for (let lists = 1; ; lists++) {
      const live = await listAll(workspace, plan);
      const judged = results.map((result) => judge(result, { action: actions.get(resourceKey(result)), live }));
      const lagging = judged.some((result, index) => result !== results[index] && verdictOf(result.outcome) !== 'done');
      const listed = [...live.values()].filter(({ type }) => type === 'alertRule');
      const verification = { kind: 'verified', lists } as const;
      if (!lagging || lists >= LISTS) return { results: judged, verification, listed };
      const stopped = await pause({ limiter, gate }, lists);
      if (stopped !== undefined) {
        const known = judged.map((one, index) => unsettled(one, { said: results[index], why: stopped }));
        return { results: known, verification, listed };
      }
    }
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    return { results, verification: { kind: 'unverified', message: error.message } };
  }
}

/** Waits for the next list; says why there is to be none. */
async function pause(
  { limiter, gate }: Pick<Verify, 'limiter' | 'gate'>,
  attempt: number,
): Promise<string | undefined> {
  try {
    await limiter.pause(attempt, { gate });
    return undefined;
  } catch (error) {
    if (error instanceof WorkspaceFailure && error.details.kind === 'stopped') return error.message;
    throw error;
  }
}

/** A list that may only lag behind decides nothing when there is no time for another: what it contradicts is not known. */
function unsettled(
  judged: ApplyResult,
  { said, why }: { readonly said: ApplyResult | undefined; readonly why: string },
): ApplyResult {
  if (judged === said || said === undefined || verdictOf(judged.outcome) === 'done') return judged;
  if (said.outcome.kind === 'failed') return said;
  const message = `the service said that it was done, its list does not show it, and there is no time for another: ${why}`;
  return { ...said, outcome: { kind: 'failed', message, effect: 'unknown' } };
}

async function listAll(workspace: Workspace, plan: Plan): Promise<ReadonlyMap<string, Resource>> {
  const types = RESOURCE_TYPES.filter((type) => type === 'alertRule' || plan.actions.some((one) => one.type === type));
  const lists = await Promise.all(
    types.map((type) => {
      const ids = plan.actions.flatMap((one) => (one.type === type ? [one.id] : []));
      return type === 'watchlist' ? workspace.list(type, ids) : workspace.list(type);
    }),
  );
  return new Map(lists.flatMap(({ resources }) => resources.map((one) => [resourceKey(one), one] as const)));
}

/** The result as the list has it; the same object if the list agrees. */
function judge(
  result: ApplyResult,
  { action, live }: { readonly action: Action | undefined; readonly live: ReadonlyMap<string, Resource> },
): ApplyResult {
  const { outcome } = result;
  if (action === undefined) return result;
  const current = live.get(resourceKey(action));
  if (outcome.kind === 'failed') {
    if (asWanted(action, current)) return { ...result, outcome: { kind: 'already' }, live: current ?? null };
    const unmoved = outcome.effect === 'unknown' && asSeen(action, current);
    return unmoved ? { ...result, outcome: { ...outcome, effect: 'none' }, live: current ?? null } : result;
  }
  if (verdictOf(outcome) !== 'done' || asWanted(action, current)) return result;
  return { ...result, outcome: untrue(action, current), live: current ?? null };
}

/** Something that was called done, and is not what the list says. */
function untrue(action: Action, current: Resource | undefined): Outcome {
  const words = 'the service said that it was done, and its list says otherwise';
  if (action.action === 'delete') return { kind: 'refused', message: `${words}: it is still there` };
  if (current === undefined) return { kind: 'refused', message: `${words}: it is not there` };
  const row = resourceTypes[action.type];
  const fields = row.diff(row.canonical(current.body), row.canonical(action.desired)).map(({ field }) => field);
  const message = `${words}: another ${fields.join(', ')}`;
  // What we created is ours, whatever it says now: the ledger must know of it.
  return action.action === 'create' ? { kind: 'refused', message, effect: 'unknown' } : { kind: 'refused', message };
}
