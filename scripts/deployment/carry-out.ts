import { apply, createStop, effectOf, verdictOf, WorkspaceFailure } from '../../deploy';
import type { ApplyReport, ApplyResult, Gate } from '../../deploy';
import type { JsonObject } from '../../src/json';
import { sealEntry } from '../../src/ledger';
import type { Actor, BeginRecord, DeploymentEntry, EndRecord, Override } from '../../src/ledger';
import { anchorOf, inertLine } from '../../src/state';
import type { Action, Plan } from '../../src/state';
import type { Io } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';
import type { OpenTarget } from '../targets/open-target';
import { kept, liveRef } from './kept-body';
import { observe } from './observe';

export interface CarryOut {
  readonly plan: Plan;
  readonly ledger: OpenLedger;
  readonly open: Pick<OpenTarget, 'workspace' | 'limiter'>;
  readonly override?: Override;
  /** Hash of the entry of the deployment whose state is restored. */
  readonly restores?: string;
  readonly actor: Actor;
  readonly signal?: AbortSignal;
}

export type CarriedOut =
  | { readonly kind: 'done'; readonly report: ApplyReport }
  /** Somebody else's entry came first: nothing was written. */
  | { readonly kind: 'moved' };

/**
 * Carries out a plan between its two records: `begin` before the first write, `end` after the last. Nothing is written
 * without a `begin` that everybody sees. Throws a LedgerFailure if a record cannot be written.
 */
export async function carryOut(io: Pick<Io, 'now' | 'stderr' | 'progress'>, work: CarryOut): Promise<CarriedOut> {
  const { plan, ledger, open, signal } = work;
  const { store, standing } = ledger;
  const { isOver } = open.limiter;
  const stop = createStop(signal === undefined ? { isOver } : { isOver, signal });
  if (stop.reason !== undefined) return { kind: 'done', report: nothingDone(plan, stop.reason) };
  const bodies = new Map<string, JsonObject>();
  const begin = sealEntry(beginRecord(io.now(), work, bodies), {
    target: plan.target.name,
    chain: 'deployments',
    last: standing.last,
  });
  if ((await store.append(begin, bodies)) === 'moved') return { kind: 'moved' };

  const anchored = await anchor(begin, work, stop);
  const report =
    anchored === undefined
      ? await apply(plan, {
          workspace: open.workspace,
          limiter: open.limiter,
          stop,
          onResult: ({ title, outcome, type }, done) => {
            if (!io.progress || type !== 'alertRule') return;
            io.stderr(`[${done}/${plan.actions.length}] ${outcome.kind} ${inertLine(title)}\n`);
          },
        })
      : nothingDone(plan, `the head of the ledger could not be anchored in the workspace: ${anchored}`);

  const ends = new Map<string, JsonObject>();
  const end = sealEntry(endRecord(io.now(), { begin, report, actor: work.actor, bodies: ends, plan }), {
    target: plan.target.name,
    chain: 'deployments',
    last: begin,
  });
  await store.append(end, ends);
  if (report.listed !== undefined) {
    const { target, owned } = plan;
    const written = { ...ledger, entries: [...ledger.entries, begin, end] };
    await observe({ io, ledger: written, target: target.name, owned, listed: report.listed, source: 'deploy' });
  }
  return { kind: 'done', report };
}

/** The workspace learns of the new head; why that failed, if it did. */
async function anchor(begin: DeploymentEntry, { plan, open }: CarryOut, gate: Gate): Promise<string | undefined> {
  try {
    const resource = anchorOf(begin.hash, { owner: plan.owner, workspace: plan.target });
    await open.workspace.put(resource, { kind: 'none' }, gate);
    return undefined;
  } catch (error) {
    if (error instanceof WorkspaceFailure) return error.message;
    throw error;
  }
}

function nothingDone(plan: Plan, why: string): ApplyReport {
  const results = plan.actions.map(({ type, id, title, action }, index): ApplyResult => {
    const ref = { type, id, title, action };
    return index === 0
      ? { ...ref, outcome: { kind: 'failed', message: why, effect: 'none' } }
      : { ...ref, outcome: { kind: 'skipped', message: why } };
  });
  return { target: plan.target, plan: plan.hash, results, verification: { kind: 'verified', lists: 0 } };
}

function beginRecord(now: Date, work: CarryOut, bodies: Map<string, JsonObject>): BeginRecord {
  const { plan, ledger, override, restores, actor } = work;
  const { subscriptionId, resourceGroup, workspace } = plan.target;
  return {
    kind: 'begin',
    at: now.toISOString(),
    plan: plan.hash,
    expires: plan.expires,
    commit: plan.commit,
    tool: plan.tool,
    actor,
    workspace: { ...plan.identity, subscriptionId, resourceGroup, workspace },
    guards: { ...plan.guards },
    actions: plan.actions.map((action) => ({
      type: action.type,
      id: action.id,
      title: action.title,
      action: action.action,
      desired: action.action === 'delete' ? null : kept({ type: action.type, body: action.desired }, bodies),
      seen:
        action.action === 'create'
          ? null
          : {
              ...kept({ type: action.type, body: action.live.body }, bodies),
              ...(action.live.etag === undefined ? {} : { etag: action.live.etag }),
            },
      ...('tests' in action && action.tests !== undefined ? { tests: action.tests } : {}),
    })),
    ...(override === undefined ? {} : { override }),
    ...(restores === undefined ? {} : { restores }),
    ...(ledger.observed === undefined ? {} : { observed: ledger.observed.hash }),
  };
}

interface End {
  readonly begin: DeploymentEntry;
  readonly report: ApplyReport;
  readonly actor: Actor;
  readonly plan: Plan;
  readonly bodies: Map<string, JsonObject>;
}

function endRecord(now: Date, { begin, report, actor, plan, bodies }: End): EndRecord {
  const tests = new Map(plan.actions.flatMap((action) => testsOf(action)));
  const complete = report.results.every(({ outcome }) => verdictOf(outcome) === 'done');
  return {
    kind: 'end',
    at: now.toISOString(),
    begin: begin.hash,
    result: complete && report.verification.kind === 'verified' ? 'complete' : 'incomplete',
    actor,
    actions: report.results.map(({ type, id, action, outcome, live, receipt }) => {
      const hash = tests.get(`${type}/${id}`);
      return {
        type,
        id,
        action,
        outcome: effectOf(outcome),
        ...(live === undefined ? {} : { live: live === null ? null : liveRef(live, bodies) }),
        ...(hash === undefined ? {} : { tests: hash }),
        ...receipt,
        ...('message' in outcome ? { message: outcome.message } : {}),
      };
    }),
  };
}

function testsOf(action: Action): readonly (readonly [string, string])[] {
  return 'tests' in action && action.tests !== undefined ? [[`${action.type}/${action.id}`, action.tests]] : [];
}
