import { autoDisable } from '../behaviour/auto-disable';
import { parseRoute, workspacePathOf } from '../contract/routes';
import type { EmulatorRequest } from '../exchange';
import { applyChange } from '../state/change';
import type { Change } from '../state/change';
import type { EmulatorState } from '../state/state';
import { effectOf } from './fault';
import type { FaultEffect } from './fault';

export interface OthersActed {
  readonly state: EmulatorState;
  readonly changes: readonly Change[];
  /** Who did it, if somebody did something. */
  readonly principal?: string;
}

interface Acting {
  readonly effects: readonly FaultEffect[];
  readonly now: number;
  /** The service, without faults. */
  readonly serve: (request: EmulatorRequest, state: EmulatorState) => OthersActed;
}

/** What others do to the workspace just before the request is served. */
export function actFirst(request: EmulatorRequest, state: EmulatorState, { effects, now, serve }: Acting): OthersActed {
  const overtaken = effectOf(effects, 'overtaken');
  if (overtaken !== undefined) {
    const { method, path, body, principal = 'another' } = overtaken;
    const url = new URL(path, request.url).href;
    const { changes, state: after } = serve({ method, url, headers: {}, body, principal }, state);
    return { changes, state: after, principal };
  }
  const disabling = effectOf(effects, 'autoDisabled');
  const route = parseRoute(new URL(request.url).pathname);
  if (disabling === undefined || 'code' in route || route.type !== 'alertRules') return { state, changes: [] };
  const changes = autoDisable(state, {
    workspace: workspacePathOf(route.address),
    reason: disabling.reason,
    now,
    ...(route.name === undefined ? {} : { ruleId: route.name }),
  });
  return { state: changes.reduce(applyChange, state), changes, principal: SERVICE };
}

/** The principal of what the service does by itself. */
export const SERVICE = 'service';
