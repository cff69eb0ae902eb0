import { compareText } from '../diagnostics';
import type { WorkspaceId } from '../sentinel';
import type { LastKnown } from './last-known';
import { markedBy, readMark } from './mark/mark';
import type { Marked, Owner } from './mark/mark';
import { RESOURCE_TYPES, resourceKey } from './resource';
import type { DesiredResource, Resource, ResourceRef } from './resource';

/** A rule that goes where its tables are, and a target that was listed without one. */
export interface Lacking {
  /** Its file. */
  readonly path: string;
  /** What is lacking, and what to do. */
  readonly why: string;
}

/** All that a plan looks at, found by key. */
export interface Sides {
  readonly desired: ReadonlyMap<string, DesiredResource>;
  readonly live: ReadonlyMap<string, Resource>;
  /** By the key of what they mark. */
  readonly marks: ReadonlyMap<string, Resource>;
  readonly known: LastKnown;
  readonly owner: Owner;
  readonly workspace: WorkspaceId;
  /** Keys of rules that the person asks to take over. */
  readonly adopt: ReadonlySet<string>;
  /** Why rules of the repository do not go to this target, by their ids in lower case. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** Rules of the repository for which the target was not found to have the tables, by their ids in lower case. */
  readonly lacking: ReadonlyMap<string, Lacking>;
  /** Why rules were retired, by their ids in lower case. */
  readonly retired: ReadonlyMap<string, string>;
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly quarantineDays: number;
}

/**
 * Whose a live rule is. Ours takes both: our ledger, which nobody else writes, and the mark, which everybody sees.
 * - `ours`; `unmarked`: ours by the ledger, the mark is lost
 * - `claimed`: marked as ours, unknown to the ledger
 * - `another`: marked by somebody else; `nobody`: neither
 */
export type Ownership = 'ours' | 'unmarked' | 'claimed' | 'another' | 'nobody';

export function ownershipOf(
  rule: ResourceRef,
  { known, marks, owner }: Pick<Sides, 'known' | 'marks' | 'owner'>,
): Ownership {
  const written = known.owned.has(resourceKey(rule));
  const mark = marks.get(resourceKey(rule));
  const marked: Marked = mark === undefined ? 'nobody' : readMark(mark, owner);
  switch (marked) {
    case 'ours':
      return written ? 'ours' : 'claimed';
    case 'another':
      return 'another';
    case 'nobody':
      return written ? 'unmarked' : 'nobody';
  }
}

/** Resources by key. Two of one key are a mistake of the caller. */
export function byKey<R extends ResourceRef>(resources: readonly R[]): ReadonlyMap<string, R> {
  const map = new Map<string, R>();
  for (const resource of resources) {
    const key = resourceKey(resource);
    if (map.has(key)) throw new Error(`two resources are called ${key}`);
    map.set(key, resource);
  }
  return map;
}

/** Metadata resources by the key of what they mark; all others mean nothing here. */
export function marksByKey(metadata: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(
    metadata.flatMap((mark) => {
      const marked = markedBy(mark);
      return marked === undefined ? [] : [[resourceKey(marked), mark] as const];
    }),
  );
}

/** The reference that a key was made of; its id is in lower case. */
export function refOfKey(key: string): ResourceRef {
  const [type = '', ...id] = key.split('/');
  return { type: type as ResourceRef['type'], id: id.join('/') };
}

/** In dependency order of their types, then by id. */
export function inOrder<R extends ResourceRef>(refs: readonly R[]): readonly R[] {
  return [...refs].sort(
    (a, b) =>
      RESOURCE_TYPES.indexOf(a.type) - RESOURCE_TYPES.indexOf(b.type) || compareText(resourceKey(a), resourceKey(b)),
  );
}
