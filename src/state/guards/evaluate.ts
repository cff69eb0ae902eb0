import type { Action } from '../plan';
import type { Guards, Limit, Refusal } from './guards';
import { isWeakening, weakenings } from './weakening';

/** Percentages of fewer rules than this mean nothing (octoDNS, `MIN_EXISTING_RECORDS`; read 2026-11-24). */
const FLOOR = 10;

export interface GuardedPlan {
  readonly actions: readonly Action[];
  /** Rules that are ours and live. */
  readonly ours: number;
  /** Rules that the repository wants. */
  readonly wanted: number;
  /** Rules that the list named, and those that the last recorded list named. */
  readonly listed: number;
  readonly listedBefore: number | null;
  readonly guards: Guards;
  readonly guardsBefore: Guards | undefined;
  /** Whether what is deployed can be found again later. */
  readonly committed: 'yes' | 'no' | 'does not matter';
  /** Why the ledger cannot be built upon. */
  readonly ledgerProblem?: string;
}

/** What the guards have against a plan. Evaluated when the plan is made, so that a pull request shows it. */
export function evaluateGuards(plan: GuardedPlan): readonly Refusal[] {
  const written = plan.actions.filter(({ type }) => type !== 'mark');
  const sent = written.filter((action) => !('blocked' in action) || action.blocked === undefined);
  const { guards, ours } = plan;
  return [
    ...ledgerRefusals(plan),
    ...commitRefusals(plan),
    ...listRefusals(plan),
    ...guardRefusals(plan),
    ...limitRefusals('update', {
      limit: guards.update,
      ours,
      // one that is taken over as it is, or was written by somebody else already, is not sent
      actions: sent.filter((action) => action.action === 'update' && action.changes.length > 0),
    }),
    ...limitRefusals('delete', {
      limit: guards.delete,
      ours,
      actions: sent.filter(({ action }) => action === 'delete' || action === 'quarantine'),
    }),
    ...limitRefusals('weaken', { limit: guards.weaken, ours, actions: sent.filter(isWeakening) }),
    ...jewelRefusals(sent, guards),
  ];
}

function ledgerRefusals({ ledgerProblem }: GuardedPlan): readonly Refusal[] {
  if (ledgerProblem === undefined) return [];
  return [{ guard: 'ledger', message: `the ledger cannot be built upon: ${ledgerProblem}`, ids: [] }];
}

function commitRefusals({ committed }: GuardedPlan): readonly Refusal[] {
  if (committed !== 'no') return [];
  const message = 'the rules are not committed as they are: nobody could say later what was deployed';
  return [{ guard: 'commit', message, ids: [] }];
}

function listRefusals({ wanted, ours, listed, listedBefore }: GuardedPlan): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (wanted === 0 && ours > 0) {
    refusals.push({
      guard: 'no-rules',
      message: `the repository names no rule, and ${ours} live ones are its own`,
      ids: [],
    });
  }
  if (listedBefore !== null && listedBefore >= FLOOR && listed * 2 < listedBefore) {
    const message = `the workspace listed ${listed} rules, and ${listedBefore} the last time: the list may be cut short`;
    refusals.push({ guard: 'short-list', message, ids: [] });
  }
  return refusals;
}

/** Guards that were taken down a little are taken down for this plan too: that wants a word. */
function guardRefusals({ guards, guardsBefore }: GuardedPlan): readonly Refusal[] {
  if (guardsBefore === undefined) return [];
  const looser = [
    ...(['update', 'delete', 'weaken'] as const).flatMap((name) =>
      (['absolute', 'percent'] as const)
        .filter((part) => isHigher(guards[name][part], guardsBefore[name][part]))
        .map((part) => `${name}.${part} ${guardsBefore[name][part] ?? 'none'} -> ${guards[name][part] ?? 'none'}`),
    ),
    ...guardsBefore.crownJewels
      .filter((id) => !guards.crownJewels.some((one) => one.toLowerCase() === id.toLowerCase()))
      .map((id) => `${id} is no crown jewel any more`),
    ...(guards.quarantineDays < guardsBefore.quarantineDays
      ? [`quarantineDays ${guardsBefore.quarantineDays} -> ${guards.quarantineDays}`]
      : []),
  ];
  if (looser.length === 0) return [];
  return [{ guard: 'guards', message: `the guards themselves are loosened: ${looser.join(', ')}`, ids: [] }];
}

function isHigher(now: number | null, before: number | null): boolean {
  if (before === null) return false;
  return now === null || now > before;
}

function limitRefusals(
  guard: 'update' | 'delete' | 'weaken',
  { limit, ours, actions }: { readonly limit: Limit; readonly ours: number; readonly actions: readonly Action[] },
): readonly Refusal[] {
  const count = actions.length;
  const ids = actions.map(({ id }) => id);
  const share = (100 * count) / Math.max(1, ours);
  const words = { update: 'updates', delete: 'removals', weaken: 'rules weakened' }[guard];
  if (limit.absolute !== null && count > limit.absolute) {
    return [{ guard, message: `${count} ${words}, and at most ${limit.absolute} are let through`, ids }];
  }
  if (limit.percent !== null && ours >= FLOOR && share > limit.percent) {
    const message = `${count} ${words} of ${ours} rules are ${share.toFixed(0)} %, and at most ${limit.percent} % are let through`;
    return [{ guard, message, ids }];
  }
  return [];
}

function jewelRefusals(actions: readonly Action[], { crownJewels }: Guards): readonly Refusal[] {
  const jewels = new Set(crownJewels.map((id) => id.toLowerCase()));
  return actions
    .filter((action) => jewels.has(action.id.toLowerCase()) && isWeakening(action))
    .map((action) => ({
      guard: 'crown-jewel',
      message: `${action.title} is a crown jewel, and is weakened: ${weakenings(action).join(', ')}`,
      ids: [action.id],
    }));
}
