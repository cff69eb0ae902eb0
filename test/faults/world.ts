import type { LedgerStore } from '../../src/ledger';
import { alertRuleResource } from '../../src/state';
import type { DesiredResource, Resource } from '../../src/state';
import type { Config } from '../../scripts/targets/read-config';
import { targetOf } from '../../scripts/targets/target';
import type { Target } from '../../scripts/targets/target';
import { startFleet } from '../support/fleet';
import type { Fleet, FleetOptions, FleetWorkspace } from '../support/fleet';
import { memoryStore } from './memory-store';

/** A workspace with a history, what is wanted of it next, and everything that a judge may look at. */
export interface World {
  readonly fleet: Fleet;
  readonly workspace: FleetWorkspace;
  readonly target: Target;
  readonly config: Config;
  readonly store: LedgerStore;
  readonly desired: readonly DesiredResource[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** When the run has to end, where it has to: after that nothing may be written. */
  readonly ends?: Ends;
  /** False where nothing at all may be written. */
  readonly mayWrite?: boolean;
}

export interface Ends {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** So much later it may be when all that was under way is answered. */
  readonly lateMs: number;
  /** What time it is; and how many writes had arrived when the time was over. Told by the run's clock. */
  now?: number;
  writes?: number;
}

export function rule(id: string, more: Readonly<Record<string, unknown>> = {}): Resource {
  return alertRuleResource(id, {
    kind: 'Scheduled',
    properties: {
      displayName: `Rule ${id}`,
      description: 'For faults.',
      severity: 'Medium',
      enabled: true,
      query: 'SecurityEvent\n| where EventID == 4720',
      queryFrequency: 'PT1H',
      queryPeriod: 'P1D',
      triggerOperator: 'GreaterThan',
      triggerThreshold: 0,
      suppressionEnabled: false,
      suppressionDuration: 'PT5H',
      tactics: ['Persistence'],
      techniques: ['T1098'],
      ...more,
    },
  });
}

/** Of a rule that nobody here owns. */
export const BY_HAND = 'by-hand';

/** Starts a workspace; nothing is deployed yet. */
export async function startWorld(desired: readonly DesiredResource[], options: FleetOptions = {}): Promise<World> {
  const fleet = await startFleet({ ...options, settings: { pageSize: 4, ...options.settings } });
  const [workspace] = fleet.workspaces;
  if (workspace === undefined) throw new Error('a fleet has a workspace');
  const { subscriptionId, resourceGroup, workspace: name } = workspace;
  const entry = { kind: 'emulator', subscription: subscriptionId, resourceGroup, workspace: name } as const;
  const target = targetOf('prod', { ...entry, endpoint: fleet.url, ledger: { folder: '' } }, '/');
  const config: Config = {
    detections: 'detections',
    repository: 'contoso/detections',
    schemas: [],
    checks: {},
    targets: new Map(),
    described: [],
    waves: [],
    tests: {} as Config['tests'],
  };
  await workspace.put(BY_HAND, rule(BY_HAND).body);
  return { fleet, workspace, target, config, store: memoryStore(), desired, now: Date.parse('2026-01-10T00:00:00Z') };
}
