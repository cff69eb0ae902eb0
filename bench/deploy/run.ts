import { ARM_BUCKETS, createLimiters, LIMITS } from '../../deploy';
import type { Clock, Limiter } from '../../deploy';
import type { Io } from '../../scripts/command';
import { deploySaved } from '../../scripts/deployment/deploy-saved';
import { inWaves } from '../../scripts/deployment/in-waves';
import { preparePlace } from '../../scripts/deployment/plan-files';
import { planOne } from '../../scripts/deployment/plan-target';
import { projectRun } from '../../scripts/deployment/project-run';
import { EXIT } from '../../scripts/exit-codes';
import type { Access } from '../../scripts/targets/access';
import type { Config } from '../../scripts/targets/read-config';
import { AT_A_TIME, wavesOf } from '../../scripts/targets/select-targets';
import type { SimulatedClock } from './simulated-clock';

/** Of each answer, in simulated time. A stand-in: it only has to be short enough for four requests to use up a bucket. */
export const LATENCY_MS = 100;

/** Limiters as the product has them for workspaces in Azure, on a simulated clock on which an answer takes its time. */
export function simulatedAccess(clock: SimulatedClock): Access {
  const limiters = createLimiters({ ...LIMITS, clock });
  const slow = (limiter: Limiter): Limiter => ({
    ...limiter,
    run: async (mode, call, gate) =>
      limiter.run(
        mode,
        async () => {
          try {
            return await clock.during(call);
          } finally {
            await clock.sleep(LATENCY_MS);
          }
        },
        gate,
      ),
  });
  return {
    leftMs: () => Number.POSITIVE_INFINITY,
    credentialFor: () => () => Promise.reject(new Error('the emulated service asks for no token')),
    limiterFor: ({ subscriptionId }, endpoint) =>
      slow(limiters.limiterFor({ principal: endpoint, subscriptionId, buckets: ARM_BUCKETS })),
  };
}

/** What commands may touch, in a folder, at the time of a clock. What they say goes nowhere. */
export function quietIo(root: string, clock: Clock): Io {
  return {
    stdout: () => undefined,
    stderr: () => undefined,
    stdin: () => Promise.resolve(''),
    cwd: root,
    env: {},
    now: () => new Date(clock.now()),
    color: false,
    progress: false,
  };
}

/** One run of a command over all targets of a configuration, with its own reading of the project. */
export interface Run {
  readonly io: Io;
  readonly config: Config;
  readonly access: Access;
}

const PLANS = 'plans';

/** `plan --all --out plans`. */
export async function planAll({ io, config, access }: Run): Promise<void> {
  const targets = [...config.targets.values()];
  const place = preparePlace(io.cwd, `${PLANS}/`, targets);
  const run = { ...(await projectRun(io, config)), access };
  const { exit, results } = await inWaves(io, wavesOf(config, targets), {
    atATime: AT_A_TIME,
    goesOn: () => true,
    job: async (target, own) =>
      planOne(own, run, { target, format: 'terminal', adopt: [], place, differencesMatter: false }),
    tell: () => undefined,
  });
  if (exit !== EXIT.ok) throw new Error(`planning ended with ${exit}: ${results[0]?.words}`);
}

/** `deploy plans`: each plan is made again, compared, and carried out. */
export async function deployAll({ io, config, access }: Run): Promise<void> {
  const run = { ...(await projectRun(io, config)), access };
  const exit = await deploySaved(io, run, { paths: [PLANS], hash: undefined, how: { format: 'markdown' } });
  if (exit !== EXIT.ok) throw new Error(`deploying ended with ${exit}`);
}
