import type { Entry, Facet } from './catalogue-data';

/** Places of the chosen values, for each facet. */
export type Choice = readonly ReadonlySet<number>[];

/** The entries that have, of every facet with a choice, one of the chosen values. */
export function chosen(entries: readonly Entry[], among: readonly number[], choice: Choice): readonly number[] {
  return among.filter((index) => choice.every((values, facet) => has(entries[index], facet, values)));
}

/** For each facet, how many entries each of its values would show if nothing else of this facet was chosen. */
export function tally(
  { facets, entries }: { readonly facets: readonly Facet[]; readonly entries: readonly Entry[] },
  among: readonly number[],
  choice: Choice,
): readonly (readonly number[])[] {
  const counts = facets.map(({ values }) => values.map(() => 0));
  for (const index of among) {
    const entry = entries[index];
    const misses = choice.flatMap((values, facet) => (has(entry, facet, values) ? [] : [facet]));
    if (entry === undefined || misses.length > 1) continue;
    const [only] = misses;
    entry.values.forEach((values, facet) => {
      if (only !== undefined && only !== facet) return;
      const row = counts[facet];
      if (row !== undefined) for (const value of values) row[value] = (row[value] ?? 0) + 1;
    });
  }
  return counts;
}

function has(entry: Entry | undefined, facet: number, values: ReadonlySet<number>): boolean {
  return values.size === 0 || (entry?.values[facet]?.some((value) => values.has(value)) ?? false);
}
