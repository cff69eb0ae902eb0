import { createHash } from 'node:crypto';
import { sortedJson } from './json';
import type { JsonValue } from './json';

/** SHA-256 of a value as lower-case hex, the same for the same value whatever the order of its keys. */
export function hashJson(value: JsonValue): string {
  return createHash('sha256').update(sortedJson(value), 'utf8').digest('hex');
}
