import { workspacePath } from '../../sentinel';
import type { WorkspaceId } from '../../sentinel';
import { hashJson, objectAt, toJson } from '../../json';
import type { Resource } from '../resource';
import type { Owner } from './mark';

/**
 * The head of the ledger as a metadata resource of the workspace: a ledger that was cut off or exchanged does not hold
 * the entry that the workspace names. Whoever may write metadata may forge it; whoever may only write the ledger may not.
 */
export function anchorOf(
  head: string,
  { owner, workspace }: { readonly owner: Owner; readonly workspace: WorkspaceId },
): Resource {
  const properties = {
    parentId: workspacePath(workspace),
    kind: 'AnalyticsRule',
    contentId: head,
    source: { kind: 'SourceRepository', name: owner.repository, sourceId: owner.target },
  };
  return { type: 'mark', id: anchorName(owner), body: toJson({ properties }) };
}

/** The entry that a workspace names as the last it heard of; undefined if it names none. */
export function anchoredHead(metadata: readonly Resource[], owner: Owner): string | undefined {
  const anchor = anchorIn(metadata, owner);
  const head = anchor === undefined ? undefined : objectAt(anchor.body, 'properties')['contentId'];
  return typeof head === 'string' ? head : undefined;
}

/** The resource that says it. */
export function anchorIn(metadata: readonly Resource[], owner: Owner): Resource | undefined {
  const name = anchorName(owner).toLowerCase();
  return metadata.find(({ id }) => id.toLowerCase() === name);
}

/** Repositories that share a workspace may call it the same, and each has a ledger of its own. */
function anchorName({ repository, target }: Owner): string {
  return `sentinel-rules-ledger-${target}-${hashJson(repository).slice(0, 8)}`;
}
