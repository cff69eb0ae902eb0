import { SAVED_SEARCH } from '../contract/saved-search-shape';
import { resourceId } from '../contract/routes';
import { badRequest, conflict, invalidName, resourceNotFound } from '../errors';
import type { Refusal } from '../errors';
import { member, objectMember } from '../json';
import type { JsonObject } from '../json';
import { keyOf } from '../state/state';
import type { StoredResource } from '../state/state';
import { addressed, answer, deleteChange, listed, nameOf, putChange, refuse } from './call';
import type { Call, Operation } from './call';
import { readObject, readShaped } from './read-body';

const VALID_ID = /^[^<>%&:\\?/]{1,260}$/;

/** [S] Microsoft Learn, "Functions in Azure Monitor log queries" (2024-10-08): `_` is for functions of solutions. */
const VALID_ALIAS = /^[A-Za-z]\w*$/;

/** [S] One page, without a link. */
export const listSavedSearches: Operation = (call) =>
  answer(200, { value: listed(call, 'savedSearches').map(([, search]) => present(call, search)) });

export const getSavedSearch: Operation = (call) => {
  const search = addressed(call, 'savedSearches');
  return search === undefined
    ? refuse(resourceNotFound('savedSearches', nameOf(call)))
    : answer(200, present(call, search));
};

export const putSavedSearch: Operation = (call) => {
  if (!VALID_ID.test(nameOf(call))) return refuse(invalidName(nameOf(call)));
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const body = readShaped(call, sent.value, SAVED_SEARCH);
  if ('refusal' in body) return refuse(body.refusal);
  const properties = objectMember(body.value, 'properties') ?? {};
  const existing = addressed(call, 'savedSearches');
  const refusal = refuseContent(call, properties) ?? refuseEtag(call, existing, body.value);
  if (refusal !== undefined) return refuse(refusal);
  const search: StoredResource = {
    name: existing?.name ?? nameOf(call),
    etag: etagOf(call),
    properties: { version: 2, ...properties },
  };
  return answer(200, present(call, search), [putChange(call, 'savedSearches', search)]);
};

/** [U] What a deletion of nothing answers: 200 is all that the specification names. */
export const deleteSavedSearch: Operation = (call) => {
  const existing = addressed(call, 'savedSearches');
  if (existing === undefined) return refuse(resourceNotFound('savedSearches', nameOf(call)));
  return answer(200, undefined, [deleteChange(call, 'savedSearches', existing.name)]);
};

function refuseContent(call: Call, { functionAlias, query }: JsonObject): Refusal | undefined {
  if (typeof functionAlias === 'string' && functionAlias !== '') {
    if (!VALID_ALIAS.test(functionAlias)) {
      return badRequest(`The function alias '${functionAlias}' is not valid: letters, digits and _, a letter first.`);
    }
    if (call.settings.savedSearches.aliases === 'unique' && isTaken(call, functionAlias)) {
      return badRequest(`A function with the alias '${functionAlias}' exists already.`);
    }
  }
  if (call.settings.savedSearches.queries === 'unchecked' || typeof query !== 'string') return undefined;
  const read = call.validateQuery?.(query);
  return read?.kind === 'syntaxError' ? badRequest(`Syntax error: ${read.message}`) : undefined;
}

function isTaken(call: Call, alias: string): boolean {
  return listed(call, 'savedSearches').some(
    ([key, { properties }]) => key !== keyOf(nameOf(call)) && properties['functionAlias'] === alias,
  );
}

/**
 * [S] SavedSearch.tsp: to override, `*` or the current etag, in the body. [C] MicrosoftDocs/azure-docs#49275: without one
 * an update is refused.
 */
function refuseEtag(call: Call, existing: StoredResource | undefined, body: JsonObject): Refusal | undefined {
  if (existing === undefined) return undefined;
  const sent = member(body, 'etag');
  if (sent === '*' || sent === existing.etag) return undefined;
  if (sent !== undefined && call.settings.etags.body === 'ignored') return undefined;
  return conflict('The request had an error: Newer data exists in the Customer Configuration Store.');
}

/** The form that the specification's example shows; no two writes to one state share it. */
function etagOf({ state, now }: Call): string {
  const time = new Date(now).toISOString().replace('Z', String(state.revision + 1).padStart(4, '0'));
  return `W/"datetime'${encodeURIComponent(`${time}Z`)}'"`;
}

function present(call: Call, { name, etag, properties }: StoredResource): JsonObject {
  return {
    id: resourceId(call.route.address, 'savedSearches', name),
    name,
    type: 'Microsoft.OperationalInsights/savedSearches',
    etag,
    properties,
  };
}
