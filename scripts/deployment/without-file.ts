import type { Workspace } from '../../deploy';
import { resourceKey, resourceTypes } from '../../src/state';
import type { Resource, ResourceRef } from '../../src/state';
import { objectAt } from '../../src/json';
import { projectCatalog } from '../files/catalog';
import type { Config } from '../targets/read-config';

/** A live watchlist or function that no file of the project describes. */
export interface WithoutFile extends ResourceRef {
  readonly title: string;
}

/** Watchlists and functions of a workspace without a file: told, not pulled. A saved search that nobody can call is none. */
export async function contentWithoutFile(
  workspace: Workspace,
  { root, config }: { readonly root: string; readonly config: Config },
): Promise<readonly WithoutFile[]> {
  const [lists, searches] = await Promise.all([workspace.list('watchlist'), workspace.list('function')]);
  const functions = searches.resources.filter(isFunction);
  if (lists.resources.length + functions.length === 0) return [];
  const built = projectCatalog(root, config);
  const known = new Set([
    ...built.watchlists.map(({ alias }) => resourceKey({ type: 'watchlist', id: alias })),
    ...built.functions.map(({ name }) => resourceKey({ type: 'function', id: name })),
  ]);
  return [...lists.resources, ...functions]
    .filter((one) => !known.has(resourceKey(one)))
    .map(({ type, id, body }) => ({ type, id, title: resourceTypes[type].title(body) ?? id }));
}

function isFunction({ body }: Resource): boolean {
  const { functionAlias } = objectAt(body, 'properties');
  return typeof functionAlias === 'string' && functionAlias !== '';
}
