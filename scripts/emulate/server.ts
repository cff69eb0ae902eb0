import type { EmulatorState, Fault, QueryValidator, SettingsPatch } from '../../src/emulator';
import type { Catalog } from '../../src/kql';
import type { Control } from './control';
import { openDoor } from './door';
import type { Door } from './door';
import { Host } from './host';
import { openJournal } from './journal';
import { memoryKeeper } from './keeper';

export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Folder that keeps the state; absent, it is kept in memory. */
  readonly dataDir?: string;
  /** Writes after which the folder's journal is folded into a snapshot. */
  readonly compactAfter?: number;
  /** What is there at the start, in memory. */
  readonly state?: EmulatorState;
  readonly settings?: SettingsPatch;
  /** Milliseconds since 1970 at which time stands still; absent, the machine's clock runs. */
  readonly clock?: number;
  readonly faults?: readonly Fault[];
  readonly validateQuery?: QueryValidator;
  /** The tables that every workspace has; without it a few samples. */
  readonly catalog?: Catalog;
  /** `http`: other processes may see and set faults, clock and state under `/_emulator/`. */
  readonly control?: 'inProcess' | 'http';
}

export interface RunningEmulator {
  /** Scheme, host and port: the endpoint for a client. */
  readonly url: string;
  readonly control: Control;
  /**
   * Opens an endpoint of its own for a client that carries no token: what comes through it is this principal's. Each
   * principal has its own tokens of throttling, and its name in the write log.
   */
  door(principal: string): Promise<string>;
  /** What a person should know of how the data folder was found. */
  readonly notes: readonly string[];
  /** Answers what is under way, then stops listening and gives the data folder back. */
  close(): Promise<void>;
}

/**
 * Starts the emulator on loopback, and on nothing else. Throws DataFolderError if the folder is in use or damaged, and
 * the socket's own error if the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const { dataDir, compactAfter, state } = options;
  const keeper = dataDir === undefined ? memoryKeeper(state) : await openJournal(dataDir, compactAfter);
  const host = new Host({
    keeper,
    machineClock: Date.now,
    clock: options.clock,
    settings: options.settings ?? {},
    faults: options.faults ?? [],
    validateQuery: options.validateQuery,
    catalog: options.catalog,
  });
  const control = options.control ?? 'inProcess';
  const doors: Door[] = [];
  const open = async (opening: { readonly port: number; readonly principal?: string }): Promise<string> => {
    const door = await openDoor({ host, control, ...opening });
    doors.push(door);
    return door.url;
  };
  try {
    return {
      url: await open({ port: options.port ?? 0 }),
      control: host.control,
      door: async (principal) => open({ port: 0, principal }),
      notes: keeper.notes,
      close: async () => {
        await Promise.all(doors.map(async (door) => door.close()));
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}
