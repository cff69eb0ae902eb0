import type { Workspace } from '../../deploy';
import { keyOf } from '../../src/ledger';
import type { Actor, BegunAction, DeploymentEntry, LedgerStore, WrittenAction } from '../../src/ledger';
import type { JsonObject } from '../../src/json';
import { liveHash, RESOURCE_TYPES, resourceKey } from '../../src/state';
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
 * Ends a deployment that began and never ended, from its `begin` and what the workspace has now: as wanted is applied, as
 * the plan saw it is not applied, anything else is unknown. A list may have lost a page or lag behind, so what it does not
 * show as done is looked at again, by itself. `moved` if somebody else ended it meanwhile; undefined if nothing is open.
 */
export async function recover(
  io: Pick<Io, 'now'>,
  { ledger, live, metadata }: WorkspaceReading,
  { actor, workspace }: { readonly actor: Actor; readonly workspace: Pick<Workspace, 'get'> },
): Promise<Recovery | 'moved' | undefined> {
  const { open, last } = ledger.standing;
  if (open === undefined || last === undefined) return undefined;
  const there = new Map([...live, ...metadata].map((resource) => [resourceKey(resource), resource]));
  const bodies = new Map<string, JsonObject>();
  const { store } = ledger;
  const actions = await Promise.all(
    open.begin.actions.map(async (action) => {
      const listed = await judged(action, there.get(keyOf(action)), store);
      const known = listed.outcome === 'applied' ? listed : await judged(action, await look(action, workspace), store);
      return told(action, known, bodies);
    }),
  );
  const result = actions.every(({ outcome }) => outcome === 'applied') ? 'complete' : 'incomplete';
  const begin = { ...last, hash: open.hash };
  const end = await recordEnd(io, { ledger, begin, last, ending: { result, actions, bodies }, actor, recovered: true });
  return end === 'ended' ? 'moved' : { end, actions };
}

/** What became of one write, by what is live. */
interface Judged {
  readonly outcome: WrittenAction['outcome'];
  readonly current: Resource | undefined;
}

async function judged(
  { desired, seen }: BegunAction,
  current: Resource | undefined,
  store: LedgerStore,
): Promise<Judged> {
  const hash = current === undefined ? null : liveHash(current);
  const done =
    current === undefined ? desired === null : desired !== null && (await isAsWanted(current, desired, store));
  return { outcome: done ? 'applied' : hash === (seen?.hash ?? null) ? 'not applied' : 'unknown', current };
}

async function look({ type: name, id }: BegunAction, workspace: Pick<Workspace, 'get'>): Promise<Resource | undefined> {
  const type = RESOURCE_TYPES.find((one) => one === name);
  return type === undefined ? undefined : workspace.get({ type, id });
}

function told(
  { type, id, action, tests }: BegunAction,
  { outcome, current }: Judged,
  bodies: Map<string, JsonObject>,
): WrittenAction {
  const base = { type, id, action, outcome, ...(tests === undefined ? {} : { tests }) } as const;
  return { ...base, live: current === undefined ? null : liveRef(current, bodies) };
}
