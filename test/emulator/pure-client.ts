import { DEFAULT_SETTINGS, emptyState, handle, withSettings } from '../../src/emulator';
import type { Circumstances, EmulatorState, Outcome, SettingsPatch } from '../../src/emulator';

export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
export const WORKSPACE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/soc/providers/Microsoft.OperationalInsights/workspaces/sentinel`;
export const ORIGIN = 'http://127.0.0.1:7080';
export const API_VERSION = '2025-07-01-preview';
export const START = Date.parse('2026-01-10T12:00:00.123Z');

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
}

interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly apiVersion?: string;
  readonly query?: string;
}

export type PureClient = ReturnType<typeof pureClient>;

/** Drives the pure function as a client would, holding its state. */
export function pureClient(
  given: Omit<Partial<Circumstances>, 'settings'> & {
    readonly settings?: SettingsPatch;
    readonly state?: EmulatorState;
  } = {},
) {
  const { settings = {}, state = emptyState(), ...rest } = given;
  const world = {
    state,
    circumstances: {
      now: START,
      faults: [],
      ...rest,
      settings: withSettings(DEFAULT_SETTINGS, settings),
    } as Circumstances,
  };

  const sendTo = (method: string, url: string, { body, headers = {} }: Sending = {}): Answer => {
    const outcome = handle(
      { method, url, headers, body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body) },
      world.state,
      world.circumstances,
    );
    world.state = outcome.state;
    const { status, body: text, headers: answered } = outcome.response;
    return { status, body: text === '' ? undefined : JSON.parse(text), headers: answered, outcome };
  };

  const send = (method: string, path: string, sending: Sending = {}): Answer => {
    const { apiVersion = API_VERSION, query = '' } = sending;
    const url = `${ORIGIN}${WORKSPACE}/providers/Microsoft.SecurityInsights/${path}?api-version=${apiVersion}${query}`;
    return sendTo(method, url, sending);
  };

  return {
    send,
    sendTo,
    list: (type = 'alertRules', sending: Sending = {}) => send('GET', type, sending),
    get: (id: string, sending: Sending = {}) => send('GET', `alertRules/${id}`, sending),
    put: (id: string, body: unknown, sending: Sending = {}) => send('PUT', `alertRules/${id}`, { ...sending, body }),
    delete: (id: string, sending: Sending = {}) => send('DELETE', `alertRules/${id}`, sending),
    state: () => world.state,
    advance: (seconds: number) => {
      world.circumstances = { ...world.circumstances, now: world.circumstances.now + seconds * 1000 };
    },
    set: (changed: Partial<Circumstances>) => {
      world.circumstances = { ...world.circumstances, ...changed };
    },
  };
}
