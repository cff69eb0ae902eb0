import { autoDisable } from './behaviour/auto-disable';
import type { Reply } from './behaviour/call';
import { parseRoute, workspacePathOf } from './contract/routes';
import { cloudError, serverError, tooManyRequests } from './errors';
import type { Refusal } from './errors';
import type { Delivery, EmulatorRequest, EmulatorResponse } from './exchange';
import { effectOf, strike } from './faults';
import type { Fault, FaultEffect } from './faults';
import { loseProperty, wrongEtags } from './spoil';
import { serve } from './service';
import type { ServiceCircumstances } from './service';
import { applyChange } from './state/change';
import type { Change } from './state/change';
import type { EmulatorState, Traffic } from './state/state';

export interface Circumstances extends ServiceCircumstances {
  readonly faults: readonly Fault[];
}

export interface Outcome {
  readonly response: EmulatorResponse;
  readonly delivery: Delivery;
  readonly state: EmulatorState;
  /** What a journal must keep before the response may leave. */
  readonly changes: readonly Change[];
}

/** Answers one request: the whole emulated service, as a function. */
export function handle(request: EmulatorRequest, before: EmulatorState, circumstances: Circumstances): Outcome {
  const { effects, hits } = strike(circumstances.faults, request, before.traffic.hits);
  const requests = before.traffic.requests + 1;
  const state = { ...before, traffic: { ...before.traffic, requests, hits } };
  const refusal = injectedRefusal(effects);
  const delivery = deliveryOf(effects);
  if (effectOf(effects, 'lostRequest') !== undefined || refusal !== undefined) {
    const reply: Reply = { kind: 'refusal', refusal: refusal ?? serverError(502, undefined) };
    return { response: toResponse(reply, requests), delivery, state, changes: [] };
  }
  const behind = behindTheBack(request, state, { effects, circumstances });
  const lost = effectOf(effects, 'lostProperty');
  const arrived = lost === undefined ? request : { ...request, body: loseProperty(request.body, lost.path) };
  const lag = effectOf(effects, 'staleRead') !== undefined && request.method === 'GET';
  const served = serve(arrived, lag ? lagging(behind.state) : behind.state, circumstances);
  const told = lost?.answer === 'asSent' ? serve(request, behind.state, circumstances).reply : served.reply;
  const changes = served.reply.kind === 'answer' ? served.reply.changes : [];
  const response = toResponse(told, requests, served.headers);
  return {
    response:
      effectOf(effects, 'wrongEtag') === undefined ? response : { ...response, body: wrongEtags(response.body) },
    delivery,
    state: advance(behind.state, served.state.traffic, changes),
    changes: [...behind.changes, ...changes],
  };
}

const lagging = (state: EmulatorState): EmulatorState => ({
  ...state,
  workspaces: state.traffic.before ?? state.workspaces,
});

function advance(before: EmulatorState, traffic: Traffic, changes: readonly Change[]): EmulatorState {
  const state = { ...before, traffic };
  if (changes.length === 0) return state;
  return changes.reduce(applyChange, { ...state, traffic: { ...traffic, before: before.workspaces } });
}

/** What others do to the workspace just before the request is served. */
function behindTheBack(
  request: EmulatorRequest,
  state: EmulatorState,
  { effects, circumstances }: { readonly effects: readonly FaultEffect[]; readonly circumstances: Circumstances },
): { readonly state: EmulatorState; readonly changes: readonly Change[] } {
  const overtaken = effectOf(effects, 'overtaken');
  if (overtaken !== undefined) {
    const { method, path, body } = overtaken;
    const url = new URL(path, request.url).href;
    return handle({ method, url, headers: {}, body }, state, { ...circumstances, faults: [] });
  }
  const disabling = effectOf(effects, 'autoDisabled');
  const route = parseRoute(new URL(request.url).pathname);
  if (disabling === undefined || 'code' in route || route.type !== 'alertRules') return { state, changes: [] };
  const changes = autoDisable(state, {
    workspace: workspacePathOf(route.address),
    reason: disabling.reason,
    now: circumstances.now,
    ...(route.name === undefined ? {} : { ruleId: route.name }),
  });
  return { state: changes.reduce(applyChange, state), changes };
}

function injectedRefusal(effects: readonly FaultEffect[]): Refusal | undefined {
  for (const effect of effects) {
    if (effect.kind === 'throttled') return tooManyRequests(effect.retryAfterSeconds);
    if (effect.kind === 'serverError') return serverError(effect.status, effect.retryAfterSeconds);
    if (effect.kind === 'refused') return effect;
  }
  return undefined;
}

function deliveryOf(effects: readonly FaultEffect[]): Delivery {
  const delayMs = effectOf(effects, 'slow')?.delayMs ?? 0;
  const lost = effects.some(({ kind }) => kind === 'lostRequest' || kind === 'lostAnswer');
  if (lost) return { kind: 'lost', delayMs };
  return { kind: effectOf(effects, 'brokenBody') === undefined ? 'sent' : 'broken', delayMs };
}

function toResponse(reply: Reply, requests: number, headers: Readonly<Record<string, string>> = {}): EmulatorResponse {
  const id = `00000000-0000-0000-0000-${requests.toString(16).padStart(12, '0')}`;
  const common = { 'x-ms-request-id': id, 'x-ms-correlation-request-id': id, 'cache-control': 'no-cache', ...headers };
  const { status, body } =
    reply.kind === 'answer' ? reply : { status: reply.refusal.status, body: cloudError(reply.refusal) };
  const own = reply.kind === 'answer' ? {} : (reply.refusal.headers ?? {});
  if (body === undefined) return { status, headers: { ...common, ...own }, body: '' };
  const content = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...common, ...content, ...own }, body: JSON.stringify(body) };
}
