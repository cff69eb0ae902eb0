import { autoDisable } from '../behaviour/auto-disable';
import { parseRoute, workspacePathOf } from '../contract/routes';
import type { Route } from '../contract/routes';
import type { EmulatorRequest } from '../exchange';
import { portalEdit } from '../judging/portal';
import { applyChange } from '../state/change';
import type { Change } from '../state/change';
import { lookup, workspaceOf } from '../state/state';
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
  const route = parseRoute(new URL(request.url).pathname);
  if ('code' in route) return { state };
  const edited = effectOf(effects, 'edited');
  if (edited !== undefined) return edit(route, state, { edited, serve });
  const disabling = effectOf(effects, 'autoDisabled');
  if (disabling === undefined || route.type !== 'alertRules') return { state };
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

function edit(
  route: Route,
  state: EmulatorState,
  { edited, serve }: { readonly edited: Extract<FaultEffect, { kind: 'edited' }>; readonly serve: Acting['serve'] },
): OthersActed {
  const workspace = workspacePathOf(route.address);
  const ruleId = edited.ruleId ?? (route.type === 'alertRules' ? route.name : undefined);
  // Nobody edits what is not there: the request may be the one that creates it.
  if (ruleId === undefined || lookup(workspaceOf(state, workspace).collections.alertRules, ruleId) === undefined) {
    return { state };
  }
  const request = portalEdit(state, { ...edited, workspace, ruleId });
  const { state: after, changes } = serve(request, state);
  return { state: after, act: { principal: edited.principal ?? 'portal', method: request.method, changes } };
}
