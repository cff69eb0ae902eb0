import { keyOf } from '../../src/ledger';
import type { Actor, BegunAction, DeploymentEntry, LedgerStore, WrittenAction } from '../../src/ledger';
import type { JsonObject } from '../../src/json';
import { liveHash, resourceKey } from '../../src/state';
import type { Resource } from '../../src/state';
import type { Io } from '../command';
import { recordEnd } from './end-record';
import { isAsWanted, liveRef } from './kept-body';
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
  const { store } = ledger;
  const actions = await Promise.all(
    open.begin.actions.map((action) => told(action, { current: there.get(keyOf(action)), bodies, store })),
  );
  const result = actions.every(({ outcome }) => outcome === 'applied') ? 'complete' : 'incomplete';
  const begin = { ...last, hash: open.hash };
  const end = await recordEnd(io, { ledger, begin, last, ending: { result, actions, bodies }, actor, recovered: true });
  return end === 'ended' ? 'moved' : { end, actions };
}

interface Told {
  readonly current: Resource | undefined;
  readonly bodies: Map<string, JsonObject>;
  readonly store: LedgerStore;
}

async function told(action: BegunAction, { current, bodies, store }: Told): Promise<WrittenAction> {
  const { type, id, action: verb, desired, seen, tests } = action;
  const hash = current === undefined ? null : liveHash(current);
  const done =
    current === undefined ? desired === null : desired !== null && (await isAsWanted(current, desired, store));
  const outcome = done ? 'applied' : hash === (seen?.hash ?? null) ? 'not applied' : 'unknown';
  const base = { type, id, action: verb, outcome, ...(tests === undefined ? {} : { tests }) } as const;
  return { ...base, live: current === undefined ? null : liveRef(current, bodies) };
}
