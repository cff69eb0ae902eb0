/** The entries of a list that are there, with their places. */
export function* present<T>(list: readonly (T | undefined)[] | undefined): Generator<readonly [number, T]> {
  if (list === undefined) return;
  for (const [index, item] of list.entries()) if (item !== undefined) yield [index, item];
}

/** The items of a list that are there. */
export function items<T>(list: readonly (T | undefined)[] | undefined): readonly T[] {
  return (list ?? []).filter((item) => item !== undefined);
}

/** Entries that say again what an earlier one said, by a key. */
export function* repeated<T>(
  list: readonly (T | undefined)[] | undefined,
  keyOf: (item: T) => string | undefined,
): Generator<readonly [number, T]> {
  const seen = new Set<string>();
  for (const [index, item] of present(list)) {
    const key = keyOf(item);
    if (key === undefined) continue;
    if (seen.has(key)) yield [index, item];
    seen.add(key);
  }
}
