import { alertRulePath, savedSearchPath, watchlistPath } from '../../sentinel';
import type { MetadataProperties, WorkspaceId } from '../../sentinel';
import { objectAt, toJson } from '../../json';
import type { JsonObject } from '../../json';
import type { Resource, ResourceRef } from '../resource';

/** Who writes rules into a workspace: a repository, for one of its targets. */
export interface Owner {
  /** Such as `contoso/detections`; stays the same through renames of folders and branches. */
  readonly repository: string;
  readonly target: string;
}

/** Whose a mark says that its rule is. */
export type Marked = 'ours' | 'another' | 'nobody';

/**
 * What metadata says of each type: the kinds are of the specification's list (Metadata.json 2025-09-01, KnownKind), the
 * name of a rule's is the community's convention, and the others follow it.
 */
const MARKED = {
  alertRule: { kind: 'AnalyticsRule', prefix: 'analyticsrule-', path: alertRulePath },
  watchlist: { kind: 'Watchlist', prefix: 'watchlist-', path: watchlistPath },
  function: { kind: 'Parser', prefix: 'parser-', path: savedSearchPath },
} as const;

/**
 * The mark of a resource: the metadata resource that is named after it. It holds nothing that changes with the resource,
 * so that it is written once.
 */
export function markOf(
  { type, id }: ResourceRef,
  { owner, workspace }: { readonly owner: Owner; readonly workspace: WorkspaceId },
): Resource {
  if (type === 'mark') throw new Error('a mark has no mark');
  const { kind, path } = MARKED[type];
  const properties: MetadataProperties = {
    parentId: path(workspace, id),
    kind,
    contentId: id,
    source: { kind: 'SourceRepository', name: owner.repository, sourceId: owner.target },
  };
  return { type: 'mark', id: markName({ type, id }), body: toJson({ properties }) };
}

/** The alias of a watchlist may hold spaces, and names of metadata were never seen with any. */
export function markName({ type, id }: ResourceRef): string {
  return type === 'mark' ? id : `${MARKED[type].prefix}${id.replaceAll(' ', '~')}`;
}

/**
 * A mark in the place of metadata that somebody else wrote, such as the Content Hub: its source is replaced, and what else
 * it says of the rule (the template's content id and version, author, support) stays.
 */
export function markOver(there: Resource, mark: Resource): JsonObject {
  const { parentId, kind, source } = objectAt(mark.body, 'properties');
  const own = { parentId, kind, source };
  return toJson({
    properties: { ...objectAt(mark.body, 'properties'), ...objectAt(there.body, 'properties'), ...own },
  });
}

/** The resource that a metadata resource is the mark of, by its name; undefined for all others. */
export function markedBy({ id }: Pick<Resource, 'id'>): ResourceRef | undefined {
  for (const type of ['alertRule', 'watchlist', 'function'] as const) {
    const { prefix } = MARKED[type];
    if (id.length > prefix.length && id.toLowerCase().startsWith(prefix)) {
      return { type, id: id.slice(prefix.length).replaceAll('~', ' ') };
    }
  }
  return undefined;
}

/** Reads a mark. A mark is a claim: anyone with write access could have made it. */
export function readMark({ body }: Resource, owner: Owner): Marked {
  const source = objectAt(objectAt(body, 'properties'), 'source');
  if (source['kind'] !== 'SourceRepository') return 'nobody';
  return source['name'] === owner.repository && source['sourceId'] === owner.target ? 'ours' : 'another';
}

/** What of a mark means something: the service may add the rest. */
export function canonicalMark(body: JsonObject): JsonObject {
  const properties = objectAt(body, 'properties');
  const { parentId, kind, source } = properties;
  return {
    properties: {
      ...(typeof parentId === 'string' ? { parentId: parentId.toLowerCase() } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(source === undefined ? {} : { source }),
    },
  };
}
