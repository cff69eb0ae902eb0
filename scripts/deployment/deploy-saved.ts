import { inertLine } from '../../src/state';
import type { Plan } from '../../src/state';
import { planSetHash } from '../../src/targets';
import { UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { selectTargets, wavesOf } from '../targets/select-targets';
import type { Selection } from '../targets/select-targets';
import type { Target } from '../targets/target';
import { deployInWaves } from './deploy-many';
import { deploySavedPlan } from './deploy-target';
import type { DeployHow } from './deploy-target';
import type { JobResult } from './each-target';
import { planPaths } from './plan-files';
import type { ProjectRun } from './project-run';
import { readSavedPlan } from './read-plan';

export interface DeploySavedPlans {
  /** Plan files and folders of them. */
  readonly paths: readonly string[];
  readonly hash: string | undefined;
  readonly how: DeployHow;
  /** Which of them; absent for all. */
  readonly selection?: Selection;
  /** File for the report of a job that may not write the ledger; of a folder of plans a folder, with one for each target. */
  readonly report?: string;
}

/** A saved plan that may be carried out; the plan itself is read again when its turn comes. */
interface Usable {
  readonly path: string;
  readonly target: Target;
  readonly hash: string;
  readonly changes: number;
}

/** Carries out saved plans. All of them are read before anything is written: with one that cannot be used none is. */
export async function deploySaved(io: Io, run: ProjectRun, work: DeploySavedPlans): Promise<ExitCode> {
  const { hash, how, selection, report } = work;
  const paths = planPaths(io.cwd, work.paths);
  const usable: Usable[] = [];
  for (const path of paths) {
    const asked = paths.length === 1 ? askedFor(selection) : {};
    const plan = readUsable(io, run, { path, ...asked });
    if (plan === undefined) return EXIT.conflict;
    const { target, plan: agreedTo } = plan;
    const other = usable.find((one) => one.target.name === target.name);
    if (other !== undefined) throw new UsageError(`${other.path} and ${path} are both plans for ${target.name}`);
    usable.push({ path, target, hash: agreedTo.hash, changes: agreedTo.actions.length });
  }
  const together = planSetHash(usable.map((one) => ({ target: one.target.name, hash: one.hash })));
  if (hash !== undefined && hash !== together) {
    const problem =
      paths.length === 1
        ? `it is not the one that was agreed to: its hash is ${together}`
        : `together they are not what was agreed to: their hash is ${together}`;
    notCarriedOut(io, work.paths.join(' '), problem);
    return EXIT.conflict;
  }
  const chosen = selection === undefined ? usable : among(usable, selectTargets(run.rules.config, selection));
  const [first] = chosen;
  const folder = paths.length > 1 || paths[0] !== work.paths[0];
  const reported = (name: string): { readonly report?: string } =>
    report === undefined ? {} : { report: folder ? `${report.replace(/[\\/]+$/, '')}/${name}.json` : report };
  if (first !== undefined && paths.length === 1) {
    return (await carryOutOne(io, run, { usable: first, how, ...reported(first.target.name) })).exit;
  }
  const byTarget = new Map(chosen.map((one) => [one.target.name, one]));
  const waves = wavesOf(
    run.rules.config,
    chosen.map(({ target }) => target),
  );
  const outcome = await deployInWaves(io, run, {
    waves,
    how,
    hash: together,
    job: async ({ name }, own) => {
      const one = byTarget.get(name);
      if (one === undefined) throw new Error(`no plan for ${name}`);
      return carryOutOne(own, run, { usable: one, how, ...reported(name) });
    },
  });
  return outcome.exit;
}

/** The name that a single plan must be for, as far as one was given. */
function askedFor(selection: Selection | undefined): { readonly target?: string } {
  const [name, ...more] = selection?.target ?? [];
  return name === undefined || more.length > 0 ? {} : { target: name };
}

function among(usable: readonly Usable[], targets: readonly Target[]): readonly Usable[] {
  const names = new Set(targets.map(({ name }) => name));
  const chosen = usable.filter(({ target }) => names.has(target.name));
  if (chosen.length > 0) return chosen;
  throw new UsageError(`none of these plans is for ${[...names].join(', ')}`);
}

/** A plan that can be carried out as far as a file can tell; undefined after saying why not. */
function readUsable(
  io: Io,
  { rules }: ProjectRun,
  asked: { readonly path: string; readonly target?: string },
): { readonly plan: Plan; readonly target: Target } | undefined {
  const saved = readSavedPlan(io, rules.config, asked);
  if (saved.kind === 'usable') return saved;
  notCarriedOut(io, asked.path, saved.problem);
  return undefined;
}

async function carryOutOne(
  io: Io,
  run: ProjectRun,
  {
    usable: { path, target, hash, changes },
    how,
    report,
  }: { readonly usable: Usable; readonly how: DeployHow; readonly report?: string },
): Promise<JobResult> {
  if (report !== undefined && changes === 0) return { exit: EXIT.ok, words: 'nothing to carry out' };
  const plan = readUsable(io, run, { path })?.plan;
  const refuse = (problem: string): void => notCarriedOut(io, path, problem);
  if (plan === undefined) return { exit: EXIT.conflict, words: 'its plan cannot be used' };
  if (plan.hash !== hash) {
    refuse('the file was exchanged while this ran');
    return { exit: EXIT.conflict, words: 'its plan was exchanged' };
  }
  const begun = report === undefined ? {} : { begun: { path, report } };
  return deploySavedPlan(io, run, { agreedTo: plan, target, how, refuse, ...begun });
}

function notCarriedOut(io: Io, path: string, problem: string): void {
  io.stderr(
    `the plan ${path} is not carried out: ${inertLine(problem)}\n` +
      `Make a new one with \`sentinel-rules plan --out ${path}\`.\n`,
  );
}
