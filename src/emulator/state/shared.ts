import type { Json, JsonObject } from '../json';

/** Parts that resources share, by their text. Forgotten all at once when they become too many: it is only a saving. */
const parts = new Map<string, Json>();
const MOST_PARTS = 5000;

/**
 * The same properties with their lists and objects shared with other resources that have the same ones. Values never
 * change in place, and rules are alike in most of what is not text: this halves what a hundred thousand of them take.
 */
export function shareParts(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]): [string, Json] => [
      name,
      typeof value === 'object' && value !== null ? share(value) : value,
    ]),
  );
}

function share(value: Json): Json {
  const text = JSON.stringify(value);
  const known = parts.get(text);
  if (known !== undefined) return known;
  if (parts.size >= MOST_PARTS) parts.clear();
  parts.set(text, value);
  return value;
}
