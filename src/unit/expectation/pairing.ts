/**
 * Gives each of what is wanted a partner of its own among what was found, so that as many as possible have one: the
 * first that fits may be the only one for somebody else. Index of the partner; undefined for those without.
 */
export function partners<Wanted, Found>(
  wanted: readonly Wanted[],
  found: readonly Found[],
  fits: (wanted: Wanted, found: Found) => boolean,
): readonly (number | undefined)[] {
  const candidates = wanted.map((each) => {
    let known: readonly number[] | undefined;
    return () => (known ??= found.flatMap((other, index) => (fits(each, other) ? [index] : [])));
  });
  const takenBy = new Map<number, number>();
  // finds somebody for one of the wanted, sending others to another of their candidates where that helps (Kuhn)
  const place = (own: number, tried: Set<number>): boolean => {
    for (const index of candidates[own]?.() ?? []) {
      if (tried.has(index)) continue;
      tried.add(index);
      const holder = takenBy.get(index);
      if (holder !== undefined && !place(holder, tried)) continue;
      takenBy.set(index, own);
      return true;
    }
    return false;
  };
  wanted.forEach((_, own) => {
    // whoever is free is taken before anybody is moved
    const free = candidates[own]?.().find((index) => !takenBy.has(index));
    if (free === undefined) place(own, new Set());
    else takenBy.set(free, own);
  });
  const result: (number | undefined)[] = wanted.map(() => undefined);
  for (const [index, own] of takenBy) result[own] = index;
  return result;
}

/** Those of what was found that nobody is the partner of. */
export function unpaired<Found>(found: readonly Found[], pairs: readonly (number | undefined)[]): readonly Found[] {
  const taken = new Set(pairs);
  return found.filter((_, index) => !taken.has(index));
}
