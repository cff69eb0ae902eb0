import type { Refusal } from '../errors';
import { badRequest, unknownResourceType } from '../errors';

export type ResourceType = 'alertRules' | 'metadata' | 'alertRuleTemplates';

/** A workspace as a request addressed it. */
export interface WorkspaceAddress {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
}

export interface Route {
  readonly address: WorkspaceAddress;
  readonly type: ResourceType;
  /** Undefined addresses the collection. */
  readonly name: string | undefined;
}

const TYPES: readonly ResourceType[] = ['alertRules', 'metadata', 'alertRuleTemplates'];
const FIXED = [
  [0, 'subscriptions'],
  [2, 'resourcegroups'],
  [4, 'providers'],
  [5, 'microsoft.operationalinsights'],
  [6, 'workspaces'],
  [8, 'providers'],
  [9, 'microsoft.securityinsights'],
] as const;

/**
 * Reads a path as the Resource Manager does: segments without regard to case, names decoded, one trailing slash
 * ignored (a client that sends an empty rule id therefore addresses the collection).
 */
export function parseRoute(pathname: string): Route | Refusal {
  const segments = decodeSegments(pathname);
  if (segments === undefined) return badRequest(`The request path '${pathname}' is not correctly encoded.`);
  const [, subscriptionId, , resourceGroup, , , , workspace, , , typeName, name, ...rest] = segments;
  const type = TYPES.find((known) => known.toLowerCase() === typeName?.toLowerCase());
  if (
    type === undefined ||
    rest.length > 0 ||
    !FIXED.every(([index, text]) => segments[index]?.toLowerCase() === text) ||
    !subscriptionId ||
    !resourceGroup ||
    !workspace
  ) {
    return unknownResourceType(pathname);
  }
  return { address: { subscriptionId, resourceGroup, workspace }, type, name };
}

export function workspacePathOf({ subscriptionId, resourceGroup, workspace }: WorkspaceAddress): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
}

export function resourceId(address: WorkspaceAddress, type: ResourceType, name: string): string {
  return `${workspacePathOf(address)}/providers/Microsoft.SecurityInsights/${type}/${name}`;
}

function decodeSegments(pathname: string): readonly string[] | undefined {
  try {
    return pathname.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
