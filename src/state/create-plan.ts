import type { WorkspaceId } from '../sentinel';
import { blockDependents } from './block-dependents';
import { consentHash } from './consent';
import { evaluateGuards } from './guards/evaluate';
import type { Guards } from './guards/guards';
import { identityRefusals } from './guards/identity';
import type { ExpectedIdentity } from './guards/identity';
import { DEFAULT_RULE_LIMITS, ruleLimitRefusals } from './guards/rule-limits';
import type { RuleLimits } from './guards/rule-limits';
import type { LastKnown } from './last-known';
import { liveHash } from './live-hash';
import { markedBy } from './mark/mark';
import type { Owner } from './mark/mark';
import { PLAN_FORMAT, PLAN_LIFE_MS } from './plan';
import type { Action, Owned, Plan, PlanIdentity, PlanTarget } from './plan';
import { planUnneeded } from './plan-unneeded';
import { planOrphans, planUnwanted } from './plan-unwanted';
import { planWanted } from './plan-wanted';
import { RESOURCE_TYPES, resourceKey } from './resource';
import type { DesiredResource, Resource, ResourceRef } from './resource';
import { byKey, inOrder, marksByKey, refOfKey } from './sides';
import type { Lacking, Sides } from './sides';
import { twinWarnings } from './twins';
import { unmetWarnings } from './unmet-warnings';

export interface PlanInput {
  readonly target: PlanTarget;
  readonly identity: PlanIdentity;
  readonly owner: Owner;
  readonly tool: Plan['tool'];
  readonly commit: string | null;
  readonly created: Date;
  readonly guards: Guards;
  /** Rules that the workspace lets be enabled; absent, what Microsoft documents. */
  readonly limits?: RuleLimits;
  /** What the workspace must report of itself. */
  readonly expected?: ExpectedIdentity;
  /** What the repository wants. Ids must differ: duplicates are found by checks before this. */
  readonly desired: readonly DesiredResource[];
  /** Why other rules of the repository do not go to this target, by their ids in lower case. */
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** Rules for which the target was not found to have the tables: where they are, they stay as they are. */
  readonly lacking?: ReadonlyMap<string, Lacking>;
  /** Why rules were retired, by their ids in lower case. */
  readonly retired?: ReadonlyMap<string, string>;
  /** What one listing of the workspace's rules returned. */
  readonly live: readonly Resource[];
  /** What one listing of its metadata returned: marks, and whatever else there is. */
  readonly metadata: readonly Resource[];
  readonly known: LastKnown;
  /** Ids of rules to take over. */
  readonly adopt?: readonly string[];
  /** Ids of the only rules that the plan is about. */
  readonly only?: readonly string[];
}

