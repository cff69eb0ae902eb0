import { emptyState } from '../../src/emulator';
import type { Change, EmulatorState } from '../../src/emulator';

/** Where changes go to survive the process. */
export interface Keeper {
  /** As it was found. */
  readonly state: EmulatorState;
  /** What a person should know of how it was found. */
  readonly notes: readonly string[];
  /** Resolves when the changes are safe. Calls may overlap; what is kept is in the order of the calls. */
  keep(changes: readonly Change[], after: EmulatorState): Promise<void>;
  close(): Promise<void>;
}

/** Forgets everything with the process. */
export function memoryKeeper(state: EmulatorState = emptyState()): Keeper {
  return { state, notes: [], keep: async () => {}, close: async () => {} };
}

/** The data folder cannot be used as it is. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}
