import { compareText } from '../../diagnostics';
import type { Source } from '../../diagnostics';
import { loadTombstone } from '../../rules';
import type { Change } from '../../state';
import { changesBetween, keyChanges } from '../changes';
import { idIn, roleOf, tunedIdIn } from '../file-role';
import { readVersion } from '../reading';
import type { Reading } from '../reading';
import { smallValues } from '../small-values';

interface EntryBase {
  readonly id: string;
  /** The name now; of what is gone, the last one. */
  readonly name: string;
  /** Numbers of pull requests that commits claim. */
  readonly pullRequests: readonly number[];
}

/** What became of a rule between two trees. */
export type ChangelogEntry = EntryBase &
  (
    | {
        readonly kind: 'added';
        readonly path: string;
        readonly version: string | null;
        readonly severity: string | null;
      }
    | {
        readonly kind: 'changed';
        readonly path: string;
        /** Where it was, if it moved. */
        readonly was: string | null;
        readonly versions: readonly [from: string | null, to: string | null];
        readonly changes: readonly Change[];
        readonly tuning: readonly TuningChange[];
      }
    | {
        readonly kind: 'retired';
        readonly date: string;
        readonly reason: string;
        readonly replacement: string | null;
      }
    /** Gone, and no tombstone says why. */
    | { readonly kind: 'removed'; readonly path: string }
    | { readonly kind: 'unreadable'; readonly path: string; readonly problem: string }
  );

export interface TuningChange {
  readonly target: string;
  readonly what: 'added' | 'changed' | 'removed';
  readonly changes: readonly Change[];
}

export interface ChangelogInput {
  /** Files of the detections folder on both sides. */
  readonly before: readonly Source[];
  readonly after: readonly Source[];
  /** Pull requests by the id of the rule that their commits touched. */
  readonly pullRequests: ReadonlyMap<string, readonly number[]>;
}

const KINDS: readonly ChangelogEntry['kind'][] = ['added', 'changed', 'retired', 'removed', 'unreadable'];

/** What became of every rule between two trees, by what happened and then by name. What did not change in meaning is left out. */
export function compareTrees({ before, after, pullRequests }: ChangelogInput): readonly ChangelogEntry[] {
  const [old, now] = [treeOf(before), treeOf(after)];
  const entries = [...new Set([...old.rules.keys(), ...now.rules.keys()])].flatMap((id) => {
    const entry = entryOf(id, old, now);
    return entry === undefined ? [] : [{ ...entry, pullRequests: pullRequests.get(id) ?? [] }];
  });
  return entries.toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id),
  );
}

interface Tree {
  readonly rules: ReadonlyMap<string, Source>;
  readonly tombstones: ReadonlyMap<string, Source>;
  /** By rule, then by target. */
  readonly tunings: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

function treeOf(sources: readonly Source[]): Tree {
  const rules = new Map<string, Source>();
  const tombstones = new Map<string, Source>();
  const tunings = new Map<string, Map<string, string>>();
  for (const source of sources) {
    const role = roleOf(source.path);
    if (role.kind === 'tuning') {
      const id = tunedIdIn(source.text);
      if (id !== undefined) tunings.set(id, (tunings.get(id) ?? new Map()).set(role.target, source.text));
      continue;
    }
    const id = idIn(source.text);
    if (id === undefined) continue;
    if (role.kind === 'rule' && !rules.has(id)) rules.set(id, source);
    if (role.kind === 'tombstone') tombstones.set(id, source);
  }
  return { rules, tombstones, tunings };
}

// each kind loses `pullRequests`, which is added for all of them
type Bare = ChangelogEntry extends infer E ? (E extends unknown ? Omit<E, 'pullRequests'> : never) : never;

function entryOf(id: string, old: Tree, now: Tree): Bare | undefined {
  const [was, is] = [old.rules.get(id), now.rules.get(id)];
  if (is === undefined) return was === undefined ? undefined : goneEntry(id, was, now);
  const after = readVersion(is.path, is.text);
  if (after.kind === 'unreadable') {
    if (was?.text === is.text) return undefined;
    const problem = after.problems[0] ?? 'no rule';
    return { kind: 'unreadable', id, name: lastName(was) ?? is.path, path: is.path, problem };
  }
  const name = nameOf(after) ?? is.path;
  const before = was === undefined ? undefined : readVersion(was.path, was.text);
  if (was === undefined || before === undefined) {
    const severity = after.file['severity'];
    return {
      kind: 'added',
      id,
      name,
      path: is.path,
      version: versionOf(after),
      severity: typeof severity === 'string' ? severity : null,
    };
  }
  const changes = before.kind === 'unreadable' ? [] : changesBetween(before, after);
  const tuning = tuningChanges(old.tunings.get(id), now.tunings.get(id));
  const moved = was.path === is.path ? null : was.path;
  if (changes.length === 0 && tuning.length === 0 && moved === null && before.kind !== 'unreadable') return undefined;
  const versions = [before.kind === 'unreadable' ? null : versionOf(before), versionOf(after)] as const;
  return { kind: 'changed', id, name, path: is.path, was: moved, versions, changes, tuning };
}

function goneEntry(id: string, was: Source, now: Tree): Bare {
  const name = lastName(was) ?? was.path;
  const source = now.tombstones.get(id);
  const tombstone = source === undefined ? undefined : loadTombstone(source).tombstone;
  if (tombstone === undefined) return { kind: 'removed', id, name, path: was.path };
  const { date, reason, replacement = null } = tombstone;
  return { kind: 'retired', id, name, date, reason, replacement };
}

function tuningChanges(
  before: ReadonlyMap<string, string> = new Map(),
  after: ReadonlyMap<string, string> = new Map(),
): readonly TuningChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((target): readonly TuningChange[] => {
    const [was, is] = [before.get(target), after.get(target)];
    const changes = keyChanges(smallValues(was), smallValues(is)).filter(({ field }) => field !== 'rule');
    if (changes.length === 0) return [];
    return [{ target, what: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed', changes }];
  });
}

type Readable = Exclude<Reading, { kind: 'unreadable' }>;

function versionOf({ file }: Readable): string | null {
  return typeof file['version'] === 'string' ? file['version'] : null;
}

function nameOf({ file }: Readable): string | undefined {
  return typeof file['name'] === 'string' ? file['name'].trim() : undefined;
}

function lastName(source: Source | undefined): string | undefined {
  const reading = source === undefined ? undefined : readVersion(source.path, source.text);
  return reading === undefined || reading.kind === 'unreadable' ? undefined : nameOf(reading);
}
