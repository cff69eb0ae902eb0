/** JSON as values: what came from outside stays plain data, so that a property nobody here knows survives. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object at a key, or an empty one: for reading bodies that a service may leave holes in. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

/** What a value is on the wire: undefined members are gone, classes and prototypes too. */
export function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** One text per value, whatever the order of its keys: what is hashed and compared. */
export function sortedJson(value: JsonValue): string {
  return JSON.stringify(sortedInside(value));
}

/** The same value with the keys of every object in ordinal order. `__proto__` is a key like any other. */
export function sorted(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortedInside(value[key] ?? null)]),
  );
}

function sortedInside(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(sortedInside);
  return isObject(value) ? sorted(value) : value;
}

export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sortedJson(a) === sortedJson(b);
}

/** Without null, `[]` and `{}` members, at every depth: the service returns any of them for "not set". */
export function withoutEmpty(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, cleaned(member)] as const)
      .filter(([, member]) => !isEmpty(member)),
  );
}

function cleaned(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutEmpty(value) : value;
}

function isEmpty(value: JsonValue): boolean {
  if (value === null) return true;
  if (isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** The value of a JSON text; undefined for a text that is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
