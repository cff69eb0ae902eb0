import { hashJson, objectAt } from '../json';
import type { Change } from './change';
import { aliasClash } from './function/alias-clash';
import { liveHash } from './live-hash';
import { markOf, markOver } from './mark/mark';
import type { Action, Seen } from './plan';
import { NOUNS, resourceKey } from './resource';
import type { DesiredResource, Resource, ResourceType } from './resource';
import { resourceTypes } from './resource-types';
import { ownershipOf } from './sides';
import type { Sides } from './sides';
import { judgeRows } from './watchlist/diff-rows';

/** What is to be done for a rule that the repository wants: nothing, or the rule, or its mark, or both. */
export function planWanted(given: DesiredResource, sides: Sides): readonly Action[] {
  const clash = given.blocked ?? aliasClash(given, sides);
  const wanted = clash === undefined ? given : { ...given, blocked: clash };
  const { type, id, path, body, tests, notes = [], tuning, needs = [] } = wanted;
  const title = resourceTypes[type].title(body) ?? id;
  const place = {
    ...(path === undefined ? {} : { path }),
    ...(tuning === undefined ? {} : { tuning }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(needs.length === 0 ? {} : { needs }),
  };
  const tested = tests === undefined ? {} : { tests };
  const live = sides.live.get(resourceKey(wanted));
  const mark = planMark(wanted, sides);
  if (live === undefined) {
    const blocked = wanted.blocked ?? heldBack(wanted, sides);
    const create: Action = { action: 'create', type, id, title, ...place, desired: body, ...tested };
    return blocked === undefined ? [create, ...mark] : [{ ...create, blocked }];
  }
  const update = planUpdate(wanted, { live, sides });
  if (update === undefined) return mark;
  const action: Action = {
    action: 'update',
    type,
    id,
    title,
    ...place,
    ...tested,
    ...update,
    desired: body,
    live: seen(live),
  };
  return action.blocked === undefined ? [action, ...mark] : [action];
}

type UpdateAction = Extract<Action, { action: 'update' }>;
type Update = Pick<
  UpdateAction,
  'changes' | 'blocked' | 'edit' | 'adopts' | 'settles' | 'concerns' | 'feeds' | 'readBy'
>;

/** The difference of a rule's three sides; undefined if there is nothing to write. */
function planUpdate(
  wanted: DesiredResource,
  { live, sides }: { readonly live: Resource; readonly sides: Sides },
): Update | undefined {
  const row = resourceTypes[wanted.type];
  const before = row.canonical(live.body);
  const after = row.canonical(wanted.body);
  const { feeds = [], readBy = [] } = wanted;
  const changes = judgeRows(row.diff(before, after), feeds);
  const readers = {
    ...(feeds.length === 0 ? {} : { feeds }),
    ...(readBy.length === 0 ? {} : { readBy }),
  };
  const ownership = ownershipOf(wanted, sides);
  const adopts = ownership !== 'ours' && ownership !== 'unmarked';
  const asked = sides.adopt.has(resourceKey(wanted));
  if (adopts) {
    const blocked =
      row.blocker(before, after) ??
      (asked
        ? (hindrance(wanted, changes) ?? row.unadoptable?.(before, after))
        : `${notOurs(wanted.type)[ownership]}: ${adoptWords(wanted.id, sides)} takes it over`);
    const concerns = ownership === 'another' ? [rivalWords(wanted, sides)] : [];
    return {
      changes,
      ...readers,
      ...(blocked === undefined ? {} : { blocked }),
      ...(asked ? { adopts } : {}),
      ...(asked && concerns.length > 0 ? { concerns } : {}),
    };
  }
  if (changes.length === 0) {
    const blocked = hindrance(wanted, changes);
    if (blocked !== undefined) return { changes, blocked };
    return isUnsettled(live, sides) ? { changes, settles: true } : undefined;
  }
  const blocked = row.blocker(before, after) ?? wanted.blocked ?? heldBack(wanted, sides);
  const edit = editOf(live, sides);
  const concerns = concernsOf(wanted, { changes, sides });
  return {
    changes,
    ...readers,
    ...(blocked === undefined ? {} : { blocked }),
    ...(edit.length === 0 ? {} : { edit }),
    ...(concerns.length === 0 ? {} : { concerns }),
  };
}

/**
 * What keeps a resource from being written. A rule that is live as it is wanted needs no write, so that nothing keeps it:
 * what it lacks is a warning, see `unmetWarnings`.
 */
function hindrance({ type, blocked }: DesiredResource, changes: readonly Change[]): string | undefined {
  return type === 'alertRule' && changes.length === 0 ? undefined : blocked;
}

const notOurs = (type: ResourceType) =>
  ({
    claimed: `the workspace has this ${NOUNS[type]}, marked as ours, and the ledger does not know it`,
    another: `the workspace has this ${NOUNS[type]}, and another repository's mark is on it`,
    nobody: `the workspace has a ${NOUNS[type]} of this id that is not ours`,
  }) as const;

/** The command that takes a rule over. */
export function adoptWords(id: string, { owner }: Pick<Sides, 'owner'>): string {
  return `\`sentinel-rules adopt ${id} --target ${owner.target}\``;
}

/** Two repositories that write one rule undo each other's work. */
function rivalWords(wanted: DesiredResource, { marks }: Sides): string {
  const mark = marks.get(resourceKey(wanted));
  const { name, sourceId } = objectAt(objectAt(mark?.body ?? {}, 'properties'), 'source');
  const whose = [name, sourceId].filter((part) => typeof part === 'string').join(' ');
  return `the mark of ${whose === '' ? 'another repository' : whose} is on it: both would write it`;
}

/** What somebody changed since we last wrote a rule; empty if nobody did, or if nothing is known. */
export function editOf(live: Resource, { known }: Pick<Sides, 'known'>): readonly Change[] {
  const last = known.owned.get(resourceKey(live));
  if (last?.body === undefined || last.hash === liveHash(live)) return [];
  const row = resourceTypes[live.type];
  const [ours, theirs] = [row.canonical(last.body), row.canonical(live.body)];
  // The direction of a write: what a newer service added to every rule is nobody's edit.
  return row.diff(theirs, ours).length === 0 ? [] : row.diff(ours, theirs);
}

/** Whether our records say something else of a rule than what it is. */
function isUnsettled(live: Resource, sides: Sides): boolean {
  const last = sides.known.owned.get(resourceKey(live));
  return last?.uncertain === true || last?.quarantined !== undefined || editOf(live, sides).length > 0;
}

function concernsOf(
  wanted: DesiredResource,
  { changes, sides }: { readonly changes: readonly Change[]; readonly sides: Sides },
): readonly string[] {
  const last = sides.known.owned.get(resourceKey(wanted));
  const query = changes.some(({ path }) => path === 'properties.query');
  const untested = query && last?.tests !== undefined && last.tests === wanted.tests;
  return untested ? ['query changed without a changed test'] : [];
}

/** A body that a rollback took out stays out until the repository wants another. */
function heldBack(wanted: DesiredResource, { known }: Sides): string | undefined {
  if (known.holds.get(resourceKey(wanted)) !== liveHash(wanted)) return undefined;
  return `a rollback took exactly this out: change the ${NOUNS[wanted.type]}, and it will be written again`;
}

/** The mark of a rule that is ours, or is about to be. */
export function planMark(wanted: Resource, sides: Sides): readonly Action[] {
  const mark = markOf(wanted, sides);
  const live = sides.marks.get(resourceKey(wanted));
  const title = resourceTypes[wanted.type].title(wanted.body) ?? wanted.id;
  if (live === undefined) {
    const why = sides.live.has(resourceKey(wanted)) ? { why: 'the mark is lost' } : {};
    return [{ action: 'create', type: 'mark', id: mark.id, title, desired: mark.body, ...why }];
  }
  const row = resourceTypes.mark;
  const changes = row.diff(row.canonical(live.body), row.canonical(mark.body));
  if (changes.length === 0) return [];
  const desired = markOver(live, mark);
  return [{ action: 'update', type: 'mark', id: live.id, title, desired, live: seen(live), changes }];
}

/** What a plan remembers of a live resource. */
export function seen({ type, etag, body }: Resource): Seen {
  return { ...(etag === undefined ? {} : { etag }), hash: hashJson(resourceTypes[type].canonical(body)), body };
}
