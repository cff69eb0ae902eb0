import { sealEntry } from '../../src/ledger';
import type { Actor, BeginRecord, DeploymentEntry, Override, PlatformRecord, SignedApproval } from '../../src/ledger';
import type { JsonObject } from '../../src/json';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';
import { kept } from './kept-body';

export interface Begin {
  /** What the platform said, where one runs this. */
  readonly platform?: PlatformRecord;
  readonly signed?: readonly SignedApproval[];
  readonly plan: Plan;
  readonly ledger: OpenLedger;
  readonly actor: Actor;
  readonly override?: Override;
  /** Hash of the entry of the deployment whose state is restored. */
  readonly restores?: string;
}

/** Says in the ledger what is about to be done. `moved` if somebody else's entry came first. */
export async function recordBegin({ now }: Pick<Io, 'now'>, begin: Begin): Promise<DeploymentEntry | 'moved'> {
  const { plan, ledger } = begin;
  const bodies = new Map<string, JsonObject>();
  const entry = sealEntry(beginRecord(now(), begin, bodies), {
    target: plan.target.name,
    chain: 'deployments',
    last: ledger.standing.last,
  });
  return (await ledger.store.append(entry, bodies)) === 'moved' ? 'moved' : entry;
}

function beginRecord(now: Date, work: Begin, bodies: Map<string, JsonObject>): BeginRecord {
  const { plan, ledger, override, restores, actor, platform, signed = [] } = work;
  const { subscriptionId, resourceGroup, workspace } = plan.target;
  return {
    kind: 'begin',
    at: now.toISOString(),
    plan: plan.hash,
    expires: plan.expires,
    commit: plan.commit,
    tool: plan.tool,
    actor,
    workspace: { ...plan.identity, subscriptionId, resourceGroup, workspace },
    guards: { ...plan.guards },
    actions: plan.actions.map((action) => ({
      type: action.type,
      id: action.id,
      title: action.title,
      action: action.action,
      desired: action.action === 'delete' ? null : kept({ type: action.type, body: action.desired }, bodies),
      seen:
        action.action === 'create'
          ? null
          : {
              ...kept({ type: action.type, body: action.live.body }, bodies),
              ...(action.live.etag === undefined ? {} : { etag: action.live.etag }),
            },
      ...('tests' in action && action.tests !== undefined ? { tests: action.tests } : {}),
    })),
    ...(override === undefined ? {} : { override }),
    ...(restores === undefined ? {} : { restores }),
    ...(ledger.observed === undefined ? {} : { observed: ledger.observed.hash }),
    ...(platform === undefined ? {} : { platform }),
    ...(signed.length === 0 ? {} : { signed }),
  };
}
