import { refuse } from './behaviour/call';
import type { Operation, Reply } from './behaviour/call';
import { deleteAlertRule, getAlertRule, listAlertRules, putAlertRule } from './behaviour/alert-rules';
import { parseRoute } from './contract/routes';
import type { ResourceType } from './contract/routes';
import { cloudError, methodNotAllowed, missingApiVersion } from './errors';
import type { Delivery, EmulatorRequest, EmulatorResponse } from './exchange';
import { member } from './json';
import type { EmulatorSettings } from './settings';
import { applyChange } from './state/change';
import type { Change } from './state/change';
import type { EmulatorState } from './state/state';

/** The circumstances of a request that are not the service's memory. */
export interface Circumstances {
  /** The clock: milliseconds since 1970. */
  readonly now: number;
  readonly settings: EmulatorSettings;
}

export interface Outcome {
  readonly response: EmulatorResponse;
  readonly delivery: Delivery;
  readonly state: EmulatorState;
  /** What a journal must keep before the response may leave. */
  readonly changes: readonly Change[];
}

type Operations = Readonly<Record<string, Operation>>;

const OPERATIONS: Readonly<Record<ResourceType, { readonly collection: Operations; readonly item: Operations }>> = {
  alertRules: {
    collection: { GET: listAlertRules },
    item: { GET: getAlertRule, PUT: putAlertRule, DELETE: deleteAlertRule },
  },
  metadata: { collection: {}, item: {} },
  alertRuleTemplates: { collection: {}, item: {} },
};

/** Answers one request: the whole emulated service, as a function. */
export function handle(request: EmulatorRequest, state: EmulatorState, circumstances: Circumstances): Outcome {
  const answered = serve(request, state, circumstances);
  const changes = answered.kind === 'answer' ? answered.changes : [];
  return {
    response: toResponse(answered),
    delivery: { kind: 'sent', delayMs: 0 },
    state: changes.reduce(applyChange, state),
    changes,
  };
}

function serve(request: EmulatorRequest, state: EmulatorState, { now, settings }: Circumstances): Reply {
  const url = new URL(request.url);
  const route = parseRoute(url.pathname);
  if ('code' in route) return refuse(route);
  if (!url.searchParams.has('api-version')) return refuse(missingApiVersion());
  const { collection, item } = OPERATIONS[route.type];
  const operation = member(route.name === undefined ? collection : item, request.method);
  if (operation === undefined) return refuse(methodNotAllowed(request.method));
  return operation({ request, url, route, state, now, settings });
}

function toResponse(answered: Reply): EmulatorResponse {
  const { status, body, headers } =
    answered.kind === 'answer'
      ? { status: answered.status, body: answered.body, headers: {} }
      : {
          status: answered.refusal.status,
          body: cloudError(answered.refusal),
          headers: answered.refusal.headers ?? {},
        };
  if (body === undefined) return { status, headers, body: '' };
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
