import type { Override } from '../../src/ledger';
import { findDrift, inertLine, renderDrift, renderPlan } from '../../src/state';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { OpenTarget } from '../targets/open-target';
import type { Target } from '../targets/target';
import { actorOf } from './actor';
import type { JobResult } from './each-target';
import { deployBegun } from './deploy-begun';
import { checkedFor, makePlan, withTarget } from './plan-project';
import type { ProjectRun } from './project-run';
import { readWorkspace } from './read-workspace';
import { recover } from './recover';
import { staleWords } from './stale-words';
import { writeOut } from './write-plan';
import type { ReportFormat } from './write-plan';

export interface DeployHow {
  readonly format: ReportFormat;
  readonly override?: Override;
}

export interface DeploySaved {
  readonly agreedTo: Plan;
  readonly target: Target;
  readonly how: DeployHow;
  /** Another job recorded the `begin`: the plan's file, and the one for the report. */
  readonly begun?: { readonly path: string; readonly report: string };
  /** Says that the plan is not carried out, and why. */
  refuse(problem: string): void;
}

/** A plan that was reviewed: made again from the same commit against what is live now, and carried out if it is the same. */
export async function deploySavedPlan(
  io: Io,
  run: ProjectRun,
  { agreedTo, target, how, refuse, begun }: DeploySaved,
): Promise<JobResult> {
  const { rules, commit } = run;
  const desired = checkedFor(io, { rules, target, told: run.told });
  if (desired === undefined) return { exit: EXIT.findings, words: 'its rules have errors' };
  return onTarget(io, { target, run }, async (open) => {
    const adopt = agreedTo.actions.flatMap((action) => ('adopts' in action ? [action.id] : []));
    const created = new Date(agreedTo.created);
    const request = { config: rules.config, target, desired, open, created, adopt, commit };
    if (begun !== undefined && agreedTo.actions.length > 0) {
      return { exit: await deployBegun(io, { request, agreedTo, ...begun, ...how }) };
    }
    const made = await makePlan(io, request);
    const problem = made.reading.ledger.standing.used.has(agreedTo.hash)
      ? 'it was carried out already'
      : made.plan.hash === agreedTo.hash
        ? undefined
        : staleWords(agreedTo, made.plan);
    if (problem !== undefined) {
      refuse(problem);
      return { exit: EXIT.conflict, words: `not carried out: ${inertLine(problem)}` };
    }
    return { ...(await writeOut(io, { made, open, ...how })), hash: agreedTo.hash };
  });
}

export interface DeployNew {
  readonly target: Target;
  readonly resume: boolean;
  readonly how: DeployHow;
  /** Hash of the plan that was shown before: another is not carried out. */
  readonly shown?: string;
  /** Whether a plan that was shown may be carried out. */
  agree(plan: Plan): Promise<boolean>;
}

/** A new plan, shown and carried out if agreed to. Its own listing serves both. */
export async function deployNewPlan(
  io: Io,
  run: ProjectRun,
  { target, resume, how, shown, agree }: DeployNew,
): Promise<JobResult> {
  const { rules, commit, created } = run;
  const { config } = rules;
  const desired = checkedFor(io, { rules, target, told: run.told });
  if (desired === undefined) return { exit: EXIT.findings, words: 'its rules have errors' };
  return onTarget(io, { target, run }, async (open) => {
    if (resume && !(await resumed(io, { run, target, open }))) return { exit: EXIT.conflict };
    const made = await makePlan(io, { config, target, desired, open, commit, created });
    const { plan } = made;
    if (shown === undefined) io.stderr(renderPlan(plan, { color: io.color }));
    else if (shown !== plan.hash) {
      io.stderr(`${inertLine(target.name)} changed after its plan was shown: nothing was written\n`);
      return { exit: EXIT.conflict, words: 'it changed after its plan was shown' };
    }
    if (plan.actions.length > 0 && !(await agree(plan))) {
      io.stderr('Nothing was written.\n');
      return { exit: EXIT.ok, words: 'nothing was written' };
    }
    return { ...(await writeOut(io, { made, open, ...how })), hash: plan.hash };
  });
}

/** Whether a target is still as the deployment left it, after its wave has soaked. */
export async function lookAgain(io: Io, run: ProjectRun, target: Target): Promise<JobResult> {
  const { config, root } = run.rules;
  return onTarget(io, { target, run }, async ({ workspace }) => {
    const { live, metadata, known, owner } = await readWorkspace({ root, config, target, workspace });
    if (known.problem !== undefined) {
      io.stderr(`the ledger cannot be built upon: ${known.problem}\n`);
      return { exit: EXIT.guard };
    }
    const found = findDrift({ live, metadata, known, owner, before: undefined });
    if (found.length === 0) return { exit: EXIT.ok };
    io.stderr(renderDrift(found, { color: io.color, target: target.name }));
    const disabled = found.filter(({ kind }) => kind === 'auto-disabled').length;
    const words = `after the soak ${found.length} not as it was left${disabled === 0 ? '' : `, ${disabled} switched off by the service`}`;
    return { exit: EXIT.differences, words };
  });
}

async function onTarget(
  io: Io,
  { target, run }: { readonly target: Target; readonly run: ProjectRun },
  work: (open: OpenTarget) => Promise<JobResult>,
): Promise<JobResult> {
  let result: JobResult | undefined;
  const exit = await withTarget(
    io,
    target,
    async (open): Promise<ExitCode> => {
      result = await work(open);
      return result.exit;
    },
    run,
  );
  return { ...result, exit };
}

/** Tells what became of a deployment whose run is gone; false if somebody else is telling. */
async function resumed(
  io: Io,
  { run, target, open }: { readonly run: ProjectRun; readonly target: Target; readonly open: OpenTarget },
): Promise<boolean> {
  const { config, root } = run.rules;
  const reading = await readWorkspace({ root, config, target, workspace: open.workspace });
  const recovery = await recover(io, reading, { actor: actorOf(io.env), workspace: open.workspace });
  if (recovery === 'moved') {
    io.stderr('somebody else is going on with that deployment: nothing was written\n');
    return false;
  }
  if (recovery === undefined) {
    io.stderr('no deployment is open: nothing to resume\n');
    return true;
  }
  const count = (outcome: string): number => recovery.actions.filter((one) => one.outcome === outcome).length;
  io.stderr(
    `the deployment that was open: ${count('applied')} applied, ${count('not applied')} not applied, ${count('unknown')} unknown\n`,
  );
  return true;
}