/** Compares what is wanted, what is live and what we last wrote. The order of each does not matter. */
export function createPlan(input: PlanInput): Plan {
  const { target, identity, owner, tool, commit, created, guards, known } = input;
  const sides = sidesOf(input);
  const wanted = [...sides.desired.values()];
  const changes = wanted.flatMap((resource) => planWanted(resource, sides));
  const extra = [...sides.live].flatMap(([key, live]) => (sides.desired.has(key) ? [] : [live]));
  const rules = extra.filter(isRule).map((live) => planUnwanted(live, sides));
  const planned = [...changes, ...rules.flatMap((one) => one.actions)];
  const others = extra.filter((live) => !isRule(live)).map((live) => planUnneeded(live, sides, planned));
  const rest = [...rules, ...others];
  const all = blockDependents(inOrder([...changes, ...rest.flatMap((one) => one.actions), ...planOrphans(sides)]));
  const actions = all.filter(isAbout(input.only, sides));
  const owned = ownedOf(sides, actions);
  const changing = new Set(all.filter(({ type }) => type !== 'mark').map(resourceKey));
  const asked = new Set(actions.map(resourceKey));
  const left = [...changing].filter((key) => !asked.has(key)).length;
  const identified = identityRefusals(input.expected ?? {}, identity);
  const limited = ruleLimitRefusals({
    actions,
    live: input.live.filter(isRule),
    ours: new Set(known.owned.keys()),
    limits: input.limits ?? DEFAULT_RULE_LIMITS,
  });
  const guarded = evaluateGuards({
    actions,
    ours: owned.filter((one) => isRule(one) && one.live !== null && one.last !== null).length,
    wanted: wanted.filter(isRule).length,
    listed: input.live.filter(isRule).length,
    listedBefore: known.listed,
    guards,
    committed: target.kind === 'emulator' ? 'does not matter' : isCommit(commit) ? 'yes' : 'no',
    guardsBefore: known.guards,
    ...(known.problem === undefined ? {} : { ledgerProblem: known.problem }),
  });
  const plan = {
    format: PLAN_FORMAT,
    target,
    identity,
    owner,
    tool,
    commit,
    created: created.toISOString(),
    expires: new Date(created.getTime() + PLAN_LIFE_MS).toISOString(),
    ledger: known.head,
    guards,
    actions,
    refusals: [...identified, ...guarded, ...limited],
    warnings: [...twinWarnings(actions, sides), ...unmetWarnings(sides).filter(isAbout(input.only, sides))],
    owned,
    quarantined: inOrder(rest.flatMap((one) => one.quarantined)),
    etags: known.etags,
    unchanged: wanted.filter((one) => sides.live.has(resourceKey(one)) && !changing.has(resourceKey(one))).length,
    ...(input.only === undefined ? {} : { left }),
    unmanaged: inOrder(rest.flatMap((one) => one.unmanaged)),
  } as const;
  return { ...plan, hash: consentHash(plan) };
}

function sidesOf({
  desired,
  elsewhere,
  lacking,
  retired,
  live,
  metadata,
  known,
  owner,
  target,
  adopt,
  created,
  guards,
}: PlanInput): Sides {
  const workspace: WorkspaceId = target;
  return {
    desired: byKey(desired),
    live: byKey(live),
    marks: marksByKey(metadata),
    known,
    owner,
    workspace,
    adopt: new Set((adopt ?? []).flatMap((id) => RESOURCE_TYPES.map((type) => resourceKey({ type, id })))),
    elsewhere: elsewhere ?? new Map(),
    lacking: lacking ?? new Map(),
    retired: retired ?? new Map(),
    now: created.toISOString(),
    quarantineDays: guards.quarantineDays,
  };
}

/** Whether something is of what is asked for: it, what it reads, or the mark of either. */
function isAbout(only: readonly string[] | undefined, { desired }: Sides): (ref: ResourceRef) => boolean {
  if (only === undefined) return () => true;
  const keys = new Set(only.flatMap((id) => RESOURCE_TYPES.map((type) => resourceKey({ type, id }))));
  // A set gives what is added while it is walked through.
  for (const key of keys) for (const needed of desired.get(key)?.needs ?? []) keys.add(needed);
  return (ref) => keys.has(resourceKey((ref.type === 'mark' ? markedBy(ref) : undefined) ?? ref));
}

/** All that is ours or that an action touches: what the plan rests on. */
function ownedOf({ desired, live, known }: Sides, actions: readonly Action[]): readonly Owned[] {
  const touched = actions.map(resourceKey);
  return inOrder(
    [...new Set([...touched, ...known.owned.keys()])].flatMap((key): readonly Owned[] => {
      const [there, wanted] = [live.get(key), desired.get(key)];
      const { type, id } = wanted ?? there ?? refOfKey(key);
      if (type === 'mark') return [];
      return [
        {
          type,
          id,
          etag: there?.etag ?? null,
          live: there === undefined ? null : liveHash(there),
          last: known.owned.get(key)?.hash ?? null,
          desired: wanted === undefined ? null : liveHash(wanted),
        },
      ];
    }),
  );
}

function isRule({ type }: Pick<ResourceRef, 'type'>): boolean {
  return type === 'alertRule';
}

/** A commit of a clean tree: anything after its name says that it is not. */
function isCommit(commit: string | null): boolean {
  return commit !== null && /^[0-9a-f]{40,64}$/.test(commit);
}
