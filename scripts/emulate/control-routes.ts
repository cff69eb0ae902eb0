import { parseFaults, parseRows, parseSettings, serialiseState } from '../../src/emulator';
import type { EmulatorRequest } from '../../src/emulator';
import type { Control, WriteEntry } from './control';

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

/** A mistake of the caller, found where an answer cannot be given. */
class BadControl extends Error {}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(body: string): Fields {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadControl('an object was expected');
  return value as Fields;
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new BadControl(`\`${name}\` must be a text`);
  return value;
}

function optionalTextOf<Name extends string>(fields: Fields, name: Name): { readonly [Key in Name]?: string } {
  return fields[name] === undefined ? {} : ({ [name]: textOf(fields, name) } as { readonly [Key in Name]?: string });
}

const clock = (control: Control): ControlResponse => json({ now: new Date(control.now()).toISOString() });

function setClock(control: Control, fields: Fields): void {
  const { now, advanceSeconds, speed } = fields;
  if (typeof advanceSeconds === 'number') return control.advance(advanceSeconds);
  if (typeof speed === 'number') return control.runClock(speed);
  const time = typeof now === 'string' ? Date.parse(now) : Number.NaN;
  if (now !== null && Number.isNaN(time)) {
    throw new BadControl(
      'one was expected of `now` (an ISO 8601 time, or null for the real clock), `advanceSeconds` and `speed`',
    );
  }
  control.setClock(now === null ? undefined : time);
}

/** Without the versions' bodies: those are in the store. */
function brief({ before, after, ...entry }: WriteEntry): unknown {
  const version = (of: WriteEntry['before']): unknown => of && { etag: of.etag, bodyHash: of.bodyHash };
  return { ...entry, before: version(before), after: version(after) };
}

/** By method and name. No POST: a page in a browser could send one without asking first. */
const ROUTES: Readonly<Record<string, Route>> = {
  'GET state': (control) => ({ status: 200, body: serialiseState(control.state()) }),
  'DELETE state': async (control) => {
    await control.reset();
    return json({});
  },
  'GET store': (control) => json(control.store()),
  'GET writes': (control) => json(control.writes().map(brief)),
  'DELETE writes': (control) => {
    control.forgetWrites();
    return json({});
  },
  'GET clock': clock,
  'PUT clock': (control, body) => {
    setClock(control, fieldsOf(body));
    return clock(control);
  },
  'GET settings': (control) => json(control.settings()),
  'PUT settings': (control, body) => {
    const settings = parseSettings(JSON.parse(body) as Parameters<typeof parseSettings>[0]);
    if (typeof settings === 'string') return refused(settings);
    control.setSettings(settings);
    return json(control.settings());
  },
  'GET faults': (control) => json(control.faults()),
  'PUT faults': (control, body) => {
    const faults = parseFaults(JSON.parse(body) as Parameters<typeof parseFaults>[0]);
    if (typeof faults === 'string') return refused(faults);
    control.setFaults(faults);
    return json(faults);
  },
  'GET struck': (control) => json(control.struck()),
  'GET rows': (control) => json(control.rows()),
  'PUT rows': (control, body) => {
    const fields = fieldsOf(body);
    const tables = parseRows(fields['tables'] as Parameters<typeof parseRows>[0]);
    if (typeof tables === 'string') return refused(tables);
    control.setRows(textOf(fields, 'workspace'), tables);
    return json({});
  },
  'GET requests': (control) => json(control.requests()),
  'DELETE requests': (control) => {
    control.forgetRequests();
    return json({});
  },
  'PUT act': async (control, body) => {
    const fields = fieldsOf(body);
    const [principal, method, path] = ['principal', 'method', 'path'].map((name) => textOf(fields, name));
    const act = { method: method ?? '', path: path ?? '', body: fields['body'] };
    const told = await control.act(principal ?? '', act);
    return json({ status: told.status, headers: told.headers, body: told.body });
  },
  'PUT edit': async (control, body) => {
    const fields = fieldsOf(body);
    const { properties } = fields;
    if (typeof properties !== 'object' || properties === null) throw new BadControl('`properties` must be an object');
    await control
      .edit({
        workspace: textOf(fields, 'workspace'),
        ruleId: textOf(fields, 'ruleId'),
        properties: properties as Parameters<Control['edit']>[0]['properties'],
        ...optionalTextOf(fields, 'principal'),
      })
      .catch((error: unknown) => {
        throw new BadControl(error instanceof Error ? error.message : String(error));
      });
    return json({});
  },
  'PUT auto-disabled': async (control, body) => {
    const fields = fieldsOf(body);
    const [workspace, reason] = [textOf(fields, 'workspace'), textOf(fields, 'reason')];
    await control.autoDisable({ workspace, reason, ...optionalTextOf(fields, 'ruleId') });
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
    if (error instanceof SyntaxError || error instanceof BadControl) return refused(error.message);
    throw error;
  }
}
