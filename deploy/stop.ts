/** Why a run sends nothing any more: one word for all of it, said once. */
export interface Stop {
  readonly reason: string | undefined;
  /** Counts a failure against the breaker, or clears it. */
  count(result: 'failed' | 'done'): void;
  because(reason: string): void;
}

export interface StopOptions {
  /** Cancelled by a person or by the machine. */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970, after which nothing is begun. */
  readonly deadline?: number;
  readonly now: () => number;
}

/** Failures in a row after which a service is given up. */
const BREAKER = 5;

export function createStop({ signal, deadline, now }: StopOptions): Stop {
  let said: string | undefined;
  let failures = 0;
  const current = (): string | undefined => {
    if (said !== undefined) return said;
    if (signal?.aborted === true) said = 'the run was cancelled';
    else if (deadline !== undefined && now() >= deadline) said = 'the time for this run is over';
    return said;
  };
  return {
    get reason() {
      return current();
    },
    count: (result) => {
      failures = result === 'failed' ? failures + 1 : 0;
      if (failures >= BREAKER) said ??= `${BREAKER} writes in a row failed`;
    },
    because: (reason) => void (said ??= reason),
  };
}
