import type { Commit } from './commit';
import { livePeriods } from './deployments';
import type { LivePeriod, RuleWrite } from './deployments';
import type { Mainline } from './mainline';
import type { Step } from './step';
import type { RuleVersion } from './version';

/** A version with who made it and where it was live. */
export interface ToldVersion extends RuleVersion {
  readonly made: Commit;
  /** Commits of a merged branch that wrote it, oldest first; none if the commit itself did. */
  readonly writers: readonly Commit[];
  /** Whether a merge made a text that is none of its branch's: it was put together or settled in the merge. */
  readonly combined: boolean;
  readonly live: readonly LivePeriod[];
}

export interface RuleHistory {
  readonly id: string;
  /** The last name that could be read. */
  readonly name: string | null;
  /** Where the file is now. */
  readonly path: string | null;
  readonly versions: readonly ToldVersion[];
  /** Writes that no version of this history can be found for. */
  readonly unplaced: readonly LivePeriod[];
}

export interface HistoryParts {
  readonly mainline: Mainline;
  readonly brought: ReadonlyMap<string, readonly Step[]>;
  readonly commit: (hash: string) => Commit;
  readonly writes: readonly RuleWrite[];
}

/** Puts the versions of a rule, their commits and their deployments together. */
export function ruleHistory(id: string, versions: readonly RuleVersion[], parts: HistoryParts): RuleHistory {
  const periods = livePeriods(parts.writes, versions, parts.mainline);
  return {
    id,
    name: nameOf(versions),
    path: versions.at(-1)?.path ?? null,
    versions: versions.map((version) => {
      const steps = writersOf(version, parts.brought);
      const blobs = new Set(steps.flatMap(({ changes }) => changes.map(({ after }) => after)));
      return {
        ...version,
        made: parts.commit(version.commit),
        writers: steps.map(({ commit }) => parts.commit(commit)),
        combined: steps.length > 0 && version.blob !== null && !blobs.has(version.blob),
        live: periods.get(version) ?? [],
      };
    }),
    unplaced: periods.get(null) ?? [],
  };
}

/** Commits that a version's merge brought in and that changed files of the rule. */
export function writersOf(
  { commit, paths }: Pick<RuleVersion, 'commit' | 'paths'>,
  brought: ReadonlyMap<string, readonly Step[]>,
): readonly Step[] {
  return (brought.get(commit) ?? []).filter(({ changes }) => changes.some(({ path }) => paths.includes(path)));
}

function nameOf(versions: readonly RuleVersion[]): string | null {
  const last = versions.findLast(({ reading }) => reading !== null && reading.kind !== 'unreadable')?.reading;
  if (last === undefined || last === null || last.kind === 'unreadable') return null;
  const name = last.file['name'];
  return typeof name === 'string' ? name.trim() : null;
}
