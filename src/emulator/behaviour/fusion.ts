import { isList, isObject, member, withMember } from '../json';
import type { Json, JsonObject } from '../json';

/**
 * A Fusion rule keeps the source settings that a write leaves out, at both levels; only what is named changes.
 * [C] Azure/azure-rest-api-specs#21387 (read 2026-11-24).
 */
export function mergeSources(before: Json | undefined, sent: Json | undefined): Json | undefined {
  if (!isList(before)) return sent;
  if (!isList(sent)) return before;
  return mergeNamed(before, sent, 'sourceName').map((source) => {
    const earlier = named(before, 'sourceName', member(source, 'sourceName'));
    const subTypes = earlier === undefined ? undefined : member(earlier, 'sourceSubTypes');
    const sentSubTypes = member(source, 'sourceSubTypes');
    if (!isList(subTypes) || !isList(sentSubTypes)) return source;
    return withMember(source, 'sourceSubTypes', mergeNamed(subTypes, sentSubTypes, 'sourceSubTypeName'));
  });
}

function mergeNamed(before: readonly Json[], sent: readonly Json[], key: string): readonly JsonObject[] {
  const kept = before.filter(isObject).filter((item) => named(sent, key, member(item, key)) === undefined);
  return [...sent.filter(isObject), ...kept];
}

function named(items: readonly Json[], key: string, name: Json | undefined): JsonObject | undefined {
  return items.filter(isObject).find((item) => member(item, key) === name);
}
