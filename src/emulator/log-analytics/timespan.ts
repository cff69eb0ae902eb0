import { durationSeconds } from '../contract/duration';
import type { Span } from './rows';

/**
 * Reads the `timespan` of a query. [S] Azure Monitor query API: ISO 8601, a duration up to now, or two of times and a
 * duration with a slash between. Undefined: it cannot be read.
 */
export function readTimespan(text: string, now: number): Span | undefined {
  const [left = '', right] = text.split('/');
  if (right === undefined) {
    const length = durationSeconds(left);
    return length === undefined ? undefined : { from: now - length * 1000, to: now };
  }
  const [from, to] = [Date.parse(left), Date.parse(right)];
  const [before, after] = [durationSeconds(left), durationSeconds(right)];
  if (!Number.isNaN(from) && !Number.isNaN(to)) return { from, to };
  if (!Number.isNaN(from) && after !== undefined) return { from, to: from + after * 1000 };
  return before !== undefined && !Number.isNaN(to) ? { from: to - before * 1000, to } : undefined;
}
