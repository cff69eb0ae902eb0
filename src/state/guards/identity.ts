import type { PlanIdentity } from '../plan';
import type { Refusal } from './guards';

/** What a target says of the workspace, beyond its address: GUIDs in lower case. */
export interface ExpectedIdentity {
  readonly tenant?: string;
  readonly workspaceGuid?: string;
}

/**
 * Refuses a workspace that is not the one that was meant. A name can be given again, and a GUID cannot. What the service
 * does not tell (a role that ends at the workspace may not read the subscription) is not held against it.
 */
export function identityRefusals(expected: ExpectedIdentity, identity: PlanIdentity): readonly Refusal[] {
  return [
    ...differs('tenant', expected.tenant, identity.tenantId),
    ...differs('GUID (`workspaceGuid`)', expected.workspaceGuid, identity.workspaceGuid),
  ];
}

function differs(what: string, wanted: string | undefined, reported: string | null): readonly Refusal[] {
  if (wanted === undefined || reported === null || reported.toLowerCase() === wanted.toLowerCase()) return [];
  const message = `this is another workspace: its ${what} is ${reported}, and the configuration says ${wanted}`;
  return [{ guard: 'identity', message, ids: [] }];
}
