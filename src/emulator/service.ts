import type { Catalog } from '../kql';
import { deleteAlertRule, getAlertRule, listAlertRules } from './behaviour/alert-rules';
import { refuse } from './behaviour/call';
import type { Operation, Reply } from './behaviour/call';
import { deleteMetadata, getMetadata, listMetadata, patchMetadata, putMetadata } from './behaviour/metadata';
import { putAlertRule } from './behaviour/put-alert-rule';
import type { QueryValidator } from './behaviour/query-validation';
import { deleteSavedSearch, getSavedSearch, listSavedSearches, putSavedSearch } from './behaviour/saved-searches';
import { getTable, listTables, putTable } from './behaviour/tables';
import { getTemplate, listTemplates } from './behaviour/templates';
import {
  deleteWatchlistItem,
  getWatchlistItem,
  listWatchlistItems,
  putWatchlistItem,
} from './behaviour/watchlists/items';
import { getWatchlistStatus } from './behaviour/watchlists/operations';
import { deleteWatchlist, getWatchlist, listWatchlists, putWatchlist } from './behaviour/watchlists/watchlists';
import { readThrough } from './behaviour/consistency';
import { checkLocks } from './behaviour/locks';
import { throttle } from './behaviour/throttling';
import { findApiVersion, refuseIdentityVersion } from './contract/api-versions';
import { parseRoute } from './contract/routes';
import type { ResourceType, Route } from './contract/routes';
import { refuseAbsent } from './directory/directory';
import { parseIdentityRoute, tellIdentity } from './directory/identities';
import type { IdentityRoute } from './directory/identities';
import { methodNotAllowed, missingApiVersion } from './errors';
import type { SeededRows } from './log-analytics/rows';
import { serveLogAnalytics } from './log-analytics/service';
import type { Refusal } from './errors';
import type { EmulatorRequest } from './exchange';
import { member } from './json';
import { principalOf } from './principal';
import type { EmulatorSettings } from './settings';
import type { EmulatorState, Traffic } from './state/state';

/** The circumstances of a request that are neither its text nor the service's memory. */
export interface ServiceCircumstances {
  /** The clock: milliseconds since 1970. */
  readonly now: number;
  readonly settings: EmulatorSettings;
  readonly validateQuery?: QueryValidator;
  /** What every workspace has without anybody having written it; without it a few samples. */
  readonly catalog?: Catalog;
  /** Rows for queries, which no request of the service writes. */
  readonly rows?: SeededRows;
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
  watchlists: {
    collection: { GET: listWatchlists },
    item: { GET: getWatchlist, PUT: putWatchlist, DELETE: deleteWatchlist },
  },
  watchlistItems: {
    collection: { GET: listWatchlistItems },
    item: { GET: getWatchlistItem, PUT: putWatchlistItem, DELETE: deleteWatchlistItem },
  },
  watchlistStatuses: { collection: {}, item: { GET: getWatchlistStatus } },
  savedSearches: {
    collection: { GET: listSavedSearches },
    item: { GET: getSavedSearch, PUT: putSavedSearch, DELETE: deleteSavedSearch },
  },
  tables: { collection: { GET: listTables }, item: { GET: getTable, PUT: putTable, PATCH: putTable } },
};

/** The service when nothing goes wrong: first what the Resource Manager looks at, then the operation. */
export function serve(request: EmulatorRequest, state: EmulatorState, circumstances: ServiceCircumstances): Served {
  const { now, settings } = circumstances;
  const url = new URL(request.url);
  const sentinel = parseRoute(url.pathname);
  const { catalog, rows } = circumstances;
  const told = serveLogAnalytics(request, state, { now, directory: settings.directory, catalog, rows });
  if (told !== undefined) return { reply: told, headers: {}, state };
  const missed = 'code' in sentinel;
  const identity = missed && sentinel.status === 404 ? parseIdentityRoute(url.pathname) : undefined;
  if (missed && identity === undefined) return { reply: refuse(sentinel), headers: {}, state };
  const { buckets, headers, refusal } = throttle(state.traffic.buckets, settings.throttling, {
    method: request.method,
    principal: principalOf(request),
    subscriptionId: identity?.subscriptionId ?? (missed ? '' : sentinel.address.subscriptionId),
    now,
  });
  const after = { ...state, traffic: { ...state.traffic, buckets } };
  const done = (reply: Reply, traffic = after.traffic): Served => ({ reply, headers, state: { ...after, traffic } });
  if (refusal !== undefined) return done(refuse(refusal));
  const asked = url.searchParams.get('api-version') ?? '';
  if (asked === '') return done(refuse(missingApiVersion()));
  if (missed)
    return done(identity === undefined ? refuse(sentinel) : serveIdentity(identity, { asked, request, settings }));
  const absent = refuseAbsent(settings.directory, sentinel.address);
  if (absent !== undefined) return done(refuse(absent));
  const { reply, traffic } = operate(sentinel, { asked, url, request, state: after, circumstances });
  return done(reply, traffic);
}

function serveIdentity(
  identity: IdentityRoute,
  {
    asked,
    request,
    settings,
  }: { readonly asked: string; readonly request: EmulatorRequest; readonly settings: EmulatorSettings },
): Reply {
  const strange = refuseIdentityVersion(asked, identity.kind);
  if (strange !== undefined) return refuse(strange);
  return request.method === 'GET' ? tellIdentity(identity, settings) : refuse(methodNotAllowed(request.method));
}

interface Operating {
  readonly asked: string;
  readonly url: URL;
  readonly request: EmulatorRequest;
  readonly state: EmulatorState;
  readonly circumstances: ServiceCircumstances;
}

function operate(
  route: Route,
  { asked, url, request, state, circumstances }: Operating,
): { readonly reply: Reply; readonly traffic: Traffic } {
  const { now, settings, validateQuery, catalog } = circumstances;
  const refused = (refusal: Refusal) => ({ reply: refuse(refusal), traffic: state.traffic });
  const version = findApiVersion(asked, route.type);
  if ('code' in version) return refused(version);
  const { collection, item } = OPERATIONS[route.type];
  const operation = member(route.name === undefined ? collection : item, request.method);
  if (operation === undefined) return refused(methodNotAllowed(request.method));
  const locked = checkLocks(request, settings.locks);
  if (locked !== undefined) return refused(locked);
  const { view, traffic } = readThrough(state, { request, route, settings, now });
  const seen = { ...state, workspaces: view };
  return {
    reply: operation({ request, url, route, version, state: seen, now, settings, validateQuery, catalog }),
    traffic,
  };
}
