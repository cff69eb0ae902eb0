import { UsageError } from './command';
import type { Io } from './command';

/** The time that `--now` gives, else that of this run. */
export function readTime(now: string | undefined, io: Pick<Io, 'now'>): Date {
  const at = now === undefined ? io.now() : new Date(now);
  if (Number.isNaN(at.getTime()))
    throw new UsageError(`--now takes an ISO 8601 time such as 2026-01-10T00:00:00Z, found ${now}`);
  return at;
}
