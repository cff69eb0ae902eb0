import type { FilledWave } from '../../src/targets';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { AT_A_TIME, wavesOf } from '../targets/select-targets';
import type { Target } from '../targets/target';
import { deployNewPlan, lookAgain } from './deploy-target';
import type { DeployHow } from './deploy-target';
import { eachTarget } from './each-target';
import type { Job } from './each-target';
import { inWaves } from './in-waves';
import type { InWaves, WavesResult } from './in-waves';
import { planOne } from './plan-target';
import type { ProjectRun } from './project-run';
import { runReport } from './run-report';

export interface DeployMany {
  readonly targets: readonly Target[];
  readonly resume: boolean;
  readonly how: DeployHow;
  /** Asks a person before each wave; absent where the answer was given with --yes. */
  readonly ask?: NonNullable<Io['ask']>;
}

/** New plans for several targets, wave by wave. */
export async function deployMany(io: Io, run: ProjectRun, work: DeployMany): Promise<ExitCode> {
  const { targets, resume, how, ask } = work;
  const agree = (): Promise<boolean> => Promise.resolve(true);
  if (ask === undefined) {
    const job: Job = async (target, own) => deployNewPlan(own, run, { target, resume, how, agree });
    return (await deployInWaves(io, run, { waves: wavesOf(run.rules.config, targets), how, job })).exit;
  }
  // A person sees the plans of a wave and answers once. Only their hashes are kept: each is made again before it is written.
  const shown = new Map<string, string>();
  const job: Job = async (target, own) => {
    const hash = shown.get(target.name);
    return deployNewPlan(own, run, { target, resume, how, agree, ...(hash === undefined ? {} : { shown: hash }) });
  };
  const before = async (wave: FilledWave<Target>): Promise<boolean> => {
    const results = await eachTarget(io, wave, {
      atATime: AT_A_TIME,
      job: async (target, own) => planOne(own, run, { target, format: 'terminal', adopt: [], differencesMatter: true }),
      tell: (_result, { stdout, stderr }) => io.stderr(`${stderr}${stdout}\n`),
    });
    for (const { target, hash } of results) if (hash !== undefined) shown.set(target, hash);
    const changing = results.filter(({ exit }) => exit !== EXIT.ok).map(({ target }) => target);
    if (changing.length === 0) return true;
    const answer = await ask(`Write this to ${changing.join(', ')} (wave ${wave.name})? [y/N] `);
    const yes = /^y(es)?$/i.test(answer.trim());
    if (!yes) io.stderr('Nothing was written.\n');
    return yes;
  };
  return (await deployInWaves(io, run, { waves: wavesOf(run.rules.config, targets), how, job, before })).exit;
}

export interface DeployInWaves extends Pick<InWaves, 'job'>, Partial<Pick<InWaves, 'before'>> {
  readonly waves: readonly FilledWave<Target>[];
  readonly how: DeployHow;
  /** What people agreed to for all plans together. */
  readonly hash?: string;
}

/** The deployments of a run: one report, one way to stop it. */
export async function deployInWaves(io: Io, run: ProjectRun, work: DeployInWaves): Promise<WavesResult> {
  const { waves, how, job, before, hash } = work;
  const report = runReport(io, how.format, 'reports');
  const interrupt = io.interrupt?.();
  try {
    const shared: Io =
      interrupt === undefined
        ? io
        : { ...io, interrupt: () => ({ signal: interrupt.signal, release: () => undefined }) };
    const outcome = await inWaves(shared, waves, {
      atATime: AT_A_TIME,
      job,
      goesOn: (results) => results.every(({ exit }) => exit === EXIT.ok),
      lookAgain: async (target, own) => lookAgain(own, run, target),
      tell: (result, said) => report.tell(result, said),
      leftMs: () => run.access.leftMs(),
      ...(before === undefined ? {} : { before }),
      ...(interrupt === undefined ? {} : { signal: interrupt.signal }),
    });
    report.end(outcome, hash);
    return outcome;
  } finally {
    interrupt?.release();
  }
}
