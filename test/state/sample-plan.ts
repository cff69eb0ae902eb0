import { createPlan } from '../../src/state';
import type { DesiredResource, Plan, PlanInput, Resource } from '../../src/state';
import type { JsonObject } from '../../src/state/json';

const target = {
  name: 'prod',
  kind: 'azure',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  resourceGroup: 'rg-soc',
  workspace: 'contoso-sentinel',
  apiVersion: '2025-07-01-preview',
} as const;

/** A plan with everything around the two sides fixed. */
export function planOf(
  desired: readonly DesiredResource[],
  live: readonly Resource[],
  more: Partial<PlanInput> = {},
): Plan {
  return createPlan({
    target,
    tool: { name: 'sentinel-rules', version: '0.1.0' },
    commit: 'abc123',
    created: new Date('2026-01-10T00:00:00Z'),
    desired,
    live,
    ...more,
  });
}

export function rule(id: string, body: JsonObject, etag?: string): Resource {
  return { type: 'alertRule', id, body, ...(etag === undefined ? {} : { etag }) };
}
