import { startEmulator } from '../../scripts/emulate';
import type { Control, EmulatorOptions, RunningEmulator, WriteEntry } from '../../scripts/emulate';
import { seedState } from '../../src/emulator';
import type { Directory, Fault, FaultEffect, Seed, StoredVersion, WorkspaceIdentity } from '../../src/emulator';

/** One workspace of a fleet, seen from behind the service. */
export interface FleetWorkspace extends WorkspaceIdentity {
  /** Its path in the Resource Manager. */
  readonly path: string;
  /** The stored rules by id in lower case: as they are, not as the service tells them. */
  rules(): Readonly<Record<string, StoredVersion>>;
  /** The stored metadata by name in lower case. */
  metadata(): Readonly<Record<string, StoredVersion>>;
  watchlists(): Readonly<Record<string, StoredVersion>>;
  /** The stored rows by alias and id. */
  watchlistItems(): Readonly<Record<string, StoredVersion>>;
  functions(): Readonly<Record<string, StoredVersion>>;
  /** Sends a request below the workspace as another client would. Throws unless it is done. */
  act(method: string, path: string, body?: object): Promise<void>;
  /** What was attempted here, by everybody. */
  writes(): readonly WriteEntry[];
  /** Puts a rule as another client would. Throws unless it is stored. */
  put(ruleId: string, body: object, principal?: string): Promise<void>;
  putMetadata(name: string, body: object, principal?: string): Promise<void>;
  delete(ruleId: string, principal?: string): Promise<void>;
  /** Changes properties of a rule as a person in the portal would. */
  edit(ruleId: string, properties: Parameters<Control['edit']>[0]['properties']): Promise<void>;
}

export interface Fleet {
  readonly emulator: RunningEmulator;
  readonly control: Control;
  /** The endpoint. */
  readonly url: string;
  readonly workspaces: readonly FleetWorkspace[];
  close(): Promise<void>;
}

export interface FleetOptions extends Omit<EmulatorOptions, 'state'> {
  /** One, unless given. */
  readonly workspaces?: number;
  /** How many of them share a subscription; all, unless given. Two share a resource group. */
  readonly perSubscription?: number;
  /** What every workspace holds at the start. */
  readonly seed?: Pick<Seed, 'rules' | 'mark'>;
}

const API_VERSION = '2025-07-01-preview';
const TENANT = '7c3a1f0e-95b4-4c52-8d6f-2b1a0c9e8d7f';
const guid = (family: string, number: number): string => `${family}-0000-4000-8000-${String(number).padStart(12, '0')}`;
const running: RunningEmulator[] = [];

/** Workspaces in one emulator on loopback, and the means to script its faults and to judge what a client did to it. */
export async function startFleet({
  workspaces = 1,
  perSubscription = workspaces,
  seed,
  ...options
}: FleetOptions = {}): Promise<Fleet> {
  const identities = Array.from({ length: workspaces }, (_, index): WorkspaceIdentity => ({
    subscriptionId: guid('aaaaaaaa', Math.floor(index / perSubscription) + 1),
    resourceGroup: `rg-${Math.floor(index / 2) + 1}`,
    workspace: `ws-${index + 1}`,
    customerId: guid('cccccccc', index + 1),
    tenantId: TENANT,
  }));
  const emulator = await startEmulator({
    ...options,
    ...(seed === undefined
      ? {}
      : { state: seedState({ ...seed, workspaces: identities.map(pathOf), now: options.clock ?? Date.now() }) }),
    settings: { directory: directoryOf(identities), ...options.settings },
  });
  running.push(emulator);
  const { control, url } = emulator;
  return {
    emulator,
    control,
    url,
    workspaces: identities.map((identity) => workspaceOf(control, identity)),
    close: async () => {
      running.splice(running.indexOf(emulator), 1);
      await emulator.close();
    },
  };
}

/** For `afterEach`. */
export async function closeFleets(): Promise<void> {
  await Promise.all(running.splice(0).map(async (emulator) => emulator.close()));
}

/** A fault at the nth write of a rule, counted from 1; of all of them without numbers. */
export const atRuleWrite = (effect: FaultEffect, ...calls: readonly number[]): Fault =>
  faultAt('rule-write', { method: 'PUT', path: '/alertRules/' }, { effect, calls });

/** A fault at the nth write of a rule's metadata. */
export const atMarkWrite = (effect: FaultEffect, ...calls: readonly number[]): Fault =>
  faultAt('mark-write', { method: 'PUT', path: '/metadata/' }, { effect, calls });

/** A fault at the nth page of the rules' list. */
export const atRulePage = (effect: FaultEffect, ...calls: readonly number[]): Fault =>
  faultAt('rule-page', { method: 'GET', path: '/alertRules?' }, { effect, calls });

