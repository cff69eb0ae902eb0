import type { Fault, FaultEffect } from '../../src/emulator';
import type { FaultCase } from './fault-case';

/** A request of a deployment: where it can go wrong. */
export type Place = readonly [name: string, when: Fault['when']];

/** What goes wrong with one request. */
const EFFECTS: readonly (readonly [name: string, effect: FaultEffect])[] = [
  ['401 expired token', { kind: 'refusedAs', reason: 'expiredToken' }],
  ['403', { kind: 'refusedAs', reason: 'forbidden' }],
  ['429 with Retry-After', { kind: 'throttled', retryAfterSeconds: 2 }],
  ['429 with a date', { kind: 'throttled', retryAfterSeconds: 2, retryAfterForm: 'httpDate' }],
  ['429 without Retry-After', { kind: 'throttled' }],
  ['500', { kind: 'serverError', status: 500 }],
  ['503', { kind: 'serverError', status: 503, retryAfterSeconds: 1 }],
  ['reset before it took effect', { kind: 'lostRequest' }],
  ['reset after it took effect', { kind: 'lostAnswer' }],
  ['no answer, took effect', { kind: 'noAnswer', effect: 'took' }],
  ['no answer, no effect', { kind: 'noAnswer', effect: 'none' }],
  ['body broken off', { kind: 'brokenBody' }],
  ['body cut short', { kind: 'cutBody' }],
  ['409 tombstone', { kind: 'refusedAs', reason: 'recentlyDeleted' }],
  ['409 lock', { kind: 'refusedAs', reason: 'locked' }],
  ['409 newer instance', { kind: 'refusedAs', reason: 'newerInstance' }],
  ['412', { kind: 'refusedAs', reason: 'preconditionFailed' }],
];

const READ_EFFECTS = new Set(['401', '403', '429', '500', '503', 'rese', 'no a', 'body']);

/** Each effect at each place, once and for ever. */
export function* requestCases(places: readonly Place[]): Generator<FaultCase> {
  for (const [place, when] of places) {
    const read = when.method === 'GET';
    for (const [name, effect] of EFFECTS) {
      if (read && !READ_EFFECTS.has(name.slice(0, 3)) && !READ_EFFECTS.has(name.slice(0, 4))) continue;
      for (const [times, calls] of [
        ['once', { calls: [1] }],
        ['always', {}],
      ] as const) {
        yield {
          name: `${place}: ${name}, ${times}`,
          faults: () => [{ id: name, when: { ...when, ...calls }, effect }],
        };
      }
    }
  }
}
