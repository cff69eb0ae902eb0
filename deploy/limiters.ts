import type { BucketSize } from './bucket';
import { createLimiter } from './limiter';
import type { Limiter, LimiterOptions } from './limiter';
import type { Mode } from './turns';
import type { WorkspaceFailure } from './workspace';

/** What the service counts together. */
export interface LimiterScope {
  /** Who asks, under any name that stays the same for one run: requests of one credential at one endpoint. */
  readonly principal: string;
  readonly subscriptionId: string;
  /** What the service takes of it, where that is known. */
  readonly buckets?: Readonly<Record<Mode, BucketSize>>;
}

/**
 * The Resource Manager's buckets of each principal in each subscription and region (Microsoft Learn,
 * request-limits-and-throttling, read 2026-11-24). Regions are not told apart here: that is slower, never too fast.
 */
export const ARM_BUCKETS: Readonly<Record<Mode, BucketSize>> = {
  read: { capacity: 250, refillPerSecond: 25 },
  write: { capacity: 200, refillPerSecond: 10 },
  delete: { capacity: 200, refillPerSecond: 10 },
};

export interface LimitersOptions extends Omit<LimiterOptions, 'buckets' | 'onWait'> {
  readonly onWait?: (milliseconds: number, cause: WorkspaceFailure, scope: LimiterScope) => void;
}

/** The limiters of one run: workspaces that the service counts together wait for each other. */
export interface Limiters {
  limiterFor(scope: LimiterScope): Limiter;
}

export function createLimiters({ onWait, ...options }: LimitersOptions): Limiters {
  const made = new Map<string, Limiter>();
  return {
    limiterFor: (scope) => {
      const { principal, subscriptionId, buckets } = scope;
      const key = JSON.stringify([principal, subscriptionId.toLowerCase()]);
      const known = made.get(key);
      if (known !== undefined) return known;
      const limiter = createLimiter({
        ...options,
        ...(buckets === undefined ? {} : { buckets }),
        ...(onWait === undefined ? {} : { onWait: (milliseconds, cause) => onWait(milliseconds, cause, scope) }),
      });
      made.set(key, limiter);
      return limiter;
    },
  };
}
