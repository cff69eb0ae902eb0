import type { AlertRulesGetOptionalParams as OperationOptions, SecurityInsights } from '@azure/arm-securityinsight';
import type { Resource, ResourceType } from '../src/state';

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
  { alertRules, metadata }: SecurityInsights,
  place: readonly [resourceGroup: string, workspace: string],
): Readonly<Record<ResourceType, ResourceOperations>> {
  return {
    alertRule: {
      page: (link, options) => onePage(alertRules.list(...place, options), link),
      get: (id, options) => alertRules.get(...place, named(id), options),
      put: (resource, options) => alertRules.createOrUpdate(...place, named(resource.id), kindAlone(resource), options),
      delete: (id, options) => alertRules.delete(...place, named(id), options),
    },
    mark: {
      page: (link, options) => onePage(metadata.list(...place, options), link),
      get: (id, options) => metadata.get(...place, named(id), options),
      // The policy sends the whole body: the SDK need know nothing of it.
      put: (resource, options) => metadata.create(...place, named(resource.id), {}, options),
      delete: (id, options) => metadata.delete(...place, named(id), options),
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
function onePage(paging: Paged, link: string | undefined): Promise<unknown> {
  return paging.byPage(link === undefined ? {} : { continuationToken: link }).next();
}

/** All that the SDK need know of a rule: the policy sends the rest, and the SDK has nothing to refuse or to drop. */
function kindAlone({ body }: Resource): { readonly kind: 'Scheduled' } {
  return { kind: body['kind'] as 'Scheduled' };
}

/** The SDK would take an empty id and call the collection. */
function named(id: string): string {
  if (id === '') throw new Error('a resource needs an id');
  return id;
}
