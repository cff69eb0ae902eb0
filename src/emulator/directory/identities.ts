import { answer, refuse } from '../behaviour/call';
import type { Reply } from '../behaviour/call';
import { workspacePathOf } from '../contract/routes';
import type { WorkspaceAddress } from '../contract/routes';
import { findWorkspace, findTenant } from './directory';
import type { Directory } from './directory';

/** What a path addresses that is not Sentinel's: a subscription, or a workspace itself. */
export type IdentityRoute =
  | { readonly kind: 'subscription'; readonly subscriptionId: string }
  | { readonly kind: 'workspace'; readonly subscriptionId: string; readonly address: WorkspaceAddress };

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)\/?$/i;
const WORKSPACE =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.operationalinsights\/workspaces\/([^/]+)\/?$/i;

/** Undefined: the path addresses something else. Names are expected to be encoded correctly. */
export function parseIdentityRoute(pathname: string): IdentityRoute | undefined {
  const subscription = SUBSCRIPTION.exec(pathname);
  if (subscription !== null) return { kind: 'subscription', subscriptionId: subscription[1] ?? '' };
  const names = WORKSPACE.exec(pathname)?.slice(1).map(decodeURIComponent);
  if (names === undefined) return undefined;
  const [subscriptionId = '', resourceGroup = '', workspace = ''] = names;
  return { kind: 'workspace', subscriptionId, address: { subscriptionId, resourceGroup, workspace } };
}

/**
 * Says who a subscription or a workspace is. [S] Microsoft Learn, "Subscriptions - Get" and "Workspaces - Get" (read
 * 2026-11-24): a workspace tells its GUID as `customerId`, and only its subscription tells the tenant.
 */
export function tellIdentity(route: IdentityRoute, directory: Directory): Reply {
  if (route.kind === 'subscription') {
    const tenantId = findTenant(directory, route.subscriptionId);
    if (typeof tenantId !== 'string') return refuse(tenantId);
    const { subscriptionId } = route;
    return answer(200, {
      id: `/subscriptions/${subscriptionId}`,
      authorizationSource: 'RoleBased',
      subscriptionId,
      tenantId,
      displayName: 'Emulated subscription',
      state: 'Enabled',
    });
  }
  const found = findWorkspace(directory, route.address);
  if ('code' in found) return refuse(found);
  return answer(200, {
    id: workspacePathOf(found),
    name: found.workspace,
    type: 'Microsoft.OperationalInsights/workspaces',
    location: 'westeurope',
    tags: {},
    properties: {
      customerId: found.customerId,
      provisioningState: 'Succeeded',
      sku: { name: 'PerGB2018' },
      retentionInDays: 90,
      publicNetworkAccessForIngestion: 'Enabled',
      publicNetworkAccessForQuery: 'Enabled',
    },
  });
}
