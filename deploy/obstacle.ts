import type { WorkspaceFailure } from './workspace';

/**
 * A conflict with nothing that changed is something in the way: told by code where the service gives one that is known,
 * for the status is the same (ScopeLocked: Microsoft Learn, lock-resources, read 2026-11-24; the text of a tombstone is
 * remembered by its users, not documented).
 */
const OBSTACLES: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/ScopeLocked|resource lock|\blocked\b/i, 'a lock on the resource group or subscription keeps it from being written'],
  [
    /recently deleted|re-?using the same ID|tombstone/i,
    'its id was deleted a short while ago and cannot be used again yet: try again in an hour, or give the rule a new id',
  ],
];

/** What keeps a write from being done, and what to do. */
export function obstacleWords(failure: WorkspaceFailure): string {
  const said = serviceWords(failure);
  const words = OBSTACLES.find(([pattern]) => pattern.test(said))?.[1];
  return words === undefined ? `the service refuses it again and again: ${said}` : `${words} (${said})`;
}

export function serviceWords({ details: { status, code, message } }: WorkspaceFailure): string {
  const prefix = [status, code].filter((part) => part !== undefined).join(' ');
  return prefix === '' ? message : `${prefix}: ${message}`;
}