/** A fault at the nth deletion of a rule. */
export const atRuleDelete = (effect: FaultEffect, ...calls: readonly number[]): Fault =>
  faultAt('rule-delete', { method: 'DELETE', path: '/alertRules/' }, { effect, calls });

/** Where a client stands when it is killed: its write has arrived, has taken effect, or has been answered. */
export type Boundary = 'sent' | 'effective' | 'answered';

const STOPPED = 'stopped';

/**
 * Faults that stop a client at its nth write of a rule: whatever it sends then is never answered. A client that was
 * answered is stopped at its next request, whatever that is.
 */
export function stopAt(boundary: Boundary, write: number): readonly Fault[] {
  const when = { method: 'PUT', path: '/alertRules/', calls: [write] };
  const silence = (effect: 'took' | 'none'): FaultEffect => ({ kind: 'noAnswer', effect });
  const afterwards = { id: 'dead', when: { after: STOPPED }, effect: silence('none') };
  switch (boundary) {
    case 'sent':
      return [{ id: STOPPED, when, effect: silence('none') }, afterwards];
    case 'effective':
      return [{ id: STOPPED, when, effect: silence('took') }, afterwards];
    case 'answered':
      return [
        { id: 'last', when, effect: { kind: 'nothing' } },
        { id: STOPPED, when: { after: 'last' }, effect: silence('none') },
      ];
  }
}

/** Resolves when a client has come to where `stopAt` stops it. */
export async function stopped({ control }: Fleet, timeoutMs = 60_000): Promise<void> {
  await control.until(() => (control.struck()[STOPPED] ?? 0) > 0, timeoutMs);
}

function faultAt(
  id: string,
  when: Fault['when'],
  { effect, calls }: { readonly effect: FaultEffect; readonly calls: readonly number[] },
): Fault {
  return {
    id: `${id} ${effect.kind}${calls.length === 0 ? '' : ` ${calls.join(' ')}`}`,
    when: calls.length === 0 ? when : { ...when, calls },
    effect,
  };
}

function pathOf({ subscriptionId, resourceGroup, workspace }: WorkspaceIdentity): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
}

function directoryOf(identities: readonly WorkspaceIdentity[]): Directory {
  const ids = [...new Set(identities.map(({ subscriptionId }) => subscriptionId))];
  return {
    kind: 'declared',
    subscriptions: ids.map((subscriptionId) => ({
      subscriptionId,
      tenantId: TENANT,
      workspaces: identities.filter((identity) => identity.subscriptionId === subscriptionId),
    })),
  };
}

function workspaceOf(control: Control, identity: WorkspaceIdentity): FleetWorkspace {
  const path = pathOf(identity);
  const here = (other: string): boolean => other.toLowerCase() === path.toLowerCase();
  const stored = () => control.store().find((store) => here(store.workspace));
  const act = async (method: string, resource: string, { body, principal = 'another' }: Sent): Promise<void> => {
    const address = `${path}/providers/Microsoft.SecurityInsights/${resource}?api-version=${API_VERSION}`;
    const { status, body: told } = await control.act(principal, { method, path: address, body });
    if (status >= 300) throw new Error(`${method} ${resource} was refused: ${status} ${told}`);
  };
  return {
    ...identity,
    path,
    rules: () => stored()?.alertRules ?? {},
    metadata: () => stored()?.metadata ?? {},
    watchlists: () => stored()?.watchlists ?? {},
    watchlistItems: () => stored()?.watchlistItems ?? {},
    functions: () => stored()?.savedSearches ?? {},
    act: async (method, below, body) => {
      const { status, body: told } = await control.act('another', { method, path: `${path}/${below}`, body });
      if (status >= 300) throw new Error(`${method} ${below} was refused: ${status} ${told}`);
    },
    writes: () => control.writes().filter((write) => here(write.workspace)),
    put: async (ruleId, body, principal) => act('PUT', `alertRules/${ruleId}`, sent(body, principal)),
    putMetadata: async (name, body, principal) => act('PUT', `metadata/${name}`, sent(body, principal)),
    delete: async (ruleId, principal) => act('DELETE', `alertRules/${ruleId}`, sent(undefined, principal)),
    edit: async (ruleId, properties) => control.edit({ workspace: path, ruleId, properties }),
  };
}

interface Sent {
  readonly body?: object;
  readonly principal?: string;
}

const sent = (body: object | undefined, principal: string | undefined): Sent => ({
  ...(body === undefined ? {} : { body }),
  ...(principal === undefined ? {} : { principal }),
});
