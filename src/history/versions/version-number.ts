/** Compares two versions `x.y.z`: below zero if the first is the lower one. Undefined if either is none. */
export function compareVersions(a: string, b: string): number | undefined {
  const [first, second] = [partsOf(a), partsOf(b)];
  if (first === undefined || second === undefined) return undefined;
  for (const [index, part] of first.entries()) {
    const difference = part - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The next version: the last number raised. */
export function nextVersion(version: string): string {
  const parts = partsOf(version);
  return parts === undefined ? '1.0.0' : `${parts[0]}.${parts[1]}.${(parts[2] ?? 0) + 1}`;
}

function partsOf(version: string): readonly number[] | undefined {
  return /^\d+\.\d+\.\d+$/.test(version) ? version.split('.').map(Number) : undefined;
}
