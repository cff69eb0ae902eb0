import type { JsonObject } from './json';

/** A refusal: what the service answers instead of doing what was asked. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** [S] The envelope in which every refusal travels (CloudError of the API's common types). */
export function cloudError({ code, message }: Refusal): JsonObject {
  return { error: { code, message } };
}

// Marks after each text: [S] read in a spec or in the service's own contract classes, [C] seen in community reports,
// [U] from memory or chosen here. BEHAVIOUR.md says which clients should rely on what: status and code, never the text.

/** [C] The family of every failed validation; see the messages' own places for their sources. */
export const badRequest = (message: string): Refusal => ({ status: 400, code: 'BadRequest', message });

/** [U] The text of the Resource Manager's own parser. */
export const invalidJson = (detail: string): Refusal => ({
  status: 400,
  code: 'InvalidRequestContent',
  message: `The request content was invalid and could not be deserialized: '${detail}'.`,
});

/** [U] */
export const ruleNotFound = (ruleId: string): Refusal => ({
  status: 404,
  code: 'NotFound',
  message: `Alert rule '${ruleId}' was not found.`,
});

/** [U] */
export const resourceNotFound = (type: string, name: string): Refusal => ({
  status: 404,
  code: 'NotFound',
  message: `Resource '${name}' of type '${type}' was not found.`,
});

/** Status and code as settings have them. */
interface By {
  readonly status: number;
  readonly code: string;
}

/** [U] text as remembered; status and code [C] hashicorp/terraform-provider-azurerm#27964, unless set. */
export const staleEtag = (ruleId: string, workspace: string, by: By): Refusal => ({
  ...by,
  message: `Newer instance of rule '${ruleId}' exists for workspace '${workspace}' (Etag does not match). Data was not saved.`,
});

/** [U] the texts; what is in the way is said by them. */
export const conflict = (message: string): Refusal => ({ status: 409, code: 'Conflict', message });

/** [U] Whether the service reads these headers at all is not known. */
export const preconditionFailed = (name: string): Refusal => ({
  status: 412,
  code: 'PreconditionFailed',
  message: `The condition of the If-Match or If-None-Match header was not met for '${name}'. Data was not saved.`,
});

/** [U] text as remembered; status and code [C] hashicorp/terraform-provider-azurerm#25564, unless set. */
export const recentlyDeleted = (ruleId: string, by: By): Refusal => ({
  ...by,
  message: `Rule '${ruleId}' was recently deleted. You need to allow some time before re-using the same ID. Please try again later.`,
});

/** [U] Whether names must differ is not known, nor how it is refused. */
export const nameTaken = (displayName: string): Refusal =>
  badRequest(`An alert rule named '${displayName}' exists in the workspace already.`);

/** [U] */
export const kindChange = (ruleId: string, from: string, to: string): Refusal =>
  badRequest(`The kind of alert rule '${ruleId}' cannot be changed from '${from}' to '${to}'.`);

/** [S] The Resource Manager's text. */
export const missingApiVersion = (): Refusal => ({
  status: 400,
  code: 'MissingApiVersionParameter',
  message: 'The api-version query parameter (?api-version=) is required for all requests.',
});

/** [U] The Resource Manager's text as remembered. */
export const invalidApiVersion = (version: string, known: readonly string[]): Refusal => ({
  status: 400,
  code: 'InvalidApiVersionParameter',
  message: `The api-version '${version}' is invalid. The supported versions are '${known.join(',')}'.`,
});

/** [U] The Resource Manager's text as remembered. */
export const noRegisteredProvider = (version: string, type: string, known: readonly string[]): Refusal => ({
  status: 400,
  code: 'NoRegisteredProviderFound',
  message: `No registered resource provider found for location '' and API version '${version}' for type '${type}'. The supported api-versions are '${known.join(', ')}'. The supported locations are ''.`,
});

/** [U] The Resource Manager's text as remembered. */
export const unknownResourceType = (path: string): Refusal => ({
  status: 404,
  code: 'InvalidResourceType',
  message: `The resource type of '${path}' could not be found in the namespace 'Microsoft.SecurityInsights'.`,
});

/** [U] */
export const methodNotAllowed = (method: string): Refusal => ({
  status: 405,
  code: 'MethodNotAllowed',
  message: `The requested resource does not support http method '${method}'.`,
});

