import { createHash } from 'node:crypto';
import type { WorkspaceAddress } from '../contract/routes';
import { workspaceAddressOf, workspacePathOf } from '../contract/routes';
import { resourceGroupNotFound, subscriptionNotFound, workspaceNotFound } from '../errors';
import type { Refusal } from '../errors';

/** Which subscriptions and workspaces there are, and who they are. */
export type Directory =
  /** Every path is there, in one tenant; its GUID is made from the path. */
  | { readonly kind: 'open'; readonly tenantId: string }
  /** Only what is named is there. */
  | { readonly kind: 'declared'; readonly subscriptions: readonly DeclaredSubscription[] };

export interface DeclaredSubscription {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly workspaces: readonly DeclaredWorkspace[];
}

export interface DeclaredWorkspace {
  readonly resourceGroup: string;
  readonly workspace: string;
  /** The workspace's GUID. A workspace that was deleted and made anew has another one, under the same path. */
  readonly customerId: string;
}

export interface WorkspaceIdentity extends WorkspaceAddress {
  readonly customerId: string;
  readonly tenantId: string;
}

/** The tenant of an open directory, unless another is set. */
export const TENANT = '0e5d1c6a-5a5a-4a5a-8a5a-0123456789ab';

/** Finds a subscription's tenant. */
export function findTenant(directory: Directory, subscriptionId: string): string | Refusal {
  if (directory.kind === 'open') return directory.tenantId;
  return declared(directory, subscriptionId)?.tenantId ?? subscriptionNotFound(subscriptionId);
}

/** Refuses a workspace that is not there. */
export function refuseAbsent(directory: Directory, address: WorkspaceAddress): Refusal | undefined {
  if (directory.kind === 'open') return undefined;
  const found = findWorkspace(directory, address);
  return 'code' in found ? found : undefined;
}

/** Finds a workspace, or refuses as the Resource Manager does: the outermost thing that is not there first. */
export function findWorkspace(directory: Directory, address: WorkspaceAddress): WorkspaceIdentity | Refusal {
  if (directory.kind === 'open') {
    return { ...address, customerId: guidOf(workspacePathOf(address)), tenantId: directory.tenantId };
  }
  const subscription = declared(directory, address.subscriptionId);
  if (subscription === undefined) return subscriptionNotFound(address.subscriptionId);
  const group = subscription.workspaces.filter((workspace) => same(workspace.resourceGroup, address.resourceGroup));
  if (group.length === 0) return resourceGroupNotFound(address.resourceGroup);
  const found = group.find((workspace) => same(workspace.workspace, address.workspace));
  if (found === undefined) return workspaceNotFound(address.workspace, address.resourceGroup);
  const { subscriptionId, tenantId } = subscription;
  return { ...found, subscriptionId, tenantId };
}

/** The GUID of the workspace at a path; undefined if the directory does not know it. */
export function customerIdOf(directory: Directory, path: string): string | undefined {
  if (directory.kind === 'open') return guidOf(path);
  return findWorkspaceAt(directory, workspaceAddressOf(path))?.customerId;
}

function findWorkspaceAt(directory: Directory, address: WorkspaceAddress): WorkspaceIdentity | undefined {
  const found = findWorkspace(directory, address);
  return 'code' in found ? undefined : found;
}

type Declared = Extract<Directory, { kind: 'declared' }>;

function declared({ subscriptions }: Declared, id: string): DeclaredSubscription | undefined {
  return subscriptions.find(({ subscriptionId }) => same(subscriptionId, id));
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** A GUID that is always the same for the same path. */
function guidOf(path: string): string {
  const hex = createHash('sha256').update(path.toLowerCase()).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
