import type {
  Change,
  EmulatorResponse,
  EmulatorSettings,
  EmulatorState,
  Fault,
  PortalEdit,
  SeededRows,
  SettingsPatch,
  StoredVersion,
  StoredWorkspace,
  WriteRecord,
} from '../../src/emulator';

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly principal: string;
  /** 0 when a fault kept the answer. */
  readonly status: number;
  /** Ids of the faults that struck it. */
  readonly struck: readonly string[];
}

export interface WriteEntry extends Omit<WriteRecord, 'before' | 'after'> {
  /** From 1, over everything written since the start. */
  readonly sequence: number;
  readonly before?: StoredVersion;
  readonly after?: StoredVersion;
}

/** A request of another client. */
export interface Act {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
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
  /** Sends a request as another client, past faults and throttling. It is in the write log, not among the requests. */
  act(principal: string, act: Act): Promise<EmulatorResponse>;
  /** Changes properties of a rule as a person in the portal does. Throws if there is no such rule, or it is refused. */
  edit(edit: PortalEdit): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since 1970 at which time then stands still; undefined gives the machine's clock back. */
  setClock(now: number | undefined): void;
  /** Lets time run on from now, so many times as fast as the machine's. */
  runClock(speed: number): void;
  /** Moves the clock on; it then stands still, unless it was set to run. */
  advance(seconds: number): void;
  faults(): readonly Fault[];
  /** Their counts begin anew. */
  setFaults(faults: readonly Fault[]): void;
  /** How often each fault struck since it was set, by its id; one that never struck is absent. */
  struck(): Readonly<Record<string, number>>;
  settings(): EmulatorSettings;
  /** Changes settings, of a group some members, from the next request on. */
  setSettings(settings: SettingsPatch): void;
  /** Rows that queries see, by workspace GUID in lower case and table. */
  rows(): SeededRows;
  /** Puts rows into the tables of a workspace, by its GUID; they replace those that were put there, and are not kept. */
  setRows(workspace: string, tables: SeededRows[string]): void;
  /** The requests that reached the service since the start or the last `forgetRequests`; the last 10,000 of them. */
  requests(): readonly SeenRequest[];
  forgetRequests(): void;
  /** Every attempt to write, by whomever, since the start or the last `forgetWrites`; the last 20,000 of them. */
  writes(): readonly WriteEntry[];
  /** The sequence goes on. */
  forgetWrites(): void;
  /** What is stored, as it is stored. */
  store(): readonly StoredWorkspace[];
  /** Resolves once a condition holds that requests bring about; rejects after 10 s, or what is given. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
}
