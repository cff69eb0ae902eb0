/** A commit and its parents, the first parent first. */
export interface CommitParents {
  readonly hash: string;
  readonly parents: readonly string[];
}

/** How the commits of a history stand to the line of its first parents. */
export interface Mainline {
  /** From the oldest to the newest. */
  readonly hashes: readonly string[];
  /** Of every commit, the one of the line that brought it in: itself, or the merge. */
  readonly broughtBy: ReadonlyMap<string, string>;
}

/**
 * The line of first parents from a head, and which of its commits brought in each other one: what was on the branch after
 * each of its commits, whatever was written elsewhere before. Parents that are not among the commits end the line: a
 * shallow clone.
 */
export function mainlineOf(commits: readonly CommitParents[], head: string): Mainline {
  const parentsOf = new Map(commits.map(({ hash, parents }) => [hash, parents]));
  const line: string[] = [];
  for (let at: string | undefined = head; at !== undefined && parentsOf.has(at); at = parentsOf.get(at)?.[0]) {
    line.push(at);
  }
  line.reverse();
  const broughtBy = new Map(line.map((hash) => [hash, hash]));
  for (const hash of line) {
    const [, ...others] = parentsOf.get(hash) ?? [];
    const left = [...others];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (broughtBy.has(next) || !parentsOf.has(next)) continue;
      broughtBy.set(next, hash);
      left.push(...(parentsOf.get(next) ?? []));
    }
  }
  return { hashes: line, broughtBy };
}
