import { liveHash, markOf, NOTHING_KNOWN, resourceKey } from '../../src/state';
import type { LastKnown, Owner, PlanTarget, Resource } from '../../src/state';

export const owner: Owner = { repository: 'contoso/detections', target: 'prod' };
export const tool = { name: 'sentinel-rules', version: '0.1.0', build: 'b'.repeat(64) } as const;
export const identity = { cloud: 'management.azure.com', tenantId: 't', workspaceGuid: 'w' } as const;

/** What is known and marked where every live rule was last written by us, as it is. */
export function allOurs(
  live: readonly Resource[],
  target: PlanTarget,
): { readonly known: LastKnown; readonly metadata: readonly Resource[] } {
  const owned = live.map((rule) => [resourceKey(rule), { hash: liveHash(rule), body: rule.body }] as const);
  return {
    known: { ...NOTHING_KNOWN, head: 'a'.repeat(64), owned: new Map(owned), etags: 'honoured' },
    metadata: live.map((one) => markOf(one, { owner, workspace: target })),
  };
}
