import { createLimiter, LIMITS, openArmWorkspace, verdictOf, WorkspaceFailure } from '../../deploy';
import type { ApplyReport, Clock, Limiter, Workspace } from '../../deploy';
import type { Io } from '../../scripts/command';
import { recordBegin } from '../../scripts/deployment/begin-record';
import { findBegun } from '../../scripts/deployment/begun';
import { carryOut } from '../../scripts/deployment/carry-out';
import type { CarryOut } from '../../scripts/deployment/carry-out';
import { recordEnd } from '../../scripts/deployment/end-record';
import { endingFrom } from '../../scripts/deployment/ending-from-report';
import { readWorkspace } from '../../scripts/deployment/read-workspace';
import type { WorkspaceReading } from '../../scripts/deployment/read-workspace';
import { recover } from '../../scripts/deployment/recover';
import { LedgerFailure } from '../../scripts/ledger/ledger-failure';
import { parseReport } from '../../src/ledger';
import type { LedgerStore, RunReport } from '../../src/ledger';
import { createPlan } from '../../src/state';
import type { Plan } from '../../src/state';
import { fakeClock } from '../deploy/fake-clock';
import type { World } from './world';

/** Parts of a deployment that a test may put something else in the place of. */
export interface Parts {
  workspace?(workspace: Workspace): Workspace;
  limiter?(limiter: Limiter): Limiter;
  store?(store: LedgerStore): LedgerStore;
  reading?(reading: WorkspaceReading): WorkspaceReading;
  plan?(plan: Plan): Plan;
  readonly signal?: AbortSignal;
  /** Absent, one on which every wait is over at once. */
  readonly clock?: Clock;
  /** `--deadline`. */
  readonly lastsSeconds?: number;
  /** What the machine takes for the time, asked for each record. */
  now?(): number;
  /** Three jobs carry it out: one begins, one writes, one ends, from the report of the second or without it. */
  readonly jobs?: 'reported' | 'report lost';
  /** Runs between plan and apply. */
  meanwhile?(plan: Plan): Promise<void>;
}

/** How a run ended, as its exit code would say. */
export interface Run {
  readonly plan?: Plan;
  readonly report?: ApplyReport;
  /** Exit 0: all done, and seen to be done. */
  readonly green: boolean;
  readonly words: string;
}

/** One run of the pipeline: recover what is open, plan, and carry the plan out. */
export async function runDeployment(world: World, parts: Parts = {}): Promise<Run> {
  const { target, config, desired } = world;
  const { clock = fakeClock(), lastsSeconds } = parts;
  const deadline = lastsSeconds === undefined ? {} : { deadline: clock.now() + lastsSeconds * 1000 };
  const made = createLimiter({ ...LIMITS, clock, ...deadline });
  const limiter = parts.limiter?.(made) ?? made;
  const opened = await openArmWorkspace({
    id: target,
    apiVersion: target.apiVersion,
    endpoint: world.fleet.url,
    limiter,
    timeoutMs: 400,
  });
  const workspace = parts.workspace?.(opened) ?? opened;
  const store = parts.store?.(world.store) ?? world.store;
  const io = { now: () => new Date(parts.now?.() ?? world.now), stderr: () => undefined, progress: false };
  const read = async (): Promise<WorkspaceReading> => {
    const reading = await readWorkspace({ root: '/', config, target, workspace, store, wanted: desired });
    return parts.reading?.(reading) ?? reading;
  };
  let plan: Plan | undefined;
  try {
    let reading = await read();
    if (reading.ledger.standing.open !== undefined) {
      if ((await recover(io, reading, { actor: ACTOR, workspace })) === 'moved')
        return { green: false, words: 'somebody else recovers' };
      reading = await read();
    }
    const planFrom = ({ identity, owner, live, metadata, known }: WorkspaceReading): Plan =>
      createPlan({
        target,
        identity,
        owner,
        tool: { name: 'sentinel-rules', version: '0', build: '' },
        commit: null,
        created: new Date(world.now),
        guards: target.guards,
        desired,
        live,
        metadata,
        known,
      });
    const agreed = planFrom(reading);
    plan = parts.plan?.(agreed) ?? agreed;
    await parts.meanwhile?.(plan);
    if (plan.refusals.length > 0) return { plan, green: false, words: plan.refusals[0]?.message ?? '' };
    if (plan.actions.length === 0) return { plan, green: true, words: 'nothing to do' };
    const open = { workspace, limiter, close: () => Promise.resolve() };
    const { signal, jobs } = parts;
    if (jobs !== undefined) {
      const planned = { target: target.name, plan, reading, remake: (again: WorkspaceReading) => planFrom(again) };
      return await threeJobs(io, { ...planned, jobs, open, read, ...(signal === undefined ? {} : { signal }) });
    }
    const carried = await carryOut(io, {
      plan,
      ledger: reading.ledger,
      open,
      actor: ACTOR,
      ...(signal === undefined ? {} : { signal }),
    });
    if (carried.kind === 'moved') return { plan, green: false, words: 'another deployment began first' };
    const { report } = carried;
    const done = report.results.every(({ outcome }) => verdictOf(outcome) === 'done');
    return { plan, report, green: done && report.verification.kind === 'verified', words: 'carried out' };
  } catch (error) {
    if (error instanceof WorkspaceFailure || error instanceof LedgerFailure) {
      return { ...(plan === undefined ? {} : { plan }), green: false, words: error.message };
    }
    throw error;
  }
}

