import { createLimiter, LIMITS, openArmWorkspace } from '../../deploy';
import type { Limiter, Workspace } from '../../deploy';
import { startEmulator } from '../../scripts/emulate';
import type { EmulatorOptions, RunningEmulator } from '../../scripts/emulate';
import { createPlan, NO_GUARDS } from '../../src/state';
import type { Plan, PlanTarget, Resource } from '../../src/state';
import { allOurs, identity, owner, tool } from '../state/ours';
import { fakeClock } from './fake-clock';

export const target: PlanTarget = {
  name: 'local',
  kind: 'emulator',
  subscriptionId: '00000000-0000-0000-0000-000000000001',
  resourceGroup: 'rg',
  workspace: 'ws',
  apiVersion: '2025-07-01-preview',
};

export interface Emulated {
  readonly emulator: RunningEmulator;
  readonly workspace: Workspace;
  readonly limiter: Limiter;
  /** `GET`, `PUT` and so on, of every request that arrived since the last call; with `path`, of those to it. */
  sent(path?: string): readonly string[];
}

const open: RunningEmulator[] = [];

/** A workspace behind the SDK on an emulator of its own, small pages, no real waiting. */
export async function emulated(options: EmulatorOptions = {}): Promise<Emulated> {
  const emulator = await startEmulator({ ...options, settings: { pageSize: 2, ...options.settings } });
  open.push(emulator);
  const limiter = createLimiter({ ...LIMITS, clock: fakeClock() });
  const workspace = await openArmWorkspace({
    id: target,
    apiVersion: target.apiVersion,
    endpoint: emulator.url,
    limiter,
  });
  return {
    emulator,
    workspace,
    limiter,
    sent: (path = '') => {
      const those = emulator.control.requests().filter(({ path: to }) => to.split('?')[0]?.endsWith(path));
      const seen = those.map(({ method }) => method);
      emulator.control.forgetRequests();
      return seen;
    },
  };
}

/** A plan for a workspace in which all that is live and wanted is ours and marked, and stale versions are refused. */
export function planFor(desired: readonly Resource[], live: readonly Resource[]): Plan {
  const ours = live.filter(({ id }) => desired.some((one) => one.id.toLowerCase() === id.toLowerCase()));
  return createPlan({
    target,
    identity,
    owner,
    tool,
    commit: null,
    created: new Date(0),
    guards: NO_GUARDS,
    desired,
    live,
    ...allOurs(ours, target),
  });
}

/** For `afterEach`. */
export async function closeEmulators(): Promise<void> {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
}
