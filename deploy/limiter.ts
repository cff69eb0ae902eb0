import type { BucketSize } from './bucket';
import type { Clock } from './clock';
import { toFailure } from './failure';
import { createTurns, OVER } from './turns';
import type { Mode } from './turns';
import { WorkspaceFailure } from './workspace';
import type { FailureKind, Gate } from './workspace';

export interface LimiterOptions {
  readonly clock: Clock;
  /** Requests under way at the same time. */
  readonly concurrency: number;
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Longest wait that is accepted; a service that asks for more is reported as failing. */
  readonly longestWaitMs: number;
  /** How much the service takes; absent, as much as it does not refuse. */
  readonly buckets?: Readonly<Record<Mode, BucketSize>>;
  /** Milliseconds since 1970: no write is begun from then on, and no wait that would end then or later. */
  readonly deadline?: number;
  /** Called before a wait that the service asked for or brought about, with what it said. */
  readonly onWait?: (milliseconds: number, cause: WorkspaceFailure) => void;
}

/** Sentinel's own limits are not published; bulk users saw trouble at 50 requests at a time, not at a few. */
export const LIMITS = { concurrency: 4, attempts: 5, longestWaitMs: 120_000 } as const;

const FIRST_WAIT_MS = 500;

/** Answers in a row after which one more request may be under way. */
const WIDEN_AFTER = 20;

/** Which failures a repetition may cure without asking what happened. A write that may have been done is not among them. */
const REPEATABLE: Readonly<Record<Mode, readonly FailureKind[]>> = {
  read: ['throttled', 'unavailable', 'lost'],
  write: ['throttled'],
  delete: ['throttled'],
};

/**
 * Sends requests few at a time, no faster than the service takes them, and repeats those that may be. The SDK does not
 * repeat a 429 without Retry-After at all. One for each principal in each subscription: see `createLimiters`.
 */
export interface Limiter {
  /** Makes a call when its turn has come. `gate` is asked each time, right before it is sent. */
  run<T>(mode: Mode, call: () => Promise<T>, gate?: Gate): Promise<T>;
  /**
   * Waits before try number `attempt` + 1: as long as the service asked, or exponentially with jitter. Rejects with a
   * WorkspaceFailure where there is to be no other try.
   */
  pause(attempt: number, how?: { readonly askedMs?: number | undefined; readonly gate?: Gate }): Promise<void>;
  /** The service said after a request, sent at a moment, that its bucket holds so many more. */
  heard(mode: Mode, said: { readonly remaining: number; readonly sentAt: number }): void;
  readonly attempts: number;
  /** Whether the time for this run is over. */
  isOver(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, concurrency, attempts, longestWaitMs, deadline = Number.POSITIVE_INFINITY, onWait } = options;
  const turns = createTurns(options);
  let answers = 0;

  function answered(): void {
    if (++answers % WIDEN_AFTER === 0) turns.allow((allowed) => Math.min(concurrency, allowed + 1));
  }

  function backoff(attempt: number): number {
    return Math.min(longestWaitMs, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + clock.random() / 2);
  }

  /** One try. A refusal for haste silences everybody before the turn is handed on. */
  async function once<T>(mode: Mode, call: () => Promise<T>, attempt: number): Promise<T | Tried> {
    try {
      const result = await call();
      answered();
      return result;
    } catch (error) {
      const failure = toFailure(error, clock.now());
      if (failure === undefined) throw error;
      const wait = failure.details.retryAfterMs ?? backoff(attempt);
      if (failure.details.kind === 'throttled') {
        answers = 0;
        turns.allow((allowed) => Math.max(1, allowed / 2));
        turns.emptied(mode, wait <= longestWaitMs ? wait : 0);
      }
      return new Tried(failure, attempt < attempts && wait <= longestWaitMs ? wait : undefined);
    } finally {
      turns.done();
    }
  }

  async function run<T>(mode: Mode, call: () => Promise<T>, gate?: Gate): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await turns.next(mode, gate);
      const result = await once(mode, call, attempt);
      if (!(result instanceof Tried)) return result;
      const { failure, wait } = result;
      const { kind } = failure.details;
      if (wait === undefined || !REPEATABLE[mode].includes(kind)) throw failure;
      if (clock.now() + wait >= deadline) throw mode === 'read' ? failure : stopped(`${OVER}: ${failure.message}`);
      onWait?.(wait, failure);
      if (kind !== 'throttled') await clock.sleep(wait, gate?.signal);
      if (gate?.signal?.aborted === true && kind !== 'throttled') throw failure;
    }
  }

  return {
    run,
    pause: async (attempt, { askedMs = 0, gate } = {}) => {
      if (askedMs > longestWaitMs) throw tooLong(askedMs);
      const wait = Math.max(askedMs, backoff(attempt));
      if (clock.now() + wait >= deadline) throw stopped(OVER);
      await clock.sleep(wait, gate?.signal);
      if (gate?.signal?.aborted === true) throw stopped(gate.reason ?? OVER);
    },
    heard: (mode, { remaining, sentAt }) => turns.heard(mode, remaining, sentAt),
    attempts,
    isOver: () => clock.now() >= deadline,
    now: clock.now,
  };
}

function stopped(message: string): WorkspaceFailure {
  return new WorkspaceFailure({ kind: 'stopped', message });
}

function tooLong(milliseconds: number): WorkspaceFailure {
  const message = `the service asks to wait ${Math.round(milliseconds / 1000)} s before it is tried again`;
  return new WorkspaceFailure({ kind: 'unavailable', message });
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
