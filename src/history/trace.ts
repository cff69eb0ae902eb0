import { compareText } from '../diagnostics';
import { idIn, roleOf, tunedIdIn } from './file-role';
import { reads } from './shared';
import type { SharedFile } from './shared';
import type { BlobText, FileChange, Step } from './step';

/** What became of the place of a rule, or of what stands beside it, in one commit. */
export type Movement =
  | { readonly kind: 'created' }
  /** It had been taken away before. */
  | { readonly kind: 'returned' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string }
  /** Two files say the same id: a mistake, and which of them is meant is not known. */
  | { readonly kind: 'copied'; readonly paths: readonly string[] }
  | { readonly kind: 'copy gone' }
  /** The file went on under another id. */
  | { readonly kind: 'continued as'; readonly id: string }
  /** The file had another id before. */
  | { readonly kind: 'continues'; readonly id: string }
  | { readonly kind: 'tests'; readonly before: string | null; readonly after: string | null }
  | {
      readonly kind: 'tuning';
      readonly target: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly kind: 'tombstone'; readonly before: string | null; readonly after: string | null }
  /** A watchlist or saved function that its query reads. */
  | {
      readonly kind: 'shared';
      readonly path: string;
      readonly file: SharedFile;
      readonly before: string | null;
      readonly after: string | null;
    };

/** One side of a commit: where the rule is, and its blob. */
export interface Standing {
  readonly path: string;
  readonly blob: string;
}

/** A commit of the line that touched a rule. */
export interface Occurrence {
  readonly commit: string;
  readonly before: Standing | null;
  readonly after: Standing | null;
  readonly movements: readonly Movement[];
  /** Files of this rule that the commit changed: who wrote them on a merged branch is found by them. */
  readonly paths: readonly string[];
}

/** Follows every rule through the commits of a line, oldest first, by the id that each text itself says. */
export function traceRules(steps: readonly Step[], text: BlobText): ReadonlyMap<string, readonly Occurrence[]> {
  const tree: Tree = {
    rules: new Map(),
    byId: new Map(),
    tests: new Map(),
    functions: new Map(),
    readers: new Map(),
    text: remembering(text),
  };
  const found = new Map<string, Occurrence[]>();
  for (const { commit, changes } of steps) {
    const files = changes.map((change) => ({ ...change, role: roleOf(change.path) }));
    const named = files.flatMap((file) => besideOf(file, tree));
    const ids = new Set(files.flatMap((file) => idsOf(file, tree)));
    const before = new Map([...ids].map((id) => [id, placesOf(id, tree)]));
    const heldBefore = heldAt(files, tree);
    for (const file of files) applyChange(file, tree);
    const heldAfter = heldAt(files, tree);
    const beside = [...named, ...files.flatMap((file) => readersOf(file, tree))];
    for (const id of new Set([...ids, ...beside.map((each) => each.id)])) {
      const history = found.get(id) ?? [];
      const previous = history.findLast(({ after }) => after !== null)?.after?.path;
      const was = before.get(id) ?? placesOf(id, tree);
      const is = placesOf(id, tree);
      const own = beside.filter((each) => each.id === id);
      const occurrence: Occurrence = {
        commit,
        before: chosen(was, previous),
        after: chosen(is, chosen(was, previous)?.path ?? previous),
        movements: [
          ...movementsOf({ id, was, is, seen: history.length > 0, previous, heldBefore, heldAfter }),
          // what a new rule reads is part of it
          ...own.flatMap(({ movement }) => (movement.kind === 'shared' && was.length === 0 ? [] : [movement])),
        ],
        paths: files.flatMap(({ path }) => (concerns(path, [...was, ...is]) ? [path] : [])),
      };
      if (isSame(occurrence)) continue;
      history.push({ ...occurrence, paths: [...occurrence.paths, ...own.map(({ path }) => path)] });
      found.set(id, history);
    }
  }
  return found;
}

type RoledChange = FileChange & { readonly role: ReturnType<typeof roleOf> };

interface Place extends Standing {
  readonly tests: string | null;
}

interface Held {
  readonly id: string;
  readonly blob: string;
}

interface Tree {
  readonly rules: Map<string, Held>;
  readonly byId: Map<string, Set<string>>;
  readonly tests: Map<string, string>;
  /** Texts of saved functions, by name. */
  readonly functions: Map<string, string>;
  /** Which texts read which shared files, as far as it was asked since a function changed. */
  readonly readers: Map<string, boolean>;
  readonly text: BlobText;
}

/** A text that was read once for its id is not read again: most blobs are one side of two commits. */
function remembering(text: BlobText): BlobText {
  let last: readonly [string, string] | undefined;
  return (hash) => {
    if (last?.[0] !== hash) last = [hash, text(hash)];
    return last[1];
  };
}

/** Ids of rules that a changed file is the text or the tests of, before or after. */
function idsOf({ path, after, role }: RoledChange, { rules, text }: Tree): readonly string[] {
  if (role.kind !== 'rule' && role.kind !== 'tests') return [];
  const before = rules.get(role.kind === 'tests' ? role.rule : path)?.id;
  const now = role.kind === 'rule' && after !== null ? (idIn(text(after)) ?? before) : undefined;
  return [before, now].flatMap((id) => (id === undefined ? [] : [id]));
}

interface Beside {
  readonly id: string;
  readonly path: string;
  readonly movement: Movement;
}

