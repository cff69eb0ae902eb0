import type { CommitParents, Mainline, Step } from '../../src/history';
import { mainlineOf } from '../../src/history';
import { UsageError } from '../command';
import { readObjects } from './blobs';
import { runGit } from './git';
import { withEarlierPlaces } from './with-earlier-places';

/** A history of the detections folder, read. */
export interface GitHistory {
  /** Hash of the commit that it ends with. */
  readonly head: string;
  readonly mainline: Mainline;
  /** What each commit of the line changed, oldest first. */
  readonly steps: readonly Step[];
  /** What commits that a merge brought in changed, by the merge. */
  readonly brought: ReadonlyMap<string, readonly Step[]>;
  /** The clone does not hold all commits: what is told begins where it does. */
  readonly shallow: boolean;
  text(blob: string): string;
}

export interface HistoryPlace {
  /** Absolute path of the project. */
  readonly folder: string;
  /** The detections folder, relative to it. */
  readonly detections: string;
  /** A commit or branch. */
  readonly ref: string;
}

/** Reads the whole history in three processes of git. Throws a UsageError outside of a repository and for an unknown ref. */
export async function readHistory({ folder, detections, ref }: HistoryPlace): Promise<GitHistory> {
  const [head, shallow] = await Promise.all([
    commitOf(folder, ref),
    said(folder, ['rev-parse', '--is-shallow-repository']),
  ]);
  const commits = await parentsFrom(folder, head);
  const mainline = mainlineOf(commits, head);
  const line = new Set(mainline.hashes);
  // a merge beside the line says nothing that its parents do not say
  const compared = commits.filter(({ hash, parents }) => line.has(hash) || parents.length < 2);
  const changes = await withEarlierPlaces({ folder, commits: compared, paths: [detections] });
  const stepOf = (commit: string): readonly Step[] => {
    const found = changes.get(commit);
    return found === undefined ? [] : [{ commit, changes: found }];
  };
  const brought = new Map<string, Step[]>();
  for (const { hash } of commits) {
    const merge = mainline.broughtBy.get(hash);
    if (merge === undefined || merge === hash) continue;
    brought.set(merge, [...stepOf(hash), ...(brought.get(merge) ?? [])]);
  }
  const blobs = [...changes.values()].flat().flatMap(({ before, after }) => [before, after]);
  const texts = await readObjects(
    folder,
    blobs.filter((blob) => blob !== null),
  );
  return {
    head,
    mainline,
    steps: mainline.hashes.flatMap(stepOf),
    brought,
    shallow: shallow === 'true',
    text: (blob) => texts.text(blob) ?? '',
  };
}

/** The commit that a ref names. Throws a UsageError where git does not know it. */
export async function commitOf(folder: string, ref: string): Promise<string> {
  // a name that begins with a dash would be an option
  if (ref.startsWith('-')) throw new UsageError(`expected a commit or branch, found ${ref}`);
  const { code, stdout, stderr } = await runGit({
    folder,
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
  });
  if (code === 0) return stdout.toString('utf8').trim();
  const why = stderr.trim().split('\n')[0] ?? '';
  throw new UsageError(
    why === '' ? `git knows no commit ${JSON.stringify(ref)}` : `git cannot read the history: ${why}`,
  );
}

async function parentsFrom(folder: string, head: string): Promise<readonly CommitParents[]> {
  const text = await said(folder, ['rev-list', '--parents', head]);
  return text.split('\n').map((line) => {
    const [hash = '', ...parents] = line.split(' ');
    return { hash, parents };
  });
}

async function said(folder: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runGit({ folder, args });
  if (code !== 0) throw new UsageError(`git cannot read the history: ${stderr.trim().split('\n')[0] ?? ''}`);
  return stdout.toString('utf8').trim();
}
