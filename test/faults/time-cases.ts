import { simulatedClock } from '../../bench/deploy/simulated-clock';
import type { SimulatedClock } from '../../bench/deploy/simulated-clock';
import type { Limiter } from '../../deploy';
import type { Fault, FaultEffect } from '../../src/emulator';
import type { FaultCase } from './fault-case';
import type { Parts } from './deployer';
import type { World } from './world';

type FaultMatch = Fault['when'];

interface Times {
  /** What the run may last, or when somebody cancels it. */
  readonly lastsSeconds?: number;
  readonly cancelledAfterSeconds?: number;
  /** How long each write is under way. */
  readonly writesTakeSeconds?: number;
}

/** A run that has to end at a moment: after it nothing may be written, and nobody waits past it. */
function timed(times: Times): Pick<FaultCase, 'world' | 'parts'> {
  const { lastsSeconds, cancelledAfterSeconds, writesTakeSeconds = 0 } = times;
  const endsAfter = (lastsSeconds ?? cancelledAfterSeconds ?? 0) * 1000;
  return {
    world: ({ now }) => ({ ends: { at: now + endsAfter, lateMs: writesTakeSeconds * 1000 } }),
    parts: (world): Parts => {
      const abort = new AbortController();
      const clock = clockOf(world, () => cancelledAfterSeconds !== undefined && abort.abort());
      return {
        clock,
        limiter: (limiter) => slow(limiter, { clock, writesTakeSeconds }),
        ...(cancelledAfterSeconds === undefined
          ? {}
          : { signal: abort.signal, meanwhile: async () => void clock.sleep(cancelledAfterSeconds * 1000) }),
        ...(lastsSeconds === undefined ? {} : { lastsSeconds }),
      };
    },
  };
}

/** The service goes by the same clock, so that it is known what it had taken when the time was over. */
function clockOf(world: World, onEnd: () => void): SimulatedClock {
  const { ends } = world;
  const { control } = world.fleet;
  return simulatedClock({
    start: world.now,
    onMove: (now) => {
      control.setClock(now);
      if (ends === undefined) return;
      ends.now = now;
      if (now < ends.at || ends.writes !== undefined) return;
      // The clock moves while nothing is under way: what comes now was sent too late.
      ends.writes = control.writes().length;
      onEnd();
    },
  });
}

function slow(
  limiter: Limiter,
  { clock, writesTakeSeconds }: { readonly clock: SimulatedClock; readonly writesTakeSeconds: number },
): Limiter {
  return {
    ...limiter,
    run: async (mode, call, gate) =>
      limiter.run(
        mode,
        async () => {
          try {
            return await clock.during(call);
          } finally {
            if (mode !== 'read' && writesTakeSeconds > 0) await clock.sleep(writesTakeSeconds * 1000);
          }
        },
        gate,
      ),
  };
}

const always =
  (when: FaultMatch, effect: FaultEffect): NonNullable<FaultCase['faults']> =>
  () => [{ id: 'always', when, effect }];

const PLACES: readonly (readonly [name: string, when: FaultMatch])[] = [
  ['anchor', { method: 'PUT', path: '/metadata/sentinel-rules-ledger' }],
  ['create', { method: 'PUT', path: '/alertRules/n2' }],
  ['update', { method: 'PUT', path: '/alertRules/u2' }],
  ['delete', { method: 'DELETE', path: '/alertRules/d1' }],
  ['mark', { method: 'PUT', path: '/metadata/analyticsrule-n2' }],
  ['look', { method: 'GET', path: '/alertRules/u2' }],
];

/** The time is over, or somebody ends the run, in the middle of it. */
export const TIME_CASES: readonly FaultCase[] = [
  ...PLACES.map(([name, when]): FaultCase => ({
    name: `deadline: the ${name} is asked to wait past it`,
    ...timed({ lastsSeconds: 60 }),
    faults: always(when, { kind: 'throttled', retryAfterSeconds: 100 }),
  })),
  {
    name: 'deadline: a failing service asks to wait past it',
    ...timed({ lastsSeconds: 60 }),
    faults: always(
      { method: 'PUT', path: '/alertRules/u2' },
      { kind: 'serverError', status: 503, retryAfterSeconds: 50 },
    ),
  },
  { name: 'deadline: it passes while writes are under way', ...timed({ lastsSeconds: 30, writesTakeSeconds: 20 }) },
  {
    name: 'deadline: an answer is lost, and it passes before anybody looks',
    ...timed({ lastsSeconds: 30, writesTakeSeconds: 20 }),
    faults: () => [
      { id: 'lost', when: { method: 'PUT', path: '/alertRules/u2', calls: [1] }, effect: { kind: 'lostAnswer' } },
      { id: 'busy', when: { after: 'lost', method: 'GET' }, effect: { kind: 'throttled', retryAfterSeconds: 90 } },
    ],
  },
  {
    name: 'deadline: lists lag behind when it is near',
    ...timed({ lastsSeconds: 1 }),
    faults: ({ fleet }) => {
      fleet.control.setSettings({ consistency: { kind: 'lagging', reads: 'lists', by: 'reads', amount: 12 } });
      return [];
    },
  },
  {
    name: 'cancelled while a 429 is waited out',
    ...timed({ cancelledAfterSeconds: 10 }),
    faults: always({ method: 'PUT', path: '/alertRules/' }, { kind: 'throttled', retryAfterSeconds: 60 }),
  },
  {
    name: 'cancelled while a failing service is given time',
    ...timed({ cancelledAfterSeconds: 10 }),
    faults: always(
      { method: 'PUT', path: '/alertRules/u2' },
      { kind: 'serverError', status: 503, retryAfterSeconds: 60 },
    ),
  },
  { name: 'cancelled while writes are under way', ...timed({ cancelledAfterSeconds: 30, writesTakeSeconds: 20 }) },
];
