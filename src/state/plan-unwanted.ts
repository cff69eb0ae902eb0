import { objectAt } from '../json';
import type { JsonObject } from '../json';
import { liveHash } from './live-hash';
import { markedBy, readMark } from './mark/mark';
import { planMark, seen } from './plan-wanted';
import type { Action, Quarantined, Unmanaged } from './plan';
import { NOUNS, resourceKey } from './resource';
import type { Resource } from './resource';
import { resourceTypes } from './resource-types';
import { ownershipOf } from './sides';
import type { Lacking, Sides } from './sides';
import { twinNote } from './twins';

const DAY_MS = 86_400_000;

/** What the repository does not want and the workspace has. */
export interface Unwanted {
  readonly actions: readonly Action[];
  readonly quarantined: readonly Quarantined[];
  readonly unmanaged: readonly Unmanaged[];
}

/** A live rule that no file names: ours goes in two steps, all others stay. */
export function planUnwanted(live: Resource, sides: Sides): Unwanted {
  const nothing: Unwanted = { actions: [], quarantined: [], unmanaged: [] };
  const row = resourceTypes[live.type];
  const { type, id } = live;
  const title = row.title(live.body) ?? id;
  const ownership = ownershipOf(live, sides);
  if (ownership !== 'ours') {
    const notes = [NOTES[ownership], twinNote(live, sides)].filter((note) => note !== undefined);
    const note = notes.length === 0 ? {} : { note: notes.join('; ') };
    // What no plan wants to keep must be seen to be ours before it is taken away.
    const actions = ownership === 'unmarked' ? planMark(live, sides) : [];
    return { ...nothing, actions, unmanaged: [{ type, id, title, ...note }] };
  }
  const last = sides.known.owned.get(resourceKey(live));
  const since = last?.quarantined;
  const lacking = sides.lacking.get(id.toLowerCase());
  if (since === undefined) {
    if (lacking !== undefined) return { ...nothing, actions: [leftAlone(live, title, lacking)] };
    const desired = disabled(row.writable(live.body));
    const changes = row.diff(row.canonical(live.body), row.canonical(desired));
    const why = whyUnwanted(id.toLowerCase(), sides);
    return {
      ...nothing,
      actions: [{ action: 'quarantine', type, id, title, desired, live: seen(live), changes, why }],
    };
  }
  const until = new Date(Date.parse(since) + sides.quarantineDays * DAY_MS).toISOString();
  const waiting = { type, id, title, since, until };
  if (until > sides.now) return { ...nothing, quarantined: [waiting] };
  if (lacking !== undefined) return { ...nothing, quarantined: [{ ...waiting, kept: lacking.why }] };
  if (last?.hash !== liveHash(live)) {
    const kept = 'somebody changed it after it was disabled';
    return { ...nothing, quarantined: [{ ...waiting, kept }] };
  }
  const why = `disabled since ${since.slice(0, 10)}`;
  const mark = sides.marks.get(resourceKey(live));
  const unmark: readonly Action[] =
    mark === undefined ? [] : [{ action: 'delete', type: 'mark', id: mark.id, title, live: seen(mark), why }];
  return { ...nothing, actions: [{ action: 'delete', type, id, title, live: seen(live), why }, ...unmark] };
}

/**
 * A table that one listing of the workspace left out must not take a detection away: that somebody wants the rule gone
 * is for a file to say.
 */
function leftAlone(live: Resource, title: string, { path, why }: Lacking): Action {
  const desired = resourceTypes[live.type].writable(live.body);
  const { type, id } = live;
  return { action: 'update', type, id, title, path, desired, live: seen(live), changes: [], blocked: why };
}

/** What took a rule from a target: its tombstone, that it goes elsewhere, or nothing that anybody wrote down. */
function whyUnwanted(id: string, { elsewhere, retired }: Sides): string {
  const other = elsewhere.get(id);
  if (other !== undefined) return `it does not go to this target any more: ${other}`;
  return retired.get(id) ?? 'no file names it any more';
}

const NOTES: Partial<Readonly<Record<string, string>>> = {
  claimed: 'marked as ours, unknown to the ledger',
  another: "another repository's",
  unmarked: 'ours by the ledger, without its mark',
};

function disabled(body: JsonObject): JsonObject {
  return { ...body, properties: { ...objectAt(body, 'properties'), enabled: false } };
}

/** Our marks whose rule is gone, and which nothing will bring back. */
export function planOrphans(sides: Sides): readonly Action[] {
  return [...sides.marks].flatMap(([key, mark]) => {
    if (sides.live.has(key) || sides.desired.has(key) || readMark(mark, sides.owner) !== 'ours') return [];
    const why = `its ${NOUNS[markedBy(mark)?.type ?? 'alertRule']} is gone`;
    return [{ action: 'delete', type: 'mark', id: mark.id, title: mark.id, live: seen(mark), why } as const];
  });
}
