import type { JsonObject } from '../json';
import type { Change } from '../state';
import { changesBetween, keyChanges } from './changes';
import { readVersion } from './reading';
import type { Reading } from './reading';
import { lineCounts } from './shared';
import type { SharedFile } from './shared';
import { smallValues } from './small-values';
import type { BlobText } from './step';
import type { Movement, Occurrence } from './trace';

/** What one commit did to a rule. */
export type RuleEvent =
  | Exclude<Movement, { kind: 'tests' | 'tuning' | 'tombstone' | 'shared' }>
  /** Differences to the version before it that could be read. */
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  /** The text differs, and nothing that it means: comments, spacing, line ends. */
  | { readonly kind: 'text only' }
  /** As it was before a version that could not be read. */
  | { readonly kind: 'readable again' }
  /** Broken YAML, or not of the shape of a rule. */
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }
  | { readonly kind: 'tests'; readonly what: What }
  /** A watchlist or saved function that its query reads. Lines that came and went: of a watchlist's CSV, its items. */
  | {
      readonly kind: 'shared';
      readonly path: string;
      readonly file: SharedFile;
      readonly what: What;
      readonly added: number;
      readonly removed: number;
    }
  | { readonly kind: 'tuning'; readonly target: string; readonly what: What; readonly changes: readonly Change[] }
  | {
      readonly kind: 'retired';
      readonly what: What;
      readonly date: string | null;
      readonly reason: string | null;
      readonly replacement: string | null;
    };

type Readable = Exclude<Reading, { kind: 'unreadable' }>;

type What = 'added' | 'changed' | 'removed';

/** A version of a rule: what was on the branch after a commit of its line. */
export interface RuleVersion {
  readonly commit: string;
  /** Where the file is; null if the commit left none. */
  readonly path: string | null;
  /** Git's hash of its text. */
  readonly blob: string | null;
  readonly reading: Reading | null;
  readonly events: readonly RuleEvent[];
  /** Files of the rule that the commit changed. */
  readonly paths: readonly string[];
}

/** The versions of one rule, oldest first, each with what it changed of the one before. */
export function versionsOf(occurrences: readonly Occurrence[], text: BlobText): readonly RuleVersion[] {
  const readings = new Map<string, Reading>();
  const read = (path: string, blob: string): Reading => {
    const known = readings.get(blob);
    if (known !== undefined) return known;
    const reading = readVersion(path, text(blob));
    readings.set(blob, reading);
    return reading;
  };
  let last: Readable | undefined;
  let broken = false;
  return occurrences.map(({ commit, before, after, movements, paths }) => {
    const reading = after === null ? null : read(after.path, after.blob);
    const touched = after !== null && before?.blob !== after.blob;
    const events: readonly RuleEvent[] = [
      ...movements.flatMap((movement) => placeEvent(movement)),
      ...(touched && reading !== null ? contentEvents(reading, { last, broken }) : []),
      ...movements.flatMap((movement) => besideEvent(movement, text)),
    ];
    broken = reading?.kind === 'unreadable';
    if (reading !== null && reading.kind !== 'unreadable') last = reading;
    return { commit, path: after?.path ?? null, blob: after?.blob ?? null, reading, events, paths };
  });
}

function contentEvents(
  reading: Reading,
  { last, broken }: { readonly last: Readable | undefined; readonly broken: boolean },
): readonly RuleEvent[] {
  if (reading.kind === 'unreadable') return [{ kind: 'unreadable', problems: reading.problems }];
  if (last === undefined) return [];
  const changes = changesBetween(last, reading);
  if (changes.length > 0) return [{ kind: 'changed', changes }];
  return [{ kind: broken ? 'readable again' : 'text only' }];
}

function placeEvent(movement: Movement): readonly RuleEvent[] {
  const { kind } = movement;
  return kind === 'tests' || kind === 'tuning' || kind === 'tombstone' || kind === 'shared' ? [] : [movement];
}

function besideEvent(movement: Movement, text: BlobText): readonly RuleEvent[] {
  switch (movement.kind) {
    case 'tests':
      return [{ kind: 'tests', what: whatOf(movement) }];
    case 'tuning': {
      const [was, is] = [valuesOf(movement.before, text), valuesOf(movement.after, text)];
      const changes = keyChanges(was, is).filter(({ field }) => field !== 'rule');
      return [{ kind: 'tuning', target: movement.target, what: whatOf(movement), changes }];
    }
    case 'shared': {
      const { before, after, path, file } = movement;
      const counts = lineCounts(before === null ? '' : text(before), after === null ? '' : text(after));
      return [{ kind: 'shared', path, file, what: whatOf(movement), ...counts }];
    }
    case 'tombstone': {
      const stone = valuesOf(movement.after ?? movement.before, text);
      const told = (key: string): string | null => (typeof stone[key] === 'string' ? stone[key] : null);
      const terms = { date: told('date'), reason: told('reason'), replacement: told('replacement') };
      return [{ kind: 'retired', what: whatOf(movement), ...terms }];
    }
    case 'created':
    case 'returned':
    case 'deleted':
    case 'moved':
    case 'copied':
    case 'copy gone':
    case 'continued as':
    case 'continues':
      return [];
  }
}

function whatOf({ before, after }: { readonly before: string | null; readonly after: string | null }): What {
  return before === null ? 'added' : after === null ? 'removed' : 'changed';
}

function valuesOf(blob: string | null, text: BlobText): JsonObject {
  return smallValues(blob === null ? undefined : text(blob));
}
