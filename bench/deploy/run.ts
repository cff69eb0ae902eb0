import { ARM_BUCKETS, createLimiters, LIMITS } from '../../deploy';
import type { Clock, Limiter } from '../../deploy';
import type { Io } from '../../scripts/command';
import { makePlan } from '../../scripts/deployment/plan-project';
import type { Desired } from '../../scripts/deployment/desired-resources';
import { writePlan } from '../../scripts/deployment/write-plan';
import type { Access } from '../../scripts/targets/access';
import { openTarget } from '../../scripts/targets/open-target';
import type { Config } from '../../scripts/targets/read-config';
import type { Target } from '../../scripts/targets/target';
import { parsePlan, serialisePlan } from '../../src/state';
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

export interface Run {
  readonly io: Io;
  readonly config: Config;
  readonly access: Access;
  /** What the project wants of a target: compiled anew for the plan and for its deployment. */
  desired(target: Target): Pick<Desired, 'resources'>;
}

/** The emulated service runs elsewhere. */
const unread = (): never => {
  throw new Error('no query is read here');
};

/** `plan --out` of one target: the text of the file. */
export async function planned({ io, config, access, desired }: Run, target: Target): Promise<string> {
  const open = await openTarget(target, access, unread);
  try {
    const { plan } = await makePlan(io, { config, target, desired: desired(target), open });
    return serialisePlan(plan);
  } finally {
    await open.close();
  }
}

/** `deploy plan.json` of one target: the plan is made again, compared, and carried out. The exit code. */
export async function deployed({ io, config, access, desired }: Run, target: Target, saved: string): Promise<number> {
  const reading = parsePlan(saved);
  if (reading.kind === 'refused') throw new Error(reading.problem);
  const agreed = reading.plan;
  const open = await openTarget(target, access, unread);
  try {
    const created = new Date(agreed.created);
    const made = await makePlan(io, { config, target, desired: desired(target), open, created });
    if (made.plan.hash !== agreed.hash) throw new Error(`the plan for ${target.name} is another one now`);
    return await writePlan(io, { made, open, format: 'json' });
  } finally {
    await open.close();
  }
}
