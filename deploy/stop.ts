import { OVER } from './turns';
import type { Gate } from './workspace';

/** Why a run sends nothing any more: one word for all of it, said once. */
export interface Stop extends Gate {
  /** Counts a failure against the breaker, or clears it. */
  count(result: 'failed' | 'done'): void;
  because(reason: string): void;
}

export interface StopOptions {
  /** Cancelled by a person or by the machine. */
  readonly signal?: AbortSignal;
  /** Whether the time for the run is over. */
  isOver(): boolean;
}

/** Failures in a row after which a service is given up. */
const BREAKER = 5;

export function createStop({ signal, isOver }: StopOptions): Stop {
  let said: string | undefined;
  let failures = 0;
  return {
    get reason() {
      if (said !== undefined) return said;
      if (signal?.aborted === true) said = 'the run was cancelled';
      else if (isOver()) said = OVER;
      return said;
    },
    ...(signal === undefined ? {} : { signal }),
    count: (result) => {
      failures = result === 'failed' ? failures + 1 : 0;
      if (failures >= BREAKER) said ??= `${BREAKER} writes in a row failed`;
    },
    because: (reason) => void (said ??= reason),
  };
}
