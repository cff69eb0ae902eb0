import { join } from 'node:path';
import type { Io } from '../command';

/** Where a project keeps what earlier runs found out, absolute; undefined where the person wants none. */
export function keptFolder({ cwd, env }: Pick<Io, 'cwd' | 'env'>): string | undefined {
  return env['SENTINEL_RULES_CACHE'] === 'off' ? undefined : join(cwd, '.sentinel', 'cache');
}
