import { createPlan, NO_GUARDS } from '../../src/state';
import type { DesiredResource, Plan, PlanInput, Resource } from '../../src/state';
import type { JsonObject } from '../../src/json';
import { allOurs, identity, owner, tool } from './ours';

export const target = {
  name: 'prod',
  kind: 'azure',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  resourceGroup: 'rg-soc',
  workspace: 'contoso-sentinel',
  apiVersion: '2025-07-01-preview',
} as const;

/** A plan with everything around the two sides fixed: what is live and wanted is ours. */
export function planOf(
  desired: readonly DesiredResource[],
  live: readonly Resource[],
  more: Partial<PlanInput> = {},
): Plan {
  return createPlan({
    target,
    identity,
    owner,
    tool,
    commit: 'abc123'.padEnd(40, '0'),
    guards: NO_GUARDS,
    created: new Date('2026-01-10T00:00:00Z'),
    desired,
    live,
    ...allOurs(
      live.filter((one) => desired.some(({ id }) => id.toLowerCase() === one.id.toLowerCase())),
      target,
    ),
    ...more,
  });
}

export function rule(id: string, body: JsonObject, etag?: string): Resource {
  return { type: 'alertRule', id, body, ...(etag === undefined ? {} : { etag }) };
}