/**
 * [C] status and code (the retry list of the Repositories deploy script); [U] the text. `retryAfter` is the header's
 * text; absent, there is no header.
 */
export const tooManyRequests = (retryAfter: string | undefined): Refusal => ({
  status: 429,
  code: 'TooManyRequests',
  message: `Number of requests exceeded.${/^\d+$/.test(retryAfter ?? '') ? ` Please try again after '${retryAfter}' seconds.` : ''}`,
  ...waiting(retryAfter),
});

/** [C] code (the retry list of the Repositories deploy script); [U] the text. `retryAfter` as above. */
export const serverError = (status: number, retryAfter: string | undefined): Refusal => ({
  status,
  code: status === 503 ? 'ServiceUnavailable' : 'InternalServerError',
  message: 'Encountered internal server error.',
  ...waiting(retryAfter),
});

const waiting = (retryAfter: string | undefined): Pick<Refusal, 'headers'> =>
  retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } };

/** [C] Code and text as Azure's own tools print them; [U] that the header names a token that has expired. */
export const expiredToken = (): Refusal => ({
  status: 401,
  code: 'ExpiredAuthenticationToken',
  message: 'The access token has expired. Acquire a new token and try again.',
  headers: {
    'www-authenticate': 'Bearer error="invalid_token", error_description="The access token has expired."',
  },
});

const ACTIONS: Readonly<Record<string, string>> = { GET: 'read', DELETE: 'delete' };
const actionOf = (method: string): string => ACTIONS[method] ?? 'write';

/** [C] Code and text as many issues of Azure/azure-cli quote them (read 2026-11-24). */
export const authorizationFailed = (
  principal: string,
  { method, scope }: { readonly method: string; readonly scope: string },
): Refusal => {
  const type = /\/providers\/Microsoft\.SecurityInsights\/([^/]+)/i.exec(scope)?.[1];
  const action = `Microsoft.${type === undefined ? 'Resources/subscriptions' : `SecurityInsights/${type}`}/${actionOf(method)}`;
  return {
    status: 403,
    code: 'AuthorizationFailed',
    message: `The client '${principal}' with object id '${principal}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  };
};

/** [C] Code and text as deployers quote them (Azure/azure-cli, kloudvin.com and others, read 2026-11-24). */
export const scopeLocked = (
  scope: string,
  { method, lockedScopes }: { readonly method: string; readonly lockedScopes: readonly string[] },
): Refusal => ({
  status: 409,
  code: 'ScopeLocked',
  message: `The scope '${scope}' cannot perform ${actionOf(method)} operation because following scope(s) are locked: '${lockedScopes.join("','")}'. Please remove the lock and try again.`,
});

/** [S] `ResourceNotFound` (Microsoft Learn, "Resource not found errors", read 2026-11-24); [U] the others, as remembered. */
const notFound = (code: string, message: string): Refusal => ({ status: 404, code, message });

export const subscriptionNotFound = (id: string): Refusal =>
  notFound('SubscriptionNotFound', `The subscription '${id}' could not be found.`);

export const resourceGroupNotFound = (name: string): Refusal =>
  notFound('ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

export const workspaceNotFound = (name: string, resourceGroup: string): Refusal =>
  notFound(
    'ResourceNotFound',
    `The Resource 'Microsoft.OperationalInsights/workspaces/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

/** [U] The limits are documented, the refusal is not. */
export const tooManyEnabled = (kind: string, limit: number): Refusal =>
  badRequest(
    `The maximum number of enabled ${kind} analytics rules in a workspace is ${limit}. The rule was not saved.`,
  );

/** [U] The Resource Manager's text as remembered. */
export const invalidName = (name: string): Refusal => ({
  status: 400,
  code: 'InvalidResourceName',
  message: `The resource name '${name}' is invalid: it must have 1 to 260 characters, none of them <, >, %, &, :, \\, ?, / or a control character.`,
});

/** [U] */
export const unsupportedKind = (kind: string, version: string, known: readonly string[]): Refusal =>
  badRequest(
    `Error converting value "${kind}" to type 'AlertRuleKind'. Kinds of api-version '${version}' are: ${known.join(', ')}. Path 'kind'.`,
  );

/** [U] A filter that the emulator cannot read is refused: it must not answer with too much or too little. */
export const unsupportedOData = (parameter: string, value: string): Refusal =>
  badRequest(`The emulator does not understand the query parameter ${parameter} = '${value}'.`);
