import { readFileSync } from 'node:fs';

/**
 * Milliseconds that this thread has run: on a machine that others use too, the clock on the wall tells how busy they are.
 * Linux alone says it of a thread; elsewhere it is the clock.
 */
export function processorTime(): number {
  try {
    const [nanoseconds = ''] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return performance.now();
  }
}
