import type { Route } from '../contract/routes';
import { workspacePathOf } from '../contract/routes';
import type { EmulatorRequest } from '../exchange';
import { member } from '../json';
import type { ConsistencySettings, EmulatorSettings } from '../settings';
import type { Change } from '../state/change';
import { keyOf, withWorkspace, workspaceOf } from '../state/state';
import type { EmulatorState, Traffic, WorkspaceLag } from '../state/state';

interface Reading {
  readonly request: EmulatorRequest;
  readonly route: Route;
  readonly settings: EmulatorSettings;
  readonly now: number;
}

export interface ReadThrough {
  /** The workspaces as this request sees them. */
  readonly view: EmulatorState['workspaces'];
  /** With the read counted, and without the writes that every later read sees. */
  readonly traffic: Traffic;
}

/**
 * What a request sees while reads lag behind writes: the workspace as it was before the oldest write that is not visible
 * yet. [C] hashicorp/terraform-provider-azurerm#21231: rules read back right after their writes were not always the same.
 */
export function readThrough(state: EmulatorState, { request, route, settings, now }: Reading): ReadThrough {
  const { traffic, workspaces } = state;
  const { consistency } = settings;
  const path = workspacePathOf(route.address);
  const lag = member(traffic.lag, keyOf(path));
  if (consistency.kind === 'strong' || lag === undefined || request.method !== 'GET')
    return { view: workspaces, traffic };
  if (consistency.reads === 'lists' && route.name !== undefined) return { view: workspaces, traffic };
  const hidden = lag.writes.filter((write) =>
    consistency.by === 'reads'
      ? lag.reads - write.reads < consistency.amount
      : now < write.at + consistency.amount * 1000,
  );
  const [oldest] = hidden;
  const counted: WorkspaceLag = { reads: lag.reads + 1, writes: hidden };
  return {
    view: oldest === undefined ? workspaces : withWorkspace(state, path, oldest.before).workspaces,
    traffic: { ...traffic, lag: { ...traffic.lag, [keyOf(path)]: counted } },
  };
}

interface Writing {
  readonly changes: readonly Change[];
  readonly now: number;
  readonly consistency: ConsistencySettings;
}

/** Notes what lagging reads are not to see yet. Call it with the state before the changes. */
export function noteWrites(state: EmulatorState, { changes, now, consistency }: Writing): Traffic {
  const { traffic } = state;
  if (consistency.kind === 'strong') return traffic;
  const paths = new Set(changes.flatMap((change) => (change.type === 'reset' ? [] : [change.workspace])));
  const lag = [...paths].map((path): [string, WorkspaceLag] => {
    const { reads, writes } = member(traffic.lag, keyOf(path)) ?? { reads: 0, writes: [] };
    return [keyOf(path), { reads, writes: [...writes, { before: workspaceOf(state, path), at: now, reads }] }];
  });
  return { ...traffic, lag: { ...traffic.lag, ...Object.fromEntries(lag) } };
}
