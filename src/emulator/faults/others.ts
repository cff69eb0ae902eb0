import { autoDisable } from '../behaviour/auto-disable';
import { parseRoute, workspacePathOf } from '../contract/routes';
import type { EmulatorRequest } from '../exchange';
import { applyChange } from '../state/change';
import type { Change } from '../state/change';
import type { EmulatorState } from '../state/state';
import { effectOf } from './fault';
import type { FaultEffect } from './fault';

/** What somebody else did. */
export interface OthersAct {
  readonly principal: string;
  readonly method: string;
  readonly changes: readonly Change[];
}

interface OthersActed {
  readonly state: EmulatorState;
  readonly act?: OthersAct;
}

interface Acting {
  readonly effects: readonly FaultEffect[];
  readonly now: number;
  /** The service, without faults. */
  readonly serve: (
    request: EmulatorRequest,
    state: EmulatorState,
  ) => { readonly state: EmulatorState; readonly changes: readonly Change[] };
}

/** What others do to the workspace just before the request is served. */
export function actFirst(request: EmulatorRequest, state: EmulatorState, { effects, now, serve }: Acting): OthersActed {
  const overtaken = effectOf(effects, 'overtaken');
  if (overtaken !== undefined) {
    const { method, path, body, principal = 'another' } = overtaken;
    const url = new URL(path, request.url).href;
    const { changes, state: after } = serve({ method, url, headers: {}, body, principal }, state);
    return { state: after, act: { principal, method, changes } };
  }
  const disabling = effectOf(effects, 'autoDisabled');
  const route = parseRoute(new URL(request.url).pathname);
  if (disabling === undefined || 'code' in route || route.type !== 'alertRules') return { state };
  const changes = autoDisable(state, {
    workspace: workspacePathOf(route.address),
    reason: disabling.reason,
    now,
    ...(route.name === undefined ? {} : { ruleId: route.name }),
  });
  return {
    state: changes.reduce(applyChange, state),
    act: { principal: 'service', method: 'SERVICE', changes },
  };
}
