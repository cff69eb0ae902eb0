import type { Refusal } from '../errors';
import { badRequest, unknownResourceType } from '../errors';

export type ResourceType =
  | 'alertRules'
  | 'metadata'
  | 'alertRuleTemplates'
  | 'watchlists'
  | 'watchlistItems'
  | 'watchlistStatuses'
  | 'savedSearches'
  | 'tables';

/** A workspace as a request addressed it. */
export interface WorkspaceAddress {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
}

export interface Route {
  readonly address: WorkspaceAddress;
  readonly type: ResourceType;
  /** Undefined addresses the collection. What belongs to a watchlist is named `alias/name`. */
  readonly name: string | undefined;
  /** Alias of the watchlist to which a collection belongs. */
  readonly watchlist?: string;
}

/** What every path begins with: fixed segments, in lower case, between the names. */
const WORKSPACE = [
  'subscriptions',
  '*',
  'resourcegroups',
  '*',
  'providers',
  'microsoft.operationalinsights',
  'workspaces',
  '*',
] as const;

const SENTINEL = ['providers', 'microsoft.securityinsights'] as const;

/** Where each type lives under its workspace; `*` is the alias of a watchlist. */
const TYPES: readonly (readonly [type: ResourceType, ...segments: readonly string[]])[] = [
  ['alertRules', ...SENTINEL, 'alertrules'],
  ['metadata', ...SENTINEL, 'metadata'],
  ['alertRuleTemplates', ...SENTINEL, 'alertruletemplates'],
  ['watchlists', ...SENTINEL, 'watchlists'],
  ['watchlistItems', ...SENTINEL, 'watchlists', '*', 'watchlistitems'],
  ['watchlistStatuses', ...SENTINEL, 'watchlists', '*', 'watchliststatuses'],
  ['savedSearches', 'savedsearches'],
  ['tables', 'tables'],
];

/**
 * Reads a path as the Resource Manager does: segments without regard to case, names decoded, one trailing slash
 * ignored (a client that sends an empty rule id therefore addresses the collection).
 */
export function parseRoute(pathname: string): Route | Refusal {
  const segments = decodeSegments(pathname);
  if (segments === undefined) return badRequest(`The request path '${pathname}' is not correctly encoded.`);
  const [, subscriptionId = '', , resourceGroup = '', , , , workspace = ''] = segments;
  const rest = segments.slice(WORKSPACE.length);
  const found = TYPES.find(([, ...path]) => rest.length <= path.length + 1 && startsWith(rest, path));
  if (found === undefined || !startsWith(segments, WORKSPACE) || segments.includes('')) {
    return unknownResourceType(pathname);
  }
  const [type, ...path] = found;
  const address = { subscriptionId, resourceGroup, workspace };
  const name = rest[path.length];
  const watchlist = path.includes('*') ? rest[path.indexOf('*')] : undefined;
  if (watchlist === undefined) return { address, type, name };
  return { address, type, name: name === undefined ? undefined : `${watchlist}/${name}`, watchlist };
}

function startsWith(segments: readonly string[], pattern: readonly string[]): boolean {
  return pattern.every((text, index) => text === '*' || segments[index]?.toLowerCase() === text);
}

export function workspacePathOf({ subscriptionId, resourceGroup, workspace }: WorkspaceAddress): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
}

/** Reads a workspace's path. Throws on anything else. */
export function workspaceAddressOf(path: string): WorkspaceAddress {
  const route = parseRoute(`${path}/providers/Microsoft.SecurityInsights/alertRules`);
  if ('code' in route) throw new Error(`not the path of a workspace: ${path}`);
  return route.address;
}

export function resourceId(address: WorkspaceAddress, type: ResourceType, name: string): string {
  const workspace = workspacePathOf(address);
  const sentinel = `${workspace}/providers/Microsoft.SecurityInsights`;
  const [watchlist = '', own = ''] = name.split('/');
  switch (type) {
    case 'watchlistItems':
      return `${sentinel}/watchlists/${watchlist}/watchlistItems/${own}`;
    case 'watchlistStatuses':
      return `${sentinel}/watchlists/${watchlist}/watchlistStatuses/${own}`;
    case 'savedSearches':
    case 'tables':
      return `${workspace}/${type}/${name}`;
    case 'alertRules':
    case 'metadata':
    case 'alertRuleTemplates':
    case 'watchlists':
      return `${sentinel}/${type}/${name}`;
  }
}

function decodeSegments(pathname: string): readonly string[] | undefined {
  try {
    return pathname.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
