import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../deploy';

/** A clock that stands still while anything is under way, and jumps to the next moment for which somebody waits. */
export interface SimulatedClock extends Clock {
  /** Time stands still until this has ended. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export interface SimulatedClockOptions {
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Told of each moment before those who waited for it are woken. */
  readonly onMove?: (now: number) => Promise<void> | void;
  /** Whether something is under way that the clock was not told of. */
  readonly isBusy?: () => boolean;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** Turns of the event loop without any work after which nothing is taken to be under way. */
const QUIET_TURNS = 3;

export function simulatedClock({ start, onMove, isBusy = () => false }: SimulatedClockOptions): SimulatedClock {
  const sleepers = new Set<Sleeper>();
  let now = start;
  let working = 0;
  let moving = false;

  async function move(): Promise<void> {
    if (moving) return;
    moving = true;
    for (let quiet = 0; sleepers.size > 0;) {
      await turn();
      quiet = working > 0 || isBusy() ? 0 : quiet + 1;
      if (quiet < QUIET_TURNS) continue;
      quiet = 0;
      const next = Math.min(...[...sleepers].map(({ at }) => at));
      now = Math.max(now, next);
      await onMove?.(now);
      for (const sleeper of sleepers) if (sleeper.at <= now) sleeper.wake();
    }
    moving = false;
  }

  return {
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds, signal) =>
      new Promise<void>((resolve) => {
        if (signal?.aborted === true) return resolve();
        const sleeper: Sleeper = {
          at: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake);
        void move();
      }),
    during: async (work) => {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
      }
    },
  };
}
