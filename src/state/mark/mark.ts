import { alertRulePath } from '../../sentinel';
import type { MetadataProperties, WorkspaceId } from '../../sentinel';
import { objectAt, toJson } from '../../json';
import type { JsonObject } from '../../json';
import type { Resource } from '../resource';

/** Who writes rules into a workspace: a repository, for one of its targets. */
export interface Owner {
  /** Such as `contoso/detections`; stays the same through renames of folders and branches. */
  readonly repository: string;
  readonly target: string;
}

/** Whose a mark says that its rule is. */
export type Marked = 'ours' | 'another' | 'nobody';

/**
 * The mark of a rule: the metadata resource that the community names after it. It holds nothing that changes with the
 * rule, so that it is written once.
 */
export function markOf(
  ruleId: string,
  { owner, workspace }: { readonly owner: Owner; readonly workspace: WorkspaceId },
): Resource {
  const properties: MetadataProperties = {
    parentId: alertRulePath(workspace, ruleId),
    kind: 'AnalyticsRule',
    contentId: ruleId,
    source: { kind: 'SourceRepository', name: owner.repository, sourceId: owner.target },
  };
  return { type: 'mark', id: markName(ruleId), body: toJson({ properties }) };
}

export function markName(ruleId: string): string {
  return `analyticsrule-${ruleId}`;
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

/** The rule that a metadata resource is the mark of; undefined for all others. */
export function markedRule(mark: Pick<Resource, 'id'>): string | undefined {
  return /^analyticsrule-(.+)$/i.exec(mark.id)?.[1];
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
