import { parseFaults, serialiseState } from '../../src/emulator';
import type { EmulatorRequest } from '../../src/emulator';
import type { Control } from './control';

export interface ControlResponse {
  readonly status: number;
  readonly body: string;
}

/** Where tests in another process find what `Control` gives in this one. */
export const CONTROL_PATH = '/_emulator/';

type Route = (control: Control, body: string) => ControlResponse | Promise<ControlResponse>;

const json = (value: unknown): ControlResponse => ({ status: 200, body: JSON.stringify(value) });
const refused = (message: string): ControlResponse => ({
  status: 400,
  body: JSON.stringify({ error: { code: 'BadControl', message } }),
});

const clock = (control: Control): ControlResponse => json({ now: new Date(control.now()).toISOString() });

/** By method and name. No POST: a page in a browser could send one without asking first. */
const ROUTES: Readonly<Record<string, Route>> = {
  'GET state': (control) => ({ status: 200, body: serialiseState(control.state()) }),
  'DELETE state': async (control) => {
    await control.reset();
    return json({});
  },
  'GET clock': clock,
  'PUT clock': (control, body) => {
    const { now } = JSON.parse(body) as { now?: unknown };
    const time = typeof now === 'string' ? Date.parse(now) : Number.NaN;
    if (now !== null && Number.isNaN(time))
      return refused('`now` must be an ISO 8601 time, or null for the real clock');
    control.setClock(now === null ? undefined : time);
    return clock(control);
  },
  'GET faults': (control) => json(control.faults()),
  'PUT faults': (control, body) => {
    const faults = parseFaults(JSON.parse(body) as Parameters<typeof parseFaults>[0]);
    if (typeof faults === 'string') return refused(faults);
    control.setFaults(faults);
    return json(faults);
  },
  'GET requests': (control) => json(control.requests()),
  'DELETE requests': (control) => {
    control.forgetRequests();
    return json({});
  },
};

export async function answerControl(control: Control, request: EmulatorRequest): Promise<ControlResponse> {
  const name = new URL(request.url).pathname.slice(CONTROL_PATH.length);
  const route = ROUTES[`${request.method} ${name}`];
  if (route === undefined) return { ...refused(`known: ${Object.keys(ROUTES).join(', ')}`), status: 404 };
  try {
    return await route(control, request.body);
  } catch (error) {
    if (error instanceof SyntaxError) return refused(error.message);
    throw error;
  }
}
