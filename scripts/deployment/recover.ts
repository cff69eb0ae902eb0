import { keyOf, sealEntry } from '../../src/ledger';
import type { Actor, BegunAction, DeploymentEntry, EndRecord, WrittenAction } from '../../src/ledger';
import type { JsonObject } from '../../src/json';
import { liveHash, resourceKey } from '../../src/state';
import type { Resource } from '../../src/state';
import type { Io } from '../command';
import { liveRef } from './kept-body';
import type { WorkspaceReading } from './read-workspace';

/** What is told of a deployment whose run is gone. */
export interface Recovery {
  readonly end: DeploymentEntry;
  readonly actions: readonly WrittenAction[];
}

/**
 * Ends a deployment that began and never ended, from its `begin` and a fresh list alone: as wanted is applied, as the
 * plan saw it is not applied, anything else is unknown. `moved` if somebody else ended it meanwhile; undefined if
 * nothing is open.
 */
export async function recover(
  io: Pick<Io, 'now'>,
  { ledger, live, metadata }: WorkspaceReading,
  actor: Actor,
): Promise<Recovery | 'moved' | undefined> {
  const { open, last } = ledger.standing;
  if (open === undefined || last === undefined) return undefined;
  const there = new Map([...live, ...metadata].map((resource) => [resourceKey(resource), resource]));
  const bodies = new Map<string, JsonObject>();
  const actions = open.begin.actions.map((action) => told(action, { current: there.get(keyOf(action)), bodies }));
  const record: EndRecord = {
    kind: 'end',
    at: io.now().toISOString(),
    begin: open.hash,
    result: actions.every(({ outcome }) => outcome === 'applied') ? 'complete' : 'incomplete',
    recovered: true,
    actor,
    actions,
  };
  const end = sealEntry(record, { target: last.target, chain: 'deployments', last });
  return (await ledger.store.append(end, bodies)) === 'moved' ? 'moved' : { end, actions };
}

function told(
  action: BegunAction,
  { current, bodies }: { readonly current: Resource | undefined; readonly bodies: Map<string, JsonObject> },
): WrittenAction {
  const { type, id, action: verb, desired, seen, tests } = action;
  const hash = current === undefined ? null : liveHash(current);
  const outcome =
    hash === (desired?.hash ?? null) ? 'applied' : hash === (seen?.hash ?? null) ? 'not applied' : 'unknown';
  const base = { type, id, action: verb, outcome, ...(tests === undefined ? {} : { tests }) } as const;
  return { ...base, live: current === undefined ? null : liveRef(current, bodies) };
}
