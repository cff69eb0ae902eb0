import type { Clock } from './clock';
import { toFailure } from './failure';
import type { FailureKind, WorkspaceFailure } from './workspace';

export interface LimiterOptions {
  readonly clock: Clock;
  /** Requests under way at the same time. */
  readonly concurrency: number;
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Longest wait that is accepted; a service that asks for more is reported as failing. */
  readonly longestWaitMs: number;
  /** Called before a wait, with what caused it. */
  readonly onWait?: (milliseconds: number, cause: WorkspaceFailure) => void;
}

/**
 * Azure's buckets refill at 10 writes and 25 reads a second (Microsoft Learn, request-limits-and-throttling, read
 * 2026-11-24). Sentinel's own limits are not published; bulk users saw trouble at 50 at a time, not at a few.
 */
export const LIMITS = { concurrency: 4, attempts: 5, longestWaitMs: 120_000 } as const;

const FIRST_WAIT_MS = 500;

/** Answers in a row after which one more request may be under way. */
const WIDEN_AFTER = 20;

/** Which failures a repetition may cure without asking what happened. A write that may have been done is not among them. */
const REPEATABLE: Readonly<Record<'read' | 'write', readonly FailureKind[]>> = {
  read: ['throttled', 'unavailable', 'lost'],
  write: ['throttled'],
};

/** Keeps requests few at a time and repeats those that may be. The SDK does not repeat a 429 without Retry-After at all. */
export interface Limiter {
  run<T>(mode: 'read' | 'write', call: () => Promise<T>): Promise<T>;
  /** Waits before try number `attempt` + 1: exponential, with jitter. */
  pause(attempt: number): Promise<void>;
  readonly attempts: number;
}

export function createLimiter({ clock, concurrency, attempts, longestWaitMs, onWait }: LimiterOptions): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  let quietUntil = 0;
  /** Halved by each refusal for haste, and one more after so many answers: the service says how much it takes. */
  let allowed = concurrency;
  let answers = 0;

  async function enter(): Promise<void> {
    if (running >= Math.floor(allowed)) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
  }

  /** Hands the place over instead of freeing it, so that nobody can slip in between; more places, if there are more now. */
  function leave(): void {
    running--;
    while (running < Math.floor(allowed)) {
      const next = waiting.shift();
      if (next === undefined) return;
      running++;
      next();
    }
  }

  function answered(): void {
    if (++answers % WIDEN_AFTER === 0) allowed = Math.min(concurrency, allowed + 1);
  }

  /** A throttled service answers an early request with another refusal: everyone waits. */
  async function quiet(): Promise<void> {
    for (let left = quietUntil - clock.now(); left > 0; left = quietUntil - clock.now()) await clock.sleep(left);
  }

  /** One try. A refusal for haste silences everybody before the place is handed on. */
  async function once<T>(call: () => Promise<T>, attempt: number): Promise<T | Tried> {
    await enter();
    try {
      await quiet();
      const result = await call();
      answered();
      return result;
    } catch (error) {
      const failure = toFailure(error, clock.now());
      if (failure === undefined) throw error;
      const wait = failure.details.retryAfterMs ?? backoff(attempt);
      const tolerable = attempt < attempts && wait <= longestWaitMs;
      if (failure.details.kind === 'throttled') {
        allowed = Math.max(1, allowed / 2);
        answers = 0;
        if (tolerable) quietUntil = Math.max(quietUntil, clock.now() + wait);
      }
      return new Tried(failure, tolerable ? wait : undefined);
    } finally {
      leave();
    }
  }

  function backoff(attempt: number): number {
    return Math.min(longestWaitMs, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + clock.random() / 2);
  }

  async function run<T>(mode: 'read' | 'write', call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const result = await once(call, attempt);
      if (!(result instanceof Tried)) return result;
      const { kind } = result.failure.details;
      if (result.wait === undefined || !REPEATABLE[mode].includes(kind)) throw result.failure;
      onWait?.(result.wait, result.failure);
      if (kind !== 'throttled') await clock.sleep(result.wait);
    }
  }

  return { run, pause: (attempt) => clock.sleep(backoff(attempt)), attempts };
}

/** A try that failed, and how long to wait before the next; undefined if there is to be none. */
class Tried {
  readonly failure: WorkspaceFailure;
  readonly wait: number | undefined;

  constructor(failure: WorkspaceFailure, wait: number | undefined) {
    this.failure = failure;
    this.wait = wait;
  }
}
