import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance, passed in so that tests need neither. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export const machineClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => delay(milliseconds),
  random: Math.random,
};
