import {
  applyChange,
  asVersion,
  autoDisable,
  danglingFault,
  DEFAULT_SETTINGS,
  handle,
  portalEdit,
  principalOf,
  rawStore,
  recordChanges,
  recordWrites,
  withSettings,
} from '../../src/emulator';
import type {
  Change,
  Circumstances,
  EmulatorRequest,
  EmulatorResponse,
  EmulatorSettings,
  EmulatorState,
  Fault,
  Outcome,
  QueryValidator,
  SeededRows,
  SettingsPatch,
  WriteRecord,
} from '../../src/emulator';
import type { Catalog } from '../../src/kql';
import { EmulatedClock } from './clock';
import type { Act, Control, SeenRequest, WriteEntry } from './control';
import type { Keeper } from './keeper';
import { Records } from './records';
import { Waiters } from './waiters';

export interface HostOptions {
  readonly keeper: Keeper;
  readonly machineClock: () => number;
  readonly clock: number | undefined;
  readonly settings: SettingsPatch;
  readonly faults: readonly Fault[];
  readonly validateQuery: QueryValidator | undefined;
  readonly catalog: Catalog | undefined;
}

const MAX_SEEN = 10_000;
const MAX_WRITES = 20_000;
const WAIT_MS = 10_000;

/** Owns the one state that moves: everything else about the service is a function. */
export class Host {
  readonly #options: HostOptions;
  readonly #clock: EmulatedClock;
  readonly #seen = new Records<SeenRequest>(MAX_SEEN);
  readonly #writes = new Records<WriteRecord>(MAX_WRITES);
  readonly #waiters = new Waiters();
  #state: EmulatorState;
  #settings: EmulatorSettings;
  #faults: readonly Fault[];
  #rows: SeededRows = {};
  #kept: Promise<void> = Promise.resolve();

  constructor(options: HostOptions) {
    this.#options = options;
    this.#clock = new EmulatedClock(options.machineClock, options.clock);
    this.#state = options.keeper.state;
    this.#settings = withSettings(DEFAULT_SETTINGS, options.settings);
    this.#faults = checked(options.faults);
  }

  readonly control: Control = {
    state: () => this.#state,
    apply: async (changes) => this.#apply(changes, { principal: 'control', method: 'CONTROL' }),
    reset: async () =>
      this.#apply([{ type: 'reset', revision: this.#state.revision + 1 }], { principal: 'control', method: 'CONTROL' }),
    autoDisable: async (rule) =>
      this.#apply(autoDisable(this.#state, { ...rule, now: this.#clock.now() }), {
        principal: 'service',
        method: 'SERVICE',
      }),
    act: async (principal, act) => this.#act(requestOf(principal, act)),
    edit: async (edit) => {
      const { status, body } = await this.#act(portalEdit(this.#state, edit));
      if (status !== 200) throw new Error(`the edit of ${edit.ruleId} was refused: ${status} ${body}`);
    },
    now: () => this.#clock.now(),
    setClock: (now) => this.#clock.set(now),
    runClock: (speed) => this.#clock.run(speed),
    advance: (seconds) => this.#clock.advance(seconds),
    faults: () => this.#faults,
    setFaults: (faults) => {
      this.#faults = checked(faults);
      this.#state = { ...this.#state, traffic: { ...this.#state.traffic, hits: {} } };
    },
    struck: () =>
      Object.fromEntries(
        Object.entries(this.#state.traffic.hits).flatMap(([id, { struck }]) => (struck === 0 ? [] : [[id, struck]])),
      ) as Readonly<Record<string, number>>,
    settings: () => this.#settings,
    setSettings: (settings) => {
      this.#settings = withSettings(this.#settings, settings);
    },
    rows: () => this.#rows,
    setRows: (workspace, tables) => {
      this.#rows = { ...this.#rows, [workspace.toLowerCase()]: tables };
    },
    requests: () => this.#seen.all(),
    forgetRequests: () => this.#seen.forget(),
    writes: () => this.#writes.all().map(entryOf),
    forgetWrites: () => this.#writes.forget(),
    store: () => rawStore(this.#state),
    until: async (condition, timeoutMs = WAIT_MS) => this.#waiters.until(condition, timeoutMs),
  };

  /**
   * Answers once all that was changed up to now is safe, so that no answer tells of a write that a crash could undo.
   * Rejects for ever once the keeper has failed.
   */
  async answer(request: EmulatorRequest): Promise<Outcome> {
    const outcome = this.#handle(request, { settings: this.#settings, faults: this.#faults });
    this.#note(request, outcome);
    await this.#keep(outcome.changes);
    this.#waiters.look();
    return outcome;
  }

  async close(): Promise<void> {
    try {
      await this.#kept;
    } finally {
      await this.#options.keeper.close();
    }
  }

  async #act(request: EmulatorRequest): Promise<EmulatorResponse> {
    const settings: EmulatorSettings = { ...this.#settings, throttling: { kind: 'off' } };
    const { changes, response } = this.#handle(request, { settings, faults: [] });
    await this.#keep(changes);
    this.#waiters.look();
    return response;
  }

  #handle(request: EmulatorRequest, given: Pick<Circumstances, 'settings' | 'faults'>): Outcome {
    const { validateQuery, catalog } = this.#options;
    const now = this.#clock.now();
    const state = this.#state;
    const outcome = handle(request, state, {
      now,
      ...given,
      rows: this.#rows,
      ...(validateQuery === undefined ? {} : { validateQuery }),
      ...(catalog === undefined ? {} : { catalog }),
    });
    this.#state = outcome.state;
    if (outcome.secondsPassed !== 0) this.#clock.jump(outcome.secondsPassed);
    for (const record of recordWrites({ request, state, outcome, now })) this.#writes.add(record);
    return outcome;
  }

  #note(request: EmulatorRequest, { response, delivery, struck }: Outcome): void {
    const { pathname, search } = new URL(request.url);
    const status = delivery.kind === 'lost' || delivery.kind === 'never' ? 0 : response.status;
    const { method } = request;
    this.#seen.add({ method, path: `${pathname}${search}`, principal: principalOf(request), status, struck });
  }

  async #apply(changes: readonly Change[], by: Pick<WriteRecord, 'principal' | 'method'>): Promise<void> {
    const time = new Date(this.#clock.now()).toISOString();
    const told = { ...by, time, status: 200, delivery: 'sent', struck: [] } as const;
    for (const record of recordChanges(this.#state, changes, told)) this.#writes.add(record);
    this.#state = changes.reduce(applyChange, this.#state);
    await this.#keep(changes);
  }

  async #keep(changes: readonly Change[]): Promise<void> {
    const own = changes.length === 0 ? Promise.resolve() : this.#options.keeper.keep(changes, this.#state);
    const all = Promise.all([this.#kept, own]).then(() => {});
    this.#kept = all;
    // Each waiter hears of a failure by itself; without this the last promise's failure would count as unheard.
    all.catch(() => {});
    await all;
  }
}

function checked(faults: readonly Fault[]): readonly Fault[] {
  const problem = danglingFault(faults);
  if (problem !== undefined) throw new Error(problem);
  return faults;
}

function requestOf(principal: string, { method, path, body, headers = {} }: Act): EmulatorRequest {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { method, url: new URL(path, 'http://another.invalid').href, headers, body: text, principal };
}

function entryOf({ before, after, ...entry }: WriteRecord & { readonly sequence: number }): WriteEntry {
  return {
    ...entry,
    ...(before === undefined ? {} : { before: asVersion(before) }),
    ...(after === undefined ? {} : { after: asVersion(after) }),
  };
}
