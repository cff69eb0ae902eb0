import { deleteAlertRule, getAlertRule, listAlertRules } from './behaviour/alert-rules';
import { refuse } from './behaviour/call';
import type { Operation, Reply } from './behaviour/call';
import { deleteMetadata, getMetadata, listMetadata, patchMetadata, putMetadata } from './behaviour/metadata';
import { putAlertRule } from './behaviour/put-alert-rule';
import type { QueryValidator } from './behaviour/query-validation';
import { getTemplate, listTemplates } from './behaviour/templates';
import { readThrough } from './behaviour/consistency';
import { checkLocks } from './behaviour/locks';
import { throttle } from './behaviour/throttling';
import { findApiVersion } from './contract/api-versions';
import { parseRoute } from './contract/routes';
import type { ResourceType } from './contract/routes';
import { methodNotAllowed, missingApiVersion } from './errors';
import type { EmulatorRequest } from './exchange';
import { member } from './json';
import { principalOf } from './principal';
import type { EmulatorSettings } from './settings';
import type { EmulatorState } from './state/state';

/** The circumstances of a request that are neither its text nor the service's memory. */
export interface ServiceCircumstances {
  /** The clock: milliseconds since 1970. */
  readonly now: number;
  readonly settings: EmulatorSettings;
  readonly validateQuery?: QueryValidator;
}

export interface Served {
  readonly reply: Reply;
  readonly headers: Readonly<Record<string, string>>;
  /** The state before the reply's changes, with what throttling noted. */
  readonly state: EmulatorState;
}

type Operations = Readonly<Record<string, Operation>>;

/** Every operation, by type of resource and method. */
const OPERATIONS: Readonly<Record<ResourceType, { readonly collection: Operations; readonly item: Operations }>> = {
  alertRules: {
    collection: { GET: listAlertRules },
    item: { GET: getAlertRule, PUT: putAlertRule, DELETE: deleteAlertRule },
  },
  metadata: {
    collection: { GET: listMetadata },
    item: { GET: getMetadata, PUT: putMetadata, PATCH: patchMetadata, DELETE: deleteMetadata },
  },
  alertRuleTemplates: { collection: { GET: listTemplates }, item: { GET: getTemplate } },
};

/** The service when nothing goes wrong: first what the Resource Manager looks at, then the operation. */
export function serve(request: EmulatorRequest, state: EmulatorState, circumstances: ServiceCircumstances): Served {
  const { now, settings, validateQuery } = circumstances;
  const url = new URL(request.url);
  const route = parseRoute(url.pathname);
  if ('code' in route) return { reply: refuse(route), headers: {}, state };
  const { subscriptionId } = route.address;
  const { buckets, headers, refusal } = throttle(state.traffic.buckets, settings.throttling, {
    method: request.method,
    principal: principalOf(request),
    subscriptionId,
    now,
  });
  const after = { ...state, traffic: { ...state.traffic, buckets } };
  const done = (reply: Reply, traffic = after.traffic): Served => ({ reply, headers, state: { ...after, traffic } });
  if (refusal !== undefined) return done(refuse(refusal));
  const asked = url.searchParams.get('api-version');
  if (asked === null || asked === '') return done(refuse(missingApiVersion()));
  const version = findApiVersion(asked, route.type);
  if ('code' in version) return done(refuse(version));
  const { collection, item } = OPERATIONS[route.type];
  const operation = member(route.name === undefined ? collection : item, request.method);
  if (operation === undefined) return done(refuse(methodNotAllowed(request.method)));
  const locked = checkLocks(request, settings.locks);
  if (locked !== undefined) return done(refuse(locked));
  const { view, traffic } = readThrough(after, { request, route, settings, now });
  const seen = { ...after, workspaces: view };
  const reply = operation({ request, url, route, version, state: seen, now, settings, validateQuery });
  return done(reply, traffic);
}
