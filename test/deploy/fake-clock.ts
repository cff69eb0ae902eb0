import type { Clock } from '../../deploy/clock';

/** A clock on which sleeping moves time on at once, and remembers how long. Chance is always the highest. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  let now = Date.parse('2026-01-10T00:00:00Z');
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
    random: () => 1,
  };
}
