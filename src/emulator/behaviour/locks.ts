import { scopeLocked } from '../errors';
import type { Refusal } from '../errors';
import type { EmulatorRequest } from '../exchange';
import type { ResourceLock } from '../settings';

/**
 * Refuses what a resource lock forbids: a ReadOnly lock every write, a CanNotDelete lock every deletion, of its scope and
 * of all below it. [S] Microsoft Learn "Lock your resources to protect your infrastructure" (read 2026-11-24).
 */
export function checkLocks(request: EmulatorRequest, locks: readonly ResourceLock[]): Refusal | undefined {
  const { method } = request;
  if (locks.length === 0 || method === 'GET' || method === 'HEAD') return undefined;
  const scope = decodeURI(new URL(request.url).pathname);
  const lockedScopes = locks
    .filter(({ level }) => level === 'ReadOnly' || method === 'DELETE')
    .filter((lock) => isWithin(scope.toLowerCase(), lock.scope.toLowerCase().replace(/\/$/, '')))
    .map((lock) => lock.scope);
  return lockedScopes.length === 0 ? undefined : scopeLocked(scope, { method, lockedScopes });
}

const isWithin = (scope: string, locked: string): boolean => scope === locked || scope.startsWith(`${locked}/`);
