import { keyOf } from '../ledger';
import type { DeploymentEntry, ObservationEntry, Subject } from '../ledger';

/** What was there: a body by its hashes, nothing, or something that nobody can tell. */
export type There =
  | { readonly kind: 'there'; readonly hash: string; readonly body?: string; readonly etag?: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** One moment at which something is known of a resource: we wrote it, or somebody looked. */
export interface Sighting {
  /** ISO 8601, UTC. Of a write, the service's own time where it was kept. */
  readonly at: string;
  readonly how: 'write' | 'look';
  /** A write whose moment is only known to lie before `at`. */
  readonly inexact?: true;
  readonly there: There;
  /** Hash of the entry that says so. */
  readonly entry: string;
  /** Of a write: hash of the entry that began the deployment, and the commit that it deployed. */
  readonly deployment?: string;
  readonly commit?: string | null;
  readonly title?: string;
  readonly enabled?: boolean | null;
}

/** All that is known of one resource, in the order in which it was so. */
export interface Sightings extends Subject {
  readonly sightings: readonly Sighting[];
}

/**
 * What the chains of a target say of each resource, by type and id. A plan's look before a write, a write, and each list
 * are sightings; a list is one of everything that it does not hold, too.
 */
export function sightingsOf(
  deployments: readonly DeploymentEntry[],
  observations: readonly ObservationEntry[],
): ReadonlyMap<string, Sightings> {
  const found = new Map<string, { readonly subject: Subject; readonly sightings: Sighting[] }>();
  const of = (subject: Subject): Sighting[] => {
    const key = keyOf(subject);
    const known = found.get(key) ?? { subject: { type: subject.type, id: subject.id }, sightings: [] };
    found.set(key, known);
    return known.sightings;
  };
  for (const [subject, sighting] of deploymentSightings(deployments)) of(subject).push(sighting);
  for (const { record } of observations) record.resources.forEach(of);
  for (const entry of observations) {
    const listed = new Map(entry.record.resources.map((resource) => [keyOf(resource), resource]));
    const types = new Set(['alertRule', ...entry.record.resources.map(({ type }) => type)]);
    for (const [key, { subject, sightings }] of found) {
      const seen = listed.get(key);
      if (seen === undefined && !types.has(subject.type)) continue;
      const base = { at: entry.record.at, how: 'look', entry: entry.hash } as const;
      if (seen === undefined) sightings.push({ ...base, there: { kind: 'absent' } });
      else sightings.push({ ...base, there: thereOf(seen), title: seen.title, enabled: seen.enabled });
    }
  }
  return new Map(
    [...found].map(([key, { subject, sightings }]) => [key, { ...subject, sightings: inOrder(sightings) }]),
  );
}

function* deploymentSightings(entries: readonly DeploymentEntry[]): Generator<readonly [Subject, Sighting]> {
  const begins = new Map<string, DeploymentEntry>();
  for (const entry of entries) {
    const { record } = entry;
    if (record.kind === 'begin') {
      begins.set(entry.hash, entry);
      for (const action of record.actions) {
        const there = action.seen === null ? ABSENT : thereOf(action.seen);
        yield [action, { at: record.at, how: 'look', there, entry: entry.hash, title: action.title }];
      }
    }
    if (record.kind !== 'end') continue;
    const begin = begins.get(record.begin)?.record;
    const commit = begin?.kind === 'begin' ? begin.commit : null;
    const titles = new Map(begin?.kind === 'begin' ? begin.actions.map((one) => [keyOf(one), one.title]) : []);
    for (const action of record.actions) {
      const title = titles.get(keyOf(action));
      const base = { entry: entry.hash, ...(title === undefined ? {} : { title }) };
      const live = action.live === undefined ? undefined : action.live === null ? ABSENT : thereOf(action.live);
      if (action.outcome === 'applied') {
        const write = { ...base, how: 'write', there: live ?? UNKNOWN, deployment: record.begin, commit } as const;
        const moment = momentOf(action.date, { from: begin?.at ?? record.at, to: record.at });
        yield [action, moment === undefined ? { ...write, at: record.at, inexact: true } : { ...write, at: moment }];
        continue;
      }
      if (action.outcome === 'unknown') yield [action, { ...base, at: record.at, how: 'write', there: UNKNOWN }];
      if (live !== undefined) yield [action, { ...base, at: record.at, how: 'look', there: live }];
    }
  }
}

const ABSENT: There = { kind: 'absent' };
const UNKNOWN: There = { kind: 'unknown' };

function thereOf({
  hash,
  body,
  etag,
}: {
  readonly hash: string;
  readonly body?: string;
  readonly etag?: string;
}): There {
  return {
    kind: 'there',
    hash,
    ...(body === undefined ? {} : { body }),
    ...(etag === undefined ? {} : { etag }),
  };
}

/** The service's own time of a write, which has whole seconds and a clock of its own: kept within its deployment. */
function momentOf(
  date: string | undefined,
  { from, to }: { readonly from: string; readonly to: string },
): string | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(time)) return undefined;
  return new Date(Math.min(Math.max(time, Date.parse(from)), Date.parse(to))).toISOString();
}

/** By time; what was said first stays first, for a look of a plan comes before its write. */
function inOrder(sightings: readonly Sighting[]): readonly Sighting[] {
  return [...sightings].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
