import type { Sighting, There } from './sighting';

/** How sure it is what was there between two moments. */
export type Grade =
  /** We wrote it, and whoever looked next found it so. */
  | 'written by us'
  /** Not our writing, and seen alike at both ends. */
  | 'observed'
  /** So at the beginning; nobody has looked since, or its version moved although it says the same. */
  | 'assumed'
  /** It changed in between, and nothing says when. */
  | 'unknown';

export interface Interval {
  /** ISO 8601; null where nothing is recorded before. */
  readonly from: string | null;
  /** Exclusive; null for "until now". */
  readonly to: string | null;
  readonly grade: Grade;
  /** What was there, where that is known; the last that is known of it otherwise. */
  readonly there: There;
  /** What was found at the end of an unknown interval. */
  readonly found?: There;
  /** The write that left it so. */
  readonly write?: Sighting;
  readonly why: string;
}

/** The times between what is known of a resource, without a gap, each with how sure it is. */
export function intervalsOf(sightings: readonly Sighting[]): readonly Interval[] {
  const [first] = sightings;
  if (first === undefined) return [];
  const intervals: Interval[] = [
    {
      from: null,
      to: first.at,
      grade: 'unknown',
      there: { kind: 'unknown' },
      found: first.there,
      why: 'nothing is recorded before',
    },
  ];
  let write: Sighting | undefined;
  sightings.forEach((left, index) => {
    write = left.how === 'write' ? left : write !== undefined && sameThere(write.there, left.there) ? write : undefined;
    const right = sightings[index + 1];
    if (right !== undefined && right.at === left.at) return;
    intervals.push({
      from: left.at,
      to: right?.at ?? null,
      there: left.there,
      ...(write === undefined || left.there.kind === 'unknown' ? {} : { write }),
      ...judged(left, { right, ours: write !== undefined }),
    });
  });
  return intervals;
}

type Judged = Pick<Interval, 'grade' | 'why' | 'found'>;

function judged(
  left: Sighting,
  { right, ours }: { readonly right: Sighting | undefined; readonly ours: boolean },
): Judged {
  if (left.there.kind === 'unknown') {
    const found = right === undefined ? {} : { found: right.there };
    return { grade: 'unknown', why: 'a write may or may not have taken effect', ...found };
  }
  if (right === undefined) return { grade: 'assumed', why: 'nobody has looked since' };
  const found = { found: right.there };
  if (right.how === 'write') {
    if (right.there.kind === 'unknown') return { grade: 'unknown', why: 'a write was under way', ...found };
    if (right.inexact) return { grade: 'unknown', why: 'it was written in between, at a moment nobody kept', ...found };
    return ours ? SURE.ours : SURE.seen;
  }
  if (!sameThere(left.there, right.there)) {
    return { grade: 'unknown', why: 'it was found changed at the end, and nothing says when that was', ...found };
  }
  if (versionMoved(left.there, right.there)) {
    return { grade: 'assumed', why: 'it says the same at both ends, but somebody wrote it in between' };
  }
  return ours ? SURE.ours : SURE.seen;
}

const SURE = {
  ours: { grade: 'written by us', why: 'our write, and found so afterwards' },
  seen: { grade: 'observed', why: 'observed at both ends unchanged' },
} as const satisfies Readonly<Record<string, Judged>>;

export function sameThere(a: There, b: There): boolean {
  if (a.kind === 'there' && b.kind === 'there') return a.hash === b.hash;
  return a.kind === b.kind && a.kind !== 'unknown';
}

/** Both versions are known and differ. The service puts quotes around some. */
function versionMoved(a: There, b: There): boolean {
  if (a.kind !== 'there' || b.kind !== 'there' || a.etag === undefined || b.etag === undefined) return false;
  return plain(a.etag) !== plain(b.etag);
}

function plain(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '');
}
