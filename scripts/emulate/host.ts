import { applyChange, DEFAULT_SETTINGS, emptyState, handle } from '../../src/emulator';
import type { Change, EmulatorRequest, EmulatorSettings, EmulatorState, Outcome } from '../../src/emulator';

/** Where changes go to survive the process. */
export interface Keeper {
  readonly state: EmulatorState;
  /** Resolves when the changes are safe. Calls may overlap; their order is the order of the calls. */
  keep(changes: readonly Change[], after: EmulatorState): Promise<void>;
  close(): Promise<void>;
}

/** Forgets everything with the process. */
export function memoryKeeper(state: EmulatorState = emptyState()): Keeper {
  return { state, keep: async () => {}, close: async () => {} };
}

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
}

/** What a test may see and set while the emulator runs. */
export interface Control {
  state(): EmulatorState;
  /** Puts resources in place without asking the service. */
  apply(changes: readonly Change[]): Promise<void>;
  /** Milliseconds since 1970; undefined gives the machine's clock back. */
  setClock(now: number | undefined): void;
  /** Moves a set clock on. */
  advance(seconds: number): void;
  /** Every request that reached the service since the start or the last `forgetRequests`. */
  requests(): readonly SeenRequest[];
  forgetRequests(): void;
}

/** Owns the one state that moves: everything else about the service is a function. */
export class Host {
  readonly #keeper: Keeper;
  readonly #settings: EmulatorSettings;
  readonly #machineClock: () => number;
  #state: EmulatorState;
  #clock: number | undefined;
  #seen: SeenRequest[] = [];
  #kept: Promise<void> = Promise.resolve();

  constructor(options: {
    readonly keeper: Keeper;
    readonly settings: Partial<EmulatorSettings>;
    readonly machineClock: () => number;
    readonly clock: number | undefined;
  }) {
    this.#keeper = options.keeper;
    this.#settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.#machineClock = options.machineClock;
    this.#clock = options.clock;
    this.#state = options.keeper.state;
  }

  readonly control: Control = {
    state: () => this.#state,
    apply: async (changes) => {
      this.#state = changes.reduce(applyChange, this.#state);
      await this.#keep(changes);
    },
    setClock: (now) => {
      this.#clock = now;
    },
    advance: (seconds) => {
      this.#clock = this.#now() + seconds * 1000;
    },
    requests: () => this.#seen,
    forgetRequests: () => {
      this.#seen = [];
    },
  };

  /** Answers once all that was changed up to now is safe, so that no answer tells of a write that a crash could undo. */
  async answer(request: EmulatorRequest): Promise<Outcome> {
    const outcome = handle(request, this.#state, { now: this.#now(), settings: this.#settings });
    this.#state = outcome.state;
    const { pathname, search } = new URL(request.url);
    this.#seen.push({ method: request.method, path: `${pathname}${search}`, status: outcome.response.status });
    await this.#keep(outcome.changes);
    return outcome;
  }

  async close(): Promise<void> {
    await this.#kept;
    await this.#keeper.close();
  }

  #now(): number {
    return this.#clock ?? this.#machineClock();
  }

  #keep(changes: readonly Change[]): Promise<void> {
    const before = this.#kept;
    const own = changes.length === 0 ? Promise.resolve() : this.#keeper.keep(changes, this.#state);
    this.#kept = Promise.all([before, own]).then(() => {});
    return this.#kept;
  }
}
