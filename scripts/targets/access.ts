import { ARM_BUCKETS, createLimiters, LIMITS, machineClock, namedCredential, sharedCredential } from '../../deploy';
import type { Clock, CredentialSource, Limiter } from '../../deploy';
import { inertLine } from '../../src/state';
import type { Io } from '../command';
import type { AzureTarget, Target } from './target';

/** What the targets of one run share: who asks, how fast, and until when. Whoever opens several of them owns one. */
export interface Access {
  credentialFor(target: AzureTarget): CredentialSource;
  /** The one of every target that the service counts together with this one, at the endpoint where it is reached. */
  limiterFor(target: Target, endpoint: string): Limiter;
  /** How long the run may still last, in milliseconds; Infinity without a deadline. */
  leftMs(): number;
}

export interface AccessOptions {
  readonly clock?: Clock;
  /** How long the run may last: no write is begun after that, and no wait that would not end before. */
  readonly lastsSeconds?: number;
}

const WAIT_WORTH_TELLING_MS = 1000;

export function openAccess(io: Pick<Io, 'stderr'>, { clock = machineClock, lastsSeconds }: AccessOptions = {}): Access {
  const credentials = new Map<string, CredentialSource>();
  const deadline = lastsSeconds === undefined ? Number.POSITIVE_INFINITY : clock.now() + lastsSeconds * 1000;
  const limiters = createLimiters({
    ...LIMITS,
    clock,
    deadline,
    onWait: (milliseconds, { message }, { subscriptionId }) => {
      if (milliseconds < WAIT_WORTH_TELLING_MS) return;
      const seconds = Math.round(milliseconds / 1000);
      io.stderr(`waiting ${seconds} s for subscription ${subscriptionId}: ${inertLine(message)}\n`);
    },
  });
  return {
    leftMs: () => deadline - clock.now(),
    credentialFor: (target) => {
      const key = principalOf(target);
      const known = credentials.get(key);
      if (known !== undefined) return known;
      const { credential: name, cloud, tenant, clientId } = target;
      const made = namedCredential({
        name,
        cloud,
        ...(tenant === undefined ? {} : { tenant }),
        ...(clientId === undefined ? {} : { clientId }),
      });
      const shared = sharedCredential(made);
      credentials.set(key, shared);
      return shared;
    },
    limiterFor: (target, endpoint) => {
      const { kind, subscriptionId } = target;
      const principal = JSON.stringify([endpoint, ...(kind === 'azure' ? [principalOf(target)] : [])]);
      // An emulator takes as much as it does not refuse: its rates are its own.
      return limiters.limiterFor({
        principal,
        subscriptionId,
        ...(kind === 'azure' ? { buckets: ARM_BUCKETS } : {}),
      });
    },
  };
}

/** Two targets with the same way to sign in are the same principal. */
function principalOf({ credential, cloud, tenant, clientId }: AzureTarget): string {
  return JSON.stringify([credential, cloud, tenant ?? null, clientId ?? null]);
}
