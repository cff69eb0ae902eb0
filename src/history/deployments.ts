import type { DeploymentEntry } from '../ledger';
import type { Mainline } from './mainline';
import type { RuleVersion } from './version';

/** A deployment's write of one rule in one target, as the ledger has it. */
export interface RuleWrite {
  readonly target: string;
  /** Hash of the entry that began the deployment. */
  readonly deployment: string;
  /** When it ended; when it began, if it never did. ISO 8601, UTC. */
  readonly at: string;
  readonly action: string;
  /** `unknown` too where the deployment has no end. */
  readonly outcome: 'applied' | 'not applied' | 'unknown';
  /** Commit that was deployed, as recorded: `-dirty` where the files were not those of a commit. */
  readonly commit: string | null;
  /** Canonical hash of what was sent; null where something was taken away. */
  readonly hash: string | null;
}

/** The writes of rules in a target's chain of deployments, by rule id, in order. */
export function ruleWrites(
  target: string,
  entries: readonly DeploymentEntry[],
): ReadonlyMap<string, readonly RuleWrite[]> {
  const ends = new Map(
    entries.flatMap(({ record }) => (record.kind === 'end' ? [[record.begin, record] as const] : [])),
  );
  const writes = new Map<string, RuleWrite[]>();
  for (const { record, hash } of entries) {
    if (record.kind !== 'begin') continue;
    const end = ends.get(hash);
    for (const action of record.actions) {
      if (action.type !== 'alertRule') continue;
      const id = action.id.toLowerCase();
      const written = end?.actions.find(({ type, id: other }) => type === 'alertRule' && other.toLowerCase() === id);
      const write: RuleWrite = {
        target,
        deployment: hash,
        at: end?.at ?? record.at,
        action: action.action,
        outcome: written?.outcome ?? (end === undefined ? 'unknown' : 'not applied'),
        commit: record.commit,
        hash: action.desired?.hash ?? null,
      };
      writes.set(id, [...(writes.get(id) ?? []), write]);
    }
  }
  return writes;
}

/** When a version was live in a target, by the ledger. */
export interface LivePeriod {
  readonly target: string;
  readonly deployment: string;
  readonly action: string;
  readonly outcome: 'applied' | 'unknown';
  readonly from: string;
  /** When the next write of the rule there ended; null if there was none. */
  readonly until: string | null;
  /** By the commit that was deployed; or, where that is not of this history, by the same body. */
  readonly found: 'by commit' | 'by body';
  /** The files were not those of the commit. */
  readonly uncommitted: boolean;
}

/**
 * Which version each write brought where. A write belongs to the last version at or before the commit that was deployed; a
 * write that no version can be found for stands under null: nothing is guessed.
 */
export function livePeriods(
  writes: readonly RuleWrite[],
  versions: readonly RuleVersion[],
  { hashes, broughtBy }: Mainline,
): ReadonlyMap<RuleVersion | null, readonly LivePeriod[]> {
  if (writes.length === 0) return new Map();
  const place = new Map(hashes.map((hash, index) => [hash, index]));
  const placeOf = (commit: string): number | undefined => place.get(broughtBy.get(commit) ?? '');
  const periods = new Map<RuleVersion | null, LivePeriod[]>();
  const done = writes.filter(({ outcome }) => outcome !== 'not applied');
  for (const write of done) {
    const { target, deployment, action, outcome, at, commit, hash } = write;
    if (outcome === 'not applied') continue;
    const deployed = placeOf(commit?.replace(/-dirty$/, '') ?? '');
    const byCommit =
      deployed === undefined
        ? undefined
        : versions.findLast((version) => (placeOf(version.commit) ?? Infinity) <= deployed);
    const byBody = versions.findLast(({ reading }) => reading?.kind === 'rule' && reading.hash === hash);
    const version = byCommit ?? byBody ?? null;
    const next = done.slice(done.indexOf(write) + 1).find((other) => other.target === target);
    const period: LivePeriod = {
      target,
      deployment,
      action,
      outcome,
      from: at,
      until: next?.at ?? null,
      found: byCommit === undefined ? 'by body' : 'by commit',
      uncommitted: commit?.endsWith('-dirty') ?? false,
    };
    periods.set(version, [...(periods.get(version) ?? []), period]);
  }
  return periods;
}
