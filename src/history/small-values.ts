import { isObject, toJson } from '../json';
import type { JsonObject } from '../json';
import { parseYaml } from '../yaml';

/** The keys of a small file, a tuning or a tombstone; none of one that is not there or cannot be read. */
export function smallValues(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  const { document } = parseYaml({ path: 'beside.yaml', text });
  return isObject(document?.value) ? toJson(document.value) : {};
}
