import type { JsonObject } from '../../json';

const PREFIX = /^AUTO[ _]DISABLED[\s:-]*/;

export interface AutoDisabled {
  /** Why, in the service's words; empty if it gave none. */
  readonly reason: string;
  /** The rule's properties without the service's doing. */
  readonly properties: JsonObject;
}

/** Whether the service itself switched a rule off: told by its properties alone. */
export function isAutoDisabled(properties: JsonObject): boolean {
  const name = properties['displayName'];
  return properties['enabled'] === false && typeof name === 'string' && PREFIX.test(name);
}

/**
 * Recognises a rule that the service itself switched off after permanent failures: disabled, its name prefixed with
 * `AUTO DISABLED`, the reason put before its description. `wanted` tells where the reason ends and the description
 * begins. Takes and returns canonical properties. Source: Microsoft Learn, troubleshoot-analytics-rules (read 2026-11-24).
 */
export function readAutoDisabled(properties: JsonObject, wanted: JsonObject): AutoDisabled | undefined {
  const name = properties['displayName'];
  if (typeof name !== 'string' || !isAutoDisabled(properties)) return undefined;
  if (name === wanted['displayName']) return undefined;
  const { description: given, ...rest } = properties;
  const live = typeof given === 'string' ? given : '';
  const own = typeof wanted['description'] === 'string' ? wanted['description'] : '';
  const ends = live.endsWith(own);
  const description = ends ? own : live;
  return {
    reason: ends ? live.slice(0, live.length - own.length).trim() : '',
    properties: {
      ...rest,
      displayName: name.replace(PREFIX, ''),
      enabled: wanted['enabled'] ?? true,
      ...(description === '' ? {} : { description }),
    },
  };
}
