import type { Reply } from './behaviour/call';
import { noteWrites } from './behaviour/consistency';
import { serverError } from './errors';
import type { Delivery, EmulatorRequest, EmulatorResponse } from './exchange';
import { cut, deliveryOf, neverArrives } from './faults/delivery';
import { effectOf } from './faults/fault';
import type { Fault, FaultEffect } from './faults/fault';
import { spoilPage } from './faults/list-pages';
import { actFirst } from './faults/others';
import type { OthersAct } from './faults/others';
import { injectedRefusal } from './faults/refusal';
import { spoilSent, wrongEtags } from './faults/spoil';
import { strike } from './faults/strike';
import type { JsonObject } from './json';
import { toResponse } from './respond';
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
  /** What others did before the request: the first of the changes are theirs. */
  readonly others?: OthersAct;
  /** The ids of the faults that struck. */
  readonly struck: readonly string[];
  /** By how much a fault has moved the clock. */
  readonly secondsPassed: number;
}

/** Answers one request: the whole emulated service, as a function. */
export function handle(request: EmulatorRequest, before: EmulatorState, given: Circumstances): Outcome {
  const { effects, ids: struck, hits } = strike(given.faults, request, before.traffic.hits);
  const secondsPassed = effectOf(effects, 'timePasses')?.seconds ?? 0;
  const now = given.now + secondsPassed * 1000;
  const circumstances = { ...given, now };
  const { settings } = circumstances;
  const requests = before.traffic.requests + 1;
  const state = { ...before, traffic: { ...before.traffic, requests, hits } };
  const refusal = injectedRefusal(effects, { request, settings, now });
  const delivery = deliveryOf(effects);
  if (refusal !== undefined || neverArrives(effects)) {
    const reply: Reply = { kind: 'refusal', refusal: refusal ?? serverError(502, undefined) };
    const response = toResponse(reply, { requests, now, headers: {} });
    return { response, delivery, state, changes: [], struck, secondsPassed };
  }
  const undisturbed = { ...circumstances, faults: [] };
  const others = actFirst(request, state, { effects, now, serve: (other, at) => handle(other, at, undisturbed) });
  const { told, changes, headers, traffic } = answer(request, others.state, { effects, circumstances });
  return {
    response: cut(effects, toResponse(told, { requests, now, headers })),
    delivery,
    state: advance(others.state, traffic, { changes, circumstances }),
    changes: [...(others.act?.changes ?? []), ...changes],
    ...(others.act === undefined ? {} : { others: others.act }),
    struck,
    secondsPassed,
  };
}

interface Answered {
  readonly told: Reply;
  readonly changes: readonly Change[];
  readonly headers: Readonly<Record<string, string>>;
  readonly traffic: Traffic;
}

/** Serves the request as faults let it arrive, and tells of it as they let it be told. */
function answer(
  request: EmulatorRequest,
  state: EmulatorState,
  { effects, circumstances }: { readonly effects: readonly FaultEffect[]; readonly circumstances: Circumstances },
): Answered {
  const arrived = { ...request, body: spoilSent(request.body, effects) };
  const lag = effectOf(effects, 'staleRead') !== undefined && request.method === 'GET';
  const { reply, headers, state: after } = serve(arrived, lag ? lagging(state) : state, circumstances);
  const hidden = effects.some((effect) => 'answer' in effect && effect.answer === 'asSent');
  const told = hidden ? serve(request, state, circumstances).reply : reply;
  const stored = reply.kind === 'answer' && effectOf(effects, 'unstored') === undefined;
  const follow = (url: string): JsonObject | undefined =>
    bodyOf(serve({ ...request, url }, state, circumstances).reply);
  return {
    told: spoilTold(told, effects, (body) => spoilPage(effects, { url: request.url, body, follow })),
    changes: stored ? reply.changes : [],
    headers,
    traffic: after.traffic,
  };
}

function spoilTold(told: Reply, effects: readonly FaultEffect[], page: (body: JsonObject) => JsonObject): Reply {
  if (told.kind !== 'answer' || told.body === undefined || effects.length === 0) return told;
  const body = page(told.body);
  return { ...told, body: effectOf(effects, 'wrongEtag') === undefined ? body : wrongEtags(body) };
}

const bodyOf = (reply: Reply): JsonObject | undefined => (reply.kind === 'answer' ? reply.body : undefined);

const lagging = (state: EmulatorState): EmulatorState => ({
  ...state,
  workspaces: state.traffic.before ?? state.workspaces,
});

function advance(
  before: EmulatorState,
  traffic: Traffic,
  {
    changes,
    circumstances: { now, settings },
  }: { readonly changes: readonly Change[]; readonly circumstances: Circumstances },
): EmulatorState {
  if (changes.length === 0) return { ...before, traffic };
  const noted = noteWrites({ ...before, traffic }, { changes, now, consistency: settings.consistency });
  return changes.reduce(applyChange, { ...before, traffic: { ...noted, before: before.workspaces } });
}
