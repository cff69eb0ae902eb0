import { createBucket } from './bucket';
import type { BucketSize } from './bucket';
import type { Clock } from './clock';
import { WorkspaceFailure } from './workspace';
import type { Gate } from './workspace';

/** What the Resource Manager counts apart. */
export type Mode = 'read' | 'write' | 'delete';

export interface TurnsOptions {
  readonly clock: Clock;
  readonly concurrency: number;
  readonly buckets?: Readonly<Record<Mode, BucketSize>>;
  readonly deadline?: number;
}

/** Who may send, when. */
export interface Turns {
  /** Resolves when a request may be sent at once. Rejects with a WorkspaceFailure where it is not to be sent at all. */
  next(mode: Mode, gate: Gate | undefined): Promise<void>;
  /** A request that had its turn was answered, or failed. */
  done(): void;
  /** Changes how many may be under way. */
  allow(change: (allowed: number) => number): void;
  /** A request was refused for haste: nobody sends anything for so long. */
  emptied(mode: Mode, waitMs: number): void;
  /** What the service says that its bucket holds, after a request that was sent at a moment. */
  heard(mode: Mode, remaining: number, sentAt: number): void;
}

interface Waiting {
  /** In the order in which turns were asked for. */
  readonly number: number;
  readonly gate: Gate | undefined;
  go(): void;
  refuse(why: string): void;
}

/**
 * A queue before the service: first come, first served, as long as few enough are under way and the bucket of that sort of
 * request holds a token. Whoever waits for a token holds no place that another sort could use.
 */
export function createTurns({ clock, concurrency, buckets, deadline = Number.POSITIVE_INFINITY }: TurnsOptions): Turns {
  const filled = buckets === undefined ? undefined : mapModes((mode) => createBucket(buckets[mode], clock.now));
  const queues = mapModes((): Waiting[] => []);
  let asked = 0;
  let running = 0;
  let allowed = concurrency;
  let quietUntil = 0;
  let alarm: { readonly at: number; readonly off: AbortController } | undefined;

  const waitOf = (mode: Mode): number => Math.max(quietUntil - clock.now(), filled?.[mode].wait() ?? 0, 0);

  function refusal(mode: Mode, { gate }: Waiting): string | undefined {
    // What is true is still read, as long as nobody who wants to leave is kept by it.
    if (mode === 'read') {
      return gate?.signal?.aborted === true && waitOf(mode) > PATIENCE_MS ? gate.reason : undefined;
    }
    return gate?.reason ?? (clock.now() >= deadline ? OVER : undefined);
  }

  /** The first of a sort that may go now. Those before it that are never to go are sent away. */
  function head(mode: Mode): Waiting | undefined {
    const queue = queues[mode];
    for (let one = queue[0]; one !== undefined; one = queue[0]) {
      const why = refusal(mode, one);
      if (why === undefined) return waitOf(mode) > 0 ? undefined : one;
      queue.shift();
      one.refuse(why);
    }
    return undefined;
  }

  /** Lets go whoever may go, and sleeps until more may. Whoever frees a place looks again. */
  function look(): void {
    for (;;) {
      const heads = MODES.flatMap((mode) => {
        const one = head(mode);
        return one === undefined ? [] : [{ mode, one }];
      });
      const [first] = heads.sort((a, b) => a.one.number - b.one.number);
      if (first === undefined || running >= Math.floor(allowed)) break;
      running += 1;
      filled?.[first.mode].take();
      queues[first.mode].shift();
      first.one.go();
    }
    const waits = MODES.filter((mode) => queues[mode].length > 0).map((mode) => ({ mode, wait: waitOf(mode) }));
    const past = waits.filter(({ wait }) => wait > 0 && clock.now() + wait >= deadline);
    for (const { mode } of past) for (const one of queues[mode].splice(0)) one.refuse(OVER);
    const coming = waits.filter((one) => one.wait > 0 && !past.includes(one)).map(({ wait }) => wait);
    wake(Math.min(Number.POSITIVE_INFINITY, ...coming));
  }

  function wake(inMs: number): void {
    const at = clock.now() + inMs;
    if (alarm !== undefined && alarm.at <= at && inMs !== Number.POSITIVE_INFINITY) return;
    alarm?.off.abort();
    alarm = undefined;
    if (inMs === Number.POSITIVE_INFINITY) return;
    const set = { at, off: new AbortController() };
    alarm = set;
    void clock.sleep(inMs, set.off.signal).then(() => {
      if (alarm !== set) return;
      alarm = undefined;
      look();
    });
  }

  return {
    next: async (mode, gate) =>
      new Promise<void>((resolve, reject) => {
        const leave = (): void => gate?.signal?.removeEventListener('abort', onAbort);
        const one: Waiting = {
          number: (asked += 1),
          gate,
          go: () => {
            leave();
            resolve();
          },
          refuse: (message) => {
            leave();
            reject(new WorkspaceFailure({ kind: 'stopped', message }));
          },
        };
        const onAbort = (): void => {
          const why = refusal(mode, one);
          if (why === undefined) return;
          queues[mode] = queues[mode].filter((other) => other !== one);
          one.refuse(why);
          look();
        };
        gate?.signal?.addEventListener('abort', onAbort);
        queues[mode].push(one);
        look();
      }),
    done: () => {
      running -= 1;
      look();
    },
    allow: (change) => {
      allowed = change(allowed);
    },
    emptied: (mode, waitMs) => {
      quietUntil = Math.max(quietUntil, clock.now() + waitMs);
      filled?.[mode].empty();
    },
    heard: (mode, remaining, sentAt) => filled?.[mode].heard(remaining, sentAt),
  };
}

/** How long a read may still wait in a run that was cancelled. */
const PATIENCE_MS = 1000;

/** Why nothing is sent after a deadline. */
export const OVER = 'the time for this run is over';

const MODES: readonly Mode[] = ['read', 'write', 'delete'];

function mapModes<T>(make: (mode: Mode) => T): Record<Mode, T> {
  return { read: make('read'), write: make('write'), delete: make('delete') };
}
