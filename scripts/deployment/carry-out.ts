import { apply, createStop, WorkspaceFailure } from '../../deploy';
import type { ApplyReport, ApplyResult, Stop } from '../../deploy';
import { sealReport } from '../../src/ledger';
import type { DeploymentEntry, RunReport } from '../../src/ledger';
import { anchorOf, inertLine } from '../../src/state';
import type { Plan, Resource } from '../../src/state';
import type { Io } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';
import type { OpenTarget } from '../targets/open-target';
import { recordBegin } from './begin-record';
import type { Begin } from './begin-record';
import { endingOf, recordEnd } from './end-record';
import { observe, observed } from './observe';

/** The `begin` that another job recorded: then the run writes nothing into the ledger, and leaves a report. */
export interface Begun {
  readonly entry: DeploymentEntry;
  /** What the workspace held as the head of the ledger when it was listed. */
  readonly anchor: Resource | undefined;
}

export interface CarryOut extends Begin {
  readonly open: Pick<OpenTarget, 'workspace' | 'limiter'>;
  readonly signal?: AbortSignal;
  readonly begun?: Begun;
}

export type CarriedOut =
  | { readonly kind: 'done'; readonly report: ApplyReport; readonly left?: RunReport }
  /** Somebody else's entry came first: nothing was written. */
  | { readonly kind: 'moved' };

/**
 * Carries out a plan between its two records: `begin` before the first write, `end` after the last. Nothing is written
 * without a `begin` that everybody sees. Throws a LedgerFailure if a record cannot be written.
 */
export async function carryOut(io: Pick<Io, 'now' | 'stderr' | 'progress'>, work: CarryOut): Promise<CarriedOut> {
  const { plan, ledger, open, signal, begun } = work;
  const { isOver } = open.limiter;
  const stop = createStop(signal === undefined ? { isOver } : { isOver, signal });
  const stopped = stop.reason === undefined ? undefined : nothingDone(plan, stop.reason);
  if (stopped !== undefined && begun === undefined) return { kind: 'done', report: stopped };
  const begin = begun?.entry ?? (await recordBegin(io, work));
  if (begin === 'moved') return { kind: 'moved' };

  const report = stopped ?? (await anchoredApply(io, begin, { ...work, stop }));
  if (begun !== undefined) return { kind: 'done', report, left: leftBy(report, { begin, plan, ledger }) };
  const end = await recordEnd(io, { ledger, begin, ending: endingOf(plan, report), actor: work.actor });
  if (report.listed !== undefined) {
    const { target, owned } = plan;
    const written = { ...ledger, entries: [...ledger.entries, begin, ...(end === 'ended' ? [] : [end])] };
    await observe({ io, ledger: written, target: target.name, owned, listed: report.listed, source: 'deploy' });
  }
  return { kind: 'done', report };
}

/** What a run leaves that another job began and a third one ends. */
export function leftBy(
  report: ApplyReport,
  { begin, plan, ledger }: { readonly begin: DeploymentEntry; readonly plan: Plan; readonly ledger: OpenLedger },
): RunReport {
  const { bodies, ...ending } = endingOf(plan, report);
  const { listed } = report;
  const seen = listed === undefined ? undefined : observed({ ledger, listed, owned: plan.owned });
  return sealReport({
    target: plan.target.name,
    begin: begin.hash,
    plan: plan.hash,
    ...ending,
    observed: seen?.resources ?? null,
    bodies: Object.fromEntries([...bodies, ...(seen?.bodies ?? [])]),
  });
}

/** The workspace learns of the `begin`, and then of everything else. */
async function anchoredApply(
  io: Pick<Io, 'now' | 'stderr' | 'progress'>,
  begin: DeploymentEntry,
  work: CarryOut & { readonly stop: Stop },
): Promise<ApplyReport> {
  const { plan, open, stop } = work;
  const anchored = await anchor(begin, work);
  if (anchored !== undefined)
    return nothingDone(plan, `the head of the ledger could not be anchored in the workspace: ${anchored}`);
  return apply(plan, {
    workspace: open.workspace,
    limiter: open.limiter,
    stop,
    onResult: ({ title, outcome, type }, done) => {
      if (!io.progress || type !== 'alertRule') return;
      io.stderr(`[${done}/${plan.actions.length}] ${outcome.kind} ${inertLine(title)}\n`);
    },
  });
}

/** The workspace learns of the new head; why that failed, if it did. */
async function anchor(
  begin: DeploymentEntry,
  { plan, open, begun, stop }: CarryOut & { readonly stop: Stop },
): Promise<string | undefined> {
  try {
    const resource = anchorOf(begin.hash, { owner: plan.owner, workspace: plan.target });
    // Of two runs that find one `begin`, the second meets another version than it listed.
    const etag = begun?.anchor?.etag;
    await open.workspace.put(resource, etag === undefined ? { kind: 'none' } : { kind: 'version', etag }, stop);
    return undefined;
  } catch (error) {
    if (error instanceof WorkspaceFailure) return error.message;
    throw error;
  }
}

/** The report of a run that sent nothing. */
export function nothingDone(plan: Plan, why: string): ApplyReport {
  const results = plan.actions.map(({ type, id, title, action }, index): ApplyResult => {
    const ref = { type, id, title, action };
    return index === 0
      ? { ...ref, outcome: { kind: 'failed', message: why, effect: 'none' } }
      : { ...ref, outcome: { kind: 'skipped', message: why } };
  });
  return { target: plan.target, plan: plan.hash, results, verification: { kind: 'verified', lists: 0 } };
}
