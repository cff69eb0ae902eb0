import { createLimiter, LIMITS, openArmWorkspace, verdictOf, WorkspaceFailure } from '../../deploy';
import type { ApplyReport, Clock, Limiter, Workspace } from '../../deploy';
import { carryOut } from '../../scripts/deployment/carry-out';
import { readWorkspace } from '../../scripts/deployment/read-workspace';
import type { WorkspaceReading } from '../../scripts/deployment/read-workspace';
import { recover } from '../../scripts/deployment/recover';
import { LedgerFailure } from '../../scripts/ledger/ledger-failure';
import type { LedgerStore } from '../../src/ledger';
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
  const io = { now: () => new Date(world.now), stderr: () => undefined, progress: false };
  const read = async (): Promise<WorkspaceReading> => {
    const reading = await readWorkspace({ root: '/', config, target, workspace, store });
    return parts.reading?.(reading) ?? reading;
  };
  let plan: Plan | undefined;
  try {
    let reading = await read();
    if (reading.ledger.standing.open !== undefined) {
      if ((await recover(io, reading, ACTOR)) === 'moved') return { green: false, words: 'somebody else recovers' };
      reading = await read();
    }
    const { identity, owner, live, metadata, known } = reading;
    const agreed = createPlan({
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
    plan = parts.plan?.(agreed) ?? agreed;
    await parts.meanwhile?.(plan);
    if (plan.refusals.length > 0) return { plan, green: false, words: plan.refusals[0]?.message ?? '' };
    if (plan.actions.length === 0) return { plan, green: true, words: 'nothing to do' };
    const open = { workspace, limiter, close: () => Promise.resolve() };
    const { signal } = parts;
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

const ACTOR = { name: 'pipeline' };
