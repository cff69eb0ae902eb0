import { applyChange, autoDisable, DEFAULT_SETTINGS, handle } from '../../src/emulator';
import type {
  Change,
  EmulatorRequest,
  EmulatorSettings,
  EmulatorState,
  Fault,
  Outcome,
  QueryValidator,
} from '../../src/emulator';
import type { Keeper } from './keeper';

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** 0 when a fault kept the answer. */
  readonly status: number;
  /** Ids of the faults that struck it. */
  readonly struck: readonly string[];
}

/** What a test may see and set while the emulator runs. */
export interface Control {
  state(): EmulatorState;
  /** Puts resources in place without asking the service. */
  apply(changes: readonly Change[]): Promise<void>;
  /** Forgets all resources. */
  reset(): Promise<void>;
  /** Switches rules off as the service does to a rule that keeps failing; all rules of the workspace without `ruleId`. */
  autoDisable(rule: { readonly workspace: string; readonly ruleId?: string; readonly reason: string }): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since 1970 at which time then stands still; undefined gives the machine's clock back. */
  setClock(now: number | undefined): void;
  /** Stops the clock, and moves it on. */
  advance(seconds: number): void;
  faults(): readonly Fault[];
  setFaults(faults: readonly Fault[]): void;
  /** Changes settings from the next request on. */
  setSettings(settings: Partial<EmulatorSettings>): void;
  /** The requests that reached the service since the start or the last `forgetRequests`; the last 10,000 of them. */
  requests(): readonly SeenRequest[];
  forgetRequests(): void;
}

export interface HostOptions {
  readonly keeper: Keeper;
  readonly machineClock: () => number;
  readonly clock: number | undefined;
  readonly settings: Partial<EmulatorSettings>;
  readonly faults: readonly Fault[];
  readonly validateQuery: QueryValidator | undefined;
}

const MAX_SEEN = 10_000;

/** Owns the one state that moves: everything else about the service is a function. */
export class Host {
  readonly #options: HostOptions;
  #state: EmulatorState;
  #clock: number | undefined;
  #settings: EmulatorSettings;
  #faults: readonly Fault[];
  readonly #seen: SeenRequest[] = [];
  #kept: Promise<void> = Promise.resolve();

  constructor(options: HostOptions) {
    this.#options = options;
    this.#state = options.keeper.state;
    this.#clock = options.clock;
    this.#settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.#faults = options.faults;
  }

  readonly control: Control = {
    state: () => this.#state,
    apply: async (changes) => this.#apply(changes),
    reset: async () => this.#apply([{ type: 'reset', revision: this.#state.revision + 1 }]),
    autoDisable: async (rule) => this.#apply(autoDisable(this.#state, { ...rule, now: this.#now() })),
    now: () => this.#now(),
    setClock: (now) => {
      this.#clock = now;
    },
    advance: (seconds) => {
      this.#clock = this.#now() + seconds * 1000;
    },
    faults: () => this.#faults,
    setFaults: (faults) => {
      this.#faults = faults;
      this.#state = { ...this.#state, traffic: { ...this.#state.traffic, hits: {} } };
    },
    setSettings: (settings) => {
      this.#settings = { ...this.#settings, ...settings };
    },
    requests: () => [...this.#seen],
    forgetRequests: () => {
      this.#seen.length = 0;
    },
  };

  /**
   * Answers once all that was changed up to now is safe, so that no answer tells of a write that a crash could undo.
   * Rejects for ever once the keeper has failed.
   */
  async answer(request: EmulatorRequest): Promise<Outcome> {
    const { validateQuery } = this.#options;
    const outcome = handle(request, this.#state, {
      now: this.#now(),
      settings: this.#settings,
      faults: this.#faults,
      ...(validateQuery === undefined ? {} : { validateQuery }),
    });
    this.#state = outcome.state;
    this.#note(request, outcome);
    await this.#keep(outcome.changes);
    return outcome;
  }

  async close(): Promise<void> {
    try {
      await this.#kept;
    } finally {
      await this.#options.keeper.close();
    }
  }

  #now(): number {
    return this.#clock ?? this.#options.machineClock();
  }

  #note({ method, url }: EmulatorRequest, { response, delivery, struck }: Outcome): void {
    const { pathname, search } = new URL(url);
    const status = delivery.kind === 'lost' || delivery.kind === 'never' ? 0 : response.status;
    this.#seen.push({ method, path: `${pathname}${search}`, status, struck });
    if (this.#seen.length > MAX_SEEN) this.#seen.shift();
  }

  async #apply(changes: readonly Change[]): Promise<void> {
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
