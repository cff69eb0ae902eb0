import type { AlertRulesGetOptionalParams as OperationOptions } from '@azure/arm-securityinsight';
import type { Resource, ResourceType } from '../src/state';
import type { ArmClients } from './arm-client';

/** What of a response is read here: its text, whole, and the headers that a record keeps. */
export interface RawResponse {
  readonly bodyAsText?: string | null;
  readonly headers: { get(name: string): string | undefined };
}

/** The calls of one type of resource, which the SDK names differently. Results come through `onResponse`. */
export interface ResourceOperations {
  /** One page; `link` is the one that the page before named. */
  page(link: string | undefined, options: OperationOptions): Promise<unknown>;
  get(id: string, options: OperationOptions): Promise<unknown>;
  put(resource: Resource, options: OperationOptions): Promise<unknown>;
  delete(id: string, options: OperationOptions): Promise<unknown>;
}

/** The calls of every type, in one workspace. */
export function resourceOperations(
  { sentinel, insights }: ArmClients,
  place: readonly [resourceGroup: string, workspace: string],
): Readonly<Record<Exclude<ResourceType, 'watchlist'>, ResourceOperations>> {
  const { alertRules, metadata } = sentinel;
  const searches = async () => (await insights()).savedSearches;
  return {
    function: {
      // one page, without a link
      page: async (_link, options) => (await searches()).listByWorkspace(...place, options),
      get: async (id, options) => (await searches()).get(...place, id, options),
      // The policy sends the whole body; the SDK asks for these.
      put: async ({ id }, options) =>
        (await searches()).createOrUpdate(...place, id, { category: '', displayName: '', query: '' }, options),
      delete: async (id, options) => (await searches()).delete(...place, id, options),
    },
    alertRule: {
      page: (link, options) => onePage(alertRules.list(...place, options), link),
      get: (id, options) => alertRules.get(...place, id, options),
      put: (resource, options) => alertRules.createOrUpdate(...place, resource.id, kindAlone(resource), options),
      delete: (id, options) => alertRules.delete(...place, id, options),
    },
    mark: {
      page: (link, options) => onePage(metadata.list(...place, options), link),
      get: (id, options) => metadata.get(...place, id, options),
      // The policy sends the whole body: the SDK need know nothing of it.
      put: (resource, options) => metadata.create(...place, resource.id, {}, options),
      delete: (id, options) => metadata.delete(...place, id, options),
    },
  };
}

interface Paged {
  byPage(settings: { readonly continuationToken?: string }): { next(): Promise<unknown> };
}

/**
 * One page, by a paging of its own: the SDK's iterator is over once a page failed, and asking it again would end the list
 * early without a word.
 */
export function onePage(paging: Paged, link: string | undefined): Promise<unknown> {
  return paging.byPage(link === undefined ? {} : { continuationToken: link }).next();
}

/** All that the SDK need know of a rule: the policy sends the rest, and the SDK has nothing to refuse or to drop. */
function kindAlone({ body }: Resource): { readonly kind: 'Scheduled' } {
  return { kind: body['kind'] as 'Scheduled' };
}
