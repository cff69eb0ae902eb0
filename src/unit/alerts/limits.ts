// What the service keeps of an alert. Sources: Microsoft Learn, Sentinel service limits, scheduled rules overview,
// near-real-time rules and entities reference, read 2026-11-24.

/** Alerts of one run, one a result: the last one holds all results that are left. */
export const MOST_ALERTS = { Scheduled: 150, NRT: 30 } as const;
/** Values of one custom detail, or of one placeholder. */
export const MOST_VALUES = 50;
/** Entities of one alert, shared equally among the mappings. */
export const MOST_ENTITIES = 500;
/** Bytes of all entities of one alert. */
export const MOST_ENTITY_BYTES = 64 * 1024;
/** Bytes of all custom details of one alert. */
export const MOST_DETAIL_BYTES = 2 * 1024;
/** Bytes of a title, or of a property of one value. */
export const MOST_TITLE_BYTES = 256;
/** Bytes of a description. */
export const MOST_DESCRIPTION_BYTES = 5 * 1024;
/** Alerts of one incident. */
export const MOST_ALERTS_OF_INCIDENT = 150;

/** An account whose mapped Name is one of these is no entity. */
export const RESERVED_ACCOUNTS: ReadonlySet<string> = new Set([
  'ADMIN',
  'ADMINISTRATOR',
  'SYSTEM',
  'ROOT',
  'ANONYMOUS',
  'AUTHENTICATED USER',
  'NETWORK',
  'NULL',
  'LOCAL SYSTEM',
  'LOCALSYSTEM',
  'NETWORK SERVICE',
]);

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The longest beginning of a text that fits, without half a character. */
export function cutTo(text: string, mostBytes: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= mostBytes) return text;
  return new TextDecoder('utf-8').decode(bytes.subarray(0, mostBytes)).replace(/\uFFFD+$/, '');
}
