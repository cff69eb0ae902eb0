import { ledgerStore } from '../../scripts/ledger/open-ledger';
import { TOOL } from '../../scripts/tool';
import type { Target } from '../../scripts/targets/target';
import { hashJson, toJson } from '../../src/json';
import { sealEntry } from '../../src/ledger';
import type { BeginRecord, EndRecord } from '../../src/ledger';
import { liveHash } from '../../src/state';
import type { PlanIdentity, Resource } from '../../src/state';

export interface History {
  /** Folder of the project. */
  readonly root: string;
  readonly target: Target;
  readonly identity: PlanIdentity;
  /** Rules and marks as an earlier deployment left them. */
  readonly written: readonly Resource[];
  readonly at: Date;
}

/** Puts into a target's ledger that an earlier deployment wrote all of it. */
export async function writeHistory({ root, target, identity, written, at }: History): Promise<void> {
  const { name, subscriptionId, resourceGroup, workspace, guards } = target;
  const actor = { name: 'bench' };
  const begin: BeginRecord = {
    kind: 'begin',
    at: at.toISOString(),
    plan: hashJson(name),
    expires: new Date(at.getTime() + 86_400_000).toISOString(),
    commit: null,
    tool: { ...TOOL, build: hashJson('bench') },
    actor,
    workspace: { ...identity, subscriptionId, resourceGroup, workspace },
    guards: { ...guards },
    actions: [],
  };
  const store = ledgerStore(root, target);
  const chain = { target: name, chain: 'deployments' } as const;
  const first = sealEntry(begin, { ...chain, last: undefined });
  const end: EndRecord = {
    kind: 'end',
    at: at.toISOString(),
    begin: first.hash,
    result: 'complete',
    actor,
    actions: written.map((resource) => ({
      type: resource.type,
      id: resource.id,
      action: 'create',
      outcome: 'applied',
      live: { hash: liveHash(resource), body: hashJson(toJson(resource.body)) },
    })),
  };
  for (const entry of [first, sealEntry(end, { ...chain, last: first })]) await store.append(entry, new Map());
}
