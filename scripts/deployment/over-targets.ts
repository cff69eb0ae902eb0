import { planSetHash } from '../../src/targets';
import type { Io } from '../command';
import { AT_A_TIME, wavesOf } from '../targets/select-targets';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import type { Job } from './each-target';
import { inWaves } from './in-waves';
import type { WavesResult } from './in-waves';
import { runReport } from './run-report';
import type { RunFormat } from './run-report';

export interface OverTargets {
  readonly config: Config;
  readonly targets: readonly Target[];
  readonly format: RunFormat;
  /** Under which JSON lists what was shown of each. */
  readonly list: 'plans' | 'reports';
  readonly job: Job;
}

/** Looks at several targets, which stops nothing: where one cannot be read, the others still can. One report, one exit code. */
export async function overTargets(io: Io, { config, targets, format, list, job }: OverTargets): Promise<WavesResult> {
  const report = runReport(io, format, list);
  const outcome = await inWaves(io, wavesOf(config, targets), {
    atATime: AT_A_TIME,
    goesOn: () => true,
    job,
    tell: (result, said) => report.tell(result, said),
  });
  const plans = outcome.results.flatMap(({ target, hash }) => (hash === undefined ? [] : [{ target, hash }]));
  report.end(outcome, plans.length < targets.length ? undefined : planSetHash(plans));
  return outcome;
}