/** Files elsewhere that name a rule: tuning and tombstones. */
function besideOf({ path, before, after, role }: RoledChange, { text }: Tree): readonly Beside[] {
  if (role.kind !== 'tuning' && role.kind !== 'tombstone') return [];
  const read = role.kind === 'tuning' ? tunedIdIn : idIn;
  const idOf = (blob: string | null): string | undefined => (blob === null ? undefined : read(text(blob)));
  const [was, is] = [idOf(before), idOf(after)];
  return [...new Set([was, is])].flatMap((id) => {
    if (id === undefined) return [];
    const sides = { before: was === id ? before : null, after: is === id ? after : null };
    const movement: Movement =
      role.kind === 'tuning' ? { kind: 'tuning', target: role.target, ...sides } : { kind: 'tombstone', ...sides };
    return [{ id, path, movement }];
  });
}

/** Rules whose query reads a shared file that changed, as they stand after the commit. */
function readersOf({ path, before, after, role }: RoledChange, tree: Tree): readonly Beside[] {
  if (role.kind !== 'shared') return [];
  const { rules, functions, readers, text } = tree;
  const { file } = role;
  const isReader = (blob: string): boolean => {
    const key = `${file.what}/${file.name}/${blob}`;
    const known = readers.get(key) ?? reads(text(blob), file, functions);
    readers.set(key, known);
    return known;
  };
  const ids = new Set([...rules.values()].flatMap(({ id, blob }) => (isReader(blob) ? [id] : [])));
  return [...ids].map((id) => ({ id, path, movement: { kind: 'shared', path, file, before, after } }));
}

function placesOf(id: string, { rules, byId, tests }: Tree): readonly Place[] {
  return [...(byId.get(id) ?? [])].sort(compareText).flatMap((path) => {
    const held = rules.get(path);
    return held === undefined ? [] : [{ path, blob: held.blob, tests: tests.get(path) ?? null }];
  });
}

function heldAt(files: readonly RoledChange[], { rules }: Tree): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path }) => {
      const held = rules.get(path);
      return held === undefined ? [] : [[path, held.id] as const];
    }),
  );
}

function applyChange({ path, after, role }: RoledChange, tree: Tree): void {
  const { rules, byId, tests, functions, readers, text } = tree;
  if (role.kind === 'shared' && role.file.what === 'function') {
    readers.clear();
    if (after === null) functions.delete(role.file.name);
    else functions.set(role.file.name, text(after));
  }
  if (role.kind === 'tests') {
    if (after === null) tests.delete(role.rule);
    else tests.set(role.rule, after);
  }
  if (role.kind !== 'rule') return;
  const old = rules.get(path);
  if (old !== undefined) byId.get(old.id)?.delete(path);
  rules.delete(path);
  if (after === null) return;
  // a text too broken to say its id is still the file that it was
  const id = idIn(text(after)) ?? old?.id;
  if (id === undefined) return;
  rules.set(path, { id, blob: after });
  byId.set(id, (byId.get(id) ?? new Set()).add(path));
}

/** Of several files with one id, the one that had it before. */
function chosen(places: readonly Place[], previous: string | undefined): Standing | null {
  const place = places.find(({ path }) => path === previous) ?? places[0];
  return place === undefined ? null : { path: place.path, blob: place.blob };
}

interface Sides {
  readonly id: string;
  readonly was: readonly Place[];
  readonly is: readonly Place[];
  readonly seen: boolean;
  readonly previous: string | undefined;
  readonly heldBefore: ReadonlyMap<string, string>;
  readonly heldAfter: ReadonlyMap<string, string>;
}

function movementsOf({ id, was, is, seen, previous, heldBefore, heldAfter }: Sides): readonly Movement[] {
  const [before, after] = [chosen(was, previous), chosen(is, chosen(was, previous)?.path ?? previous)];
  const movements: Movement[] = [];
  if (before === null && after !== null) movements.push({ kind: seen ? 'returned' : 'created' });
  if (before !== null && after === null) movements.push({ kind: 'deleted' });
  if (before !== null && after !== null && before.path !== after.path) {
    movements.push({ kind: 'moved', from: before.path, to: after.path });
  }
  if (is.length > 1 && !samePaths(was, is)) movements.push({ kind: 'copied', paths: is.map(({ path }) => path) });
  if (was.length > 1 && is.length === 1) movements.push({ kind: 'copy gone' });
  for (const { path } of was) {
    const other = heldAfter.get(path);
    if (other !== undefined && other !== id) movements.push({ kind: 'continued as', id: other });
  }
  for (const { path } of is) {
    const other = heldBefore.get(path);
    if (other !== undefined && other !== id) movements.push({ kind: 'continues', id: other });
  }
  const tests = (places: readonly Place[], path: string | undefined): string | null =>
    places.find((place) => place.path === path)?.tests ?? null;
  const [old, now] = [tests(was, before?.path), tests(is, after?.path)];
  if (old !== now && after !== null) movements.push({ kind: 'tests', before: old, after: now });
  return movements;
}

function samePaths(a: readonly Place[], b: readonly Place[]): boolean {
  return a.length === b.length && a.every(({ path }, index) => path === b[index]?.path);
}

function isSame({ before, after, movements }: Occurrence): boolean {
  return movements.length === 0 && before?.blob === after?.blob;
}

function concerns(path: string, places: readonly Place[]): boolean {
  const rule = path.replace(/\.test(\.ya?ml)$/i, '$1');
  return places.some((place) => place.path === rule);
}
