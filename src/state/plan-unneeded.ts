import { objectAt } from '../json';
import { seen } from './plan-wanted';
import type { Unwanted } from './plan-unwanted';
import type { Action, Quarantined } from './plan';
import { NOUNS, resourceKey } from './resource';
import type { Resource } from './resource';
import { resourceTypes } from './resource-types';
import { ownershipOf } from './sides';
import type { Sides } from './sides';

/** Something live that reads a watchlist or a function, and what becomes of it. */
interface Reader {
  readonly title: string;
  /** `goes`: it is deleted, or reads it no more, once the action of this key is done. */
  readonly fate: 'stays' | 'disabled' | { readonly goes: string };
}

/**
 * A live watchlist or function that no file names any more. What is ours is deleted at once, for nothing can be disabled
 * about it, after all that read it; as long as a rule reads it that stays, the deletion is blocked, and as long as a
 * disabled rule does that can still be had back, it waits. What is not ours stays and is not told: workspaces hold hundreds
 * of saved searches that Microsoft and solutions put there.
 */
export function planUnneeded(live: Resource, sides: Sides, planned: readonly Action[]): Unwanted {
  const nothing: Unwanted = { actions: [], quarantined: [], unmanaged: [] };
  const ownership = ownershipOf(live, sides);
  if (ownership !== 'ours') return nothing;
  const { type, id } = live;
  const title = resourceTypes[type].title(live.body) ?? id;
  const readers = readersOf(live, sides, planned);
  const waits = readers.filter(({ fate }) => fate === 'disabled');
  const stay = readers.filter(({ fate }) => fate === 'stays');
  if (stay.length === 0 && waits.length > 0) {
    return { ...nothing, quarantined: [waiting(live, title, { sides, readers: waits })] };
  }
  const why = 'no file names it any more';
  const needs = readers.flatMap(({ fate }) => (typeof fate === 'object' ? [fate.goes] : []));
  const base = { action: 'delete', type, id, title, live: seen(live), why } as const;
  if (stay.length > 0) {
    const names = stay.map((reader) => JSON.stringify(reader.title)).join(', ');
    const blocked = `it is still read by ${names}: change those first, or put the ${NOUNS[type]} back`;
    return { ...nothing, actions: [{ ...base, blocked }] };
  }
  const mark = sides.marks.get(resourceKey(live));
  const unmark: readonly Action[] =
    mark === undefined ? [] : [{ action: 'delete', type: 'mark', id: mark.id, title, live: seen(mark), why }];
  return { ...nothing, actions: [{ ...base, ...(needs.length === 0 ? {} : { needs }) }, ...unmark] };
}

/**
 * Everything live, ours or not, whose query names it. By its text, which says too much rather than too little: a name in a
 * comment counts.
 */
function readersOf(live: Resource, sides: Sides, planned: readonly Action[]): readonly Reader[] {
  const names = namesIt(live);
  return [...sides.live.values()].flatMap((other): readonly Reader[] => {
    const key = resourceKey(other);
    if (other.type === 'watchlist' || other.type === 'mark' || key === resourceKey(live)) return [];
    if (!names(other)) return [];
    const title = resourceTypes[other.type].title(other.body) ?? other.id;
    const wanted = sides.desired.get(key);
    const action = planned.find((one) => resourceKey(one) === key);
    if (wanted !== undefined) {
      const fate = !names(wanted) && action !== undefined && !isBlocked(action) ? { goes: key } : 'stays';
      return [{ title, fate }];
    }
    if (action?.action === 'delete') return [{ title, fate: isBlocked(action) ? 'stays' : { goes: key } }];
    // a function that goes with it is deleted before it: see the order of deletions
    if (other.type === 'function' && ownershipOf(other, sides) === 'ours') return [];
    const disabled = objectAt(other.body, 'properties')['enabled'] === false || action?.action === 'quarantine';
    return [{ title, fate: disabled && sides.known.owned.has(key) ? 'disabled' : 'stays' }];
  });
}

function isBlocked(action: Action): boolean {
  return 'blocked' in action && action.blocked !== undefined;
}

function namesIt({ type, id }: Resource): (other: Resource) => boolean {
  const name = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = type === 'watchlist' ? new RegExp(`["']${name}["']`, 'i') : new RegExp(`(?<![\\w.])${name}(?!\\w)`);
  return ({ body }) => {
    const { query } = objectAt(body, 'properties');
    return typeof query === 'string' && pattern.test(query);
  };
}

function waiting(
  { type, id }: Resource,
  title: string,
  { sides, readers }: { readonly sides: Sides; readonly readers: readonly Reader[] },
): Quarantined {
  const kept = `read by ${readers.map((reader) => JSON.stringify(reader.title)).join(', ')}, which can still be had back`;
  return { type, id, title, since: sides.now, until: sides.now, kept };
}
