import { compareTrees, traceRules, writersOf } from '../../src/history';
import type { Changelog, Occurrence } from '../../src/history';
import { readCommits } from '../git/read-commits';
import { commitOf, readHistory } from '../git/read-history';
import type { GitHistory } from '../git/read-history';
import { readTree } from '../git/read-tree';

export interface ChangelogRequest {
  readonly root: string;
  readonly detections: string;
  /** Commits or branches. */
  readonly from: string;
  readonly to: string;
}

/** What became of the rules between two commits, with the pull requests that commits between them claim. */
export async function readChangelog({ root, detections, from, to }: ChangelogRequest): Promise<Changelog> {
  const [start, end] = await Promise.all([commitOf(root, from), commitOf(root, to)]);
  const [before, after, history] = await Promise.all([
    readTree(root, start, detections),
    readTree(root, end, detections),
    readHistory({ folder: root, detections, ref: end }),
  ]);
  const pullRequests = await pullRequestsOf(root, history, start);
  return { from, to, entries: compareTrees({ before, after, pullRequests }) };
}

/** Pull requests by rule, of the commits of the line behind the one that brought in the start. */
async function pullRequestsOf(
  root: string,
  { mainline, brought, steps, text }: GitHistory,
  start: string,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const first = mainline.hashes.indexOf(mainline.broughtBy.get(start) ?? '');
  const later = new Set(mainline.hashes.slice(first + 1));
  const touched = [...traceRules(steps, text)].map(
    ([id, occurrences]) => [id, occurrences.filter(({ commit }) => later.has(commit))] as const,
  );
  const hashesOf = (occurrence: Occurrence): readonly string[] => [
    occurrence.commit,
    ...writersOf(occurrence, brought).map(({ commit }) => commit),
  ];
  const hashes = touched.flatMap(([, occurrences]) => occurrences.flatMap(hashesOf));
  const commits = await readCommits(root, hashes, { signatures: 'leave' });
  return new Map(
    touched.map(([id, occurrences]) => {
      const numbers = occurrences.flatMap(hashesOf).flatMap((hash) => commits.get(hash)?.claims.pullRequest ?? []);
      return [id, [...new Set(numbers)]];
    }),
  );
}
