import { objectAt } from '../json';
import type { JsonObject } from '../json';
import { standingOf } from '../ledger';
import type { DeploymentEntry, ObservationEntry } from '../ledger';
import { intervalsOf, sameThere } from './interval';
import type { Grade, Interval } from './interval';
import { sightingsOf } from './sighting';
import type { Sightings } from './sighting';

/** What the ledger of a target says, its chains whole. */
export interface Chains {
  readonly deployments: readonly DeploymentEntry[];
  readonly observations: readonly ObservationEntry[];
}

/** One resource as it was at a moment. */
export interface RuleAsOf {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly owner: 'ours' | 'not ours';
  /** Null where nothing says. */
  readonly enabled: boolean | null;
  readonly grade: Grade;
  readonly why: string;
  /** The sightings on both sides of the moment. */
  readonly from: string | null;
  readonly to: string | null;
  /** Since when it says the same, by all that is known. */
  readonly since: string | null;
  /** Canonical hash; null where it is not known, or nothing was there. */
  readonly hash: string | null;
  /** Hash under which the body is kept. */
  readonly body: string | null;
  /** `there`; or, where the grade is unknown, what was there last and what was found next. */
  readonly presence: 'there' | 'unknown';
  readonly last?: string;
  readonly found?: string;
  /** The commit and the deployment that wrote it. */
  readonly commit: string | null;
  readonly deployment: string | null;
}

/** A target at a moment. */
export interface AsOf {
  readonly target: string;
  readonly at: string;
  /** When its first entry was written; null for an empty ledger. */
  readonly begins: string | null;
  /** The lists of the whole workspace before and after: a rule that came and went between them was seen by nobody. */
  readonly listedBefore: string | null;
  readonly listedAfter: string | null;
  readonly rules: readonly RuleAsOf[];
}

/** Every resource that was there at a moment, or may have been. `bodies` are those at hand, by their hash. */
export function asOf(
  chains: Chains,
  {
    target,
    at,
    bodies = new Map(),
  }: { readonly target: string; readonly at: string; readonly bodies?: ReadonlyMap<string, JsonObject> },
): AsOf {
  const { deployments, observations } = chains;
  const time = Date.parse(at);
  const before = ({ record }: { readonly record: { readonly at: string } }): boolean => Date.parse(record.at) <= time;
  const standing = standingOf(deployments.filter(before));
  const seen = observations.findLast(before);
  const ours = new Set(standing.owned.keys());
  const rules = [...sightingsOf(deployments, observations)].flatMap(([key, sightings]) => {
    if (sightings.type === 'mark') return [];
    const intervals = intervalsOf(sightings.sightings);
    const index = intervals.findIndex(
      ({ from, to }) => (from === null || Date.parse(from) <= time) && (to === null || time < Date.parse(to)),
    );
    const interval = intervals[index];
    if (interval === undefined || nothing(interval)) return [];
    const since = startOf(intervals.slice(0, index + 1));
    return [ruleAsOf(sightings, { interval, since, owner: ours.has(key) ? 'ours' : 'not ours', bodies, time })];
  });
  const starts = [deployments[0], observations[0]].flatMap((entry) => (entry === undefined ? [] : [entry.record.at]));
  return {
    target,
    at,
    begins: starts.sort()[0] ?? null,
    listedBefore: seen?.record.at ?? null,
    listedAfter: observations.find((entry) => !before(entry))?.record.at ?? null,
    rules: rules.sort((a, b) => order(a.title, b.title) || order(a.id, b.id)),
  };
}

/** Nothing was there, or nothing is recorded yet and nothing was found next. */
function nothing({ there, found, grade }: Interval): boolean {
  if (grade !== 'unknown') return there.kind === 'absent';
  return there.kind !== 'there' && (found === undefined || found.kind === 'absent');
}

/** Where the run of intervals begins in which the same was there as in the last. */
function startOf(intervals: readonly Interval[]): string | null {
  const last = intervals.at(-1);
  let start = last?.from ?? null;
  for (const { from, there, grade } of [...intervals].reverse()) {
    if (last === undefined || grade === 'unknown' || !sameThere(there, last.there)) break;
    start = from;
  }
  return start;
}

interface At {
  readonly interval: Interval;
  readonly since: string | null;
  readonly owner: RuleAsOf['owner'];
  readonly bodies: ReadonlyMap<string, JsonObject>;
  readonly time: number;
}

function ruleAsOf({ type, id, sightings }: Sightings, { interval, since, owner, bodies, time }: At): RuleAsOf {
  const { there, grade, why, from, to, write, found } = interval;
  const known = grade !== 'unknown' && there.kind === 'there' ? there : undefined;
  const body = known?.body ?? bodyOf(sightings, known?.hash);
  const value = body === undefined ? undefined : bodies.get(body);
  const told = sightings.filter(({ at }) => Date.parse(at) <= time);
  const listed = [...told]
    .reverse()
    .find((one) => known !== undefined && hashOf(one) === known.hash && 'enabled' in one);
  const later = sightings.find((one) => known !== undefined && hashOf(one) === known.hash && 'enabled' in one);
  const enabled = value === undefined ? undefined : objectAt(value, 'properties')['enabled'];
  return {
    type,
    id,
    title:
      (told.findLast(({ title }) => title !== undefined) ?? sightings.find(({ title }) => title !== undefined))
        ?.title ?? id,
    owner,
    enabled: typeof enabled === 'boolean' ? enabled : (listed?.enabled ?? later?.enabled ?? null),
    grade,
    why,
    from,
    to,
    since: known === undefined ? null : since,
    hash: known?.hash ?? null,
    body: body ?? null,
    presence: known === undefined ? 'unknown' : 'there',
    ...(known === undefined ? { last: words(there), ...(found === undefined ? {} : { found: words(found) }) } : {}),
    commit: known === undefined ? null : (write?.commit ?? null),
    deployment: known === undefined ? null : (write?.deployment ?? null),
  };
}

function words(there: Interval['there']): string {
  switch (there.kind) {
    case 'there':
      return there.hash;
    case 'absent':
      return 'not there';
    case 'unknown':
      return 'not known';
  }
}

function hashOf({ there }: Sightings['sightings'][number]): string | undefined {
  return there.kind === 'there' ? there.hash : undefined;
}

/** Where a body of that meaning is kept, if any sighting of the resource led to one. */
function bodyOf(sightings: Sightings['sightings'], hash: string | undefined): string | undefined {
  for (const { there } of sightings) {
    if (there.kind === 'there' && there.hash === hash && there.body !== undefined) return there.body;
  }
  return undefined;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