interface Jobs {
  readonly target: string;
  readonly plan: Plan;
  readonly reading: WorkspaceReading;
  readonly jobs: 'reported' | 'report lost';
  readonly open: CarryOut['open'];
  readonly signal?: AbortSignal;
  read(): Promise<WorkspaceReading>;
  /** Makes the plan again. */
  remake(reading: WorkspaceReading): Plan;
}

/** What `ledger begin`, `deploy --report` and `ledger end` do, each with its own reading. */
async function threeJobs(
  io: Pick<Io, 'now' | 'stderr' | 'progress'>,
  { target, plan, reading, jobs, open, signal, read, remake }: Jobs,
): Promise<Run> {
  const actor = ACTOR;
  if ((await recordBegin(io, { plan, ledger: reading.ledger, actor })) === 'moved') {
    return { plan, green: false, words: 'another deployment began first' };
  }
  const { run, left: lasting } = await second();
  const last = await read();
  const { ledger } = last;
  if (lasting !== undefined && jobs === 'reported') {
    const { open: begun, last: entry } = ledger.standing;
    const told = parseReport(JSON.stringify(lasting));
    if (begun === undefined || entry === undefined || told.kind === 'refused')
      throw new Error('the report cannot be read');
    const { report: parsed } = told;
    const ending = await endingFrom(parsed, { target, open: begun, ledger });
    if (ending.kind === 'refused') throw new Error(ending.problem);
    const begin = { ...entry, hash: begun.hash };
    await recordEnd(io, { ledger, begin, last: entry, ending: ending.ending, actor });
  } else await recover(io, last, { actor, workspace: open.workspace });
  return run;

  async function second(): Promise<{ readonly run: Run; readonly left?: RunReport }> {
    const found = await findBegun(await read(), plan);
    if (found.kind === 'refused') return { run: { plan, green: false, words: found.problem } };
    if (remake(found.reading).hash !== plan.hash) return { run: { plan, green: false, words: 'it is stale' } };
    const { begun } = found;
    const stop = signal === undefined ? {} : { signal };
    const carried = await carryOut(io, { plan, ledger: found.reading.ledger, open, actor, begun, ...stop });
    if (carried.kind === 'moved') throw new Error('a run that begins nothing is never too late');
    const { report, left } = carried;
    const done = report.results.every(({ outcome }) => verdictOf(outcome) === 'done');
    const green = done && report.verification.kind === 'verified';
    return { run: { plan, report, green, words: 'carried out' }, ...(left === undefined ? {} : { left }) };
  }
}

const ACTOR = { name: 'pipeline' };
