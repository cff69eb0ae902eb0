import type { JsonObject } from '../json';

/**
 * The same function, worked out once for each body. Bodies never change, and one is asked about again and again: by the
 * ledger, the plan, its hash and the observation, and what is desired by every target of a run.
 */
export function onceForEach<T>(read: (body: JsonObject) => T): (body: JsonObject) => T {
  const known = new WeakMap<JsonObject, { readonly value: T }>();
  return (body) => {
    const before = known.get(body);
    if (before !== undefined) return before.value;
    const value = read(body);
    known.set(body, { value });
    return value;
  };
}
