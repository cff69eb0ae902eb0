import { answer, refuse } from '../behaviour/call';
import type { Reply } from '../behaviour/call';
import { workspacePathOf } from '../contract/routes';
import type { WorkspaceAddress } from '../contract/routes';
import type { EmulatorSettings } from '../settings';
import { findWorkspace, findTenant } from './directory';

/** What a path addresses that is not Sentinel's: a subscription, or a workspace itself. */
export type IdentityRoute =
  | { readonly kind: 'subscription'; readonly subscriptionId: string }
  | { readonly kind: 'workspace' | 'permission'; readonly subscriptionId: string; readonly address: WorkspaceAddress };

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)\/?$/i;
const WORKSPACE =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.operationalinsights\/workspaces\/([^/]+)(\/providers\/microsoft\.authorization\/permissions)?\/?$/i;

/** Undefined: the path addresses something else. Names are expected to be encoded correctly. */
export function parseIdentityRoute(pathname: string): IdentityRoute | undefined {
  const subscription = SUBSCRIPTION.exec(pathname);
  if (subscription !== null) return { kind: 'subscription', subscriptionId: subscription[1] ?? '' };
  const found = WORKSPACE.exec(pathname);
  if (found === null) return undefined;
  const [subscriptionId = '', resourceGroup = '', workspace = ''] = found.slice(1, 4).map(decodeURIComponent);
  const kind = found[4] === undefined ? 'workspace' : 'permission';
  return { kind, subscriptionId, address: { subscriptionId, resourceGroup, workspace } };
}

type Told = Pick<EmulatorSettings, 'directory' | 'roles'>;

/**
 * Says who a subscription or a workspace is. [S] Microsoft Learn, "Subscriptions - Get" and "Workspaces - Get" (read
 * 2026-11-24): a workspace tells its GUID as `customerId`, and only its subscription tells the tenant. What roles let a
 * caller do there: "Permissions - List For Resource" (read 2026-11-24).
 */
export function tellIdentity(route: IdentityRoute, { directory, roles }: Told): Reply {
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
  if (route.kind === 'permission') {
    const value = roles.map(({ actions, notActions }) => ({
      actions,
      notActions,
      dataActions: [],
      notDataActions: [],
    }));
    return answer(200, { value });
  }
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
