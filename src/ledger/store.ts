import type { JsonObject } from '../json';
import type { Entry } from './entry';
import type { ChainName } from './record';

/**
 * Where a target's chains and bodies are kept. `append` is atomic: it takes an entry only if it follows the last one
 * there is, so that of two writers one is told `moved` and must read again.
 */
export interface LedgerStore {
  /** What people know it by: a folder, or a ref. */
  readonly place: string;
  /** The texts of a chain's entries, in order. */
  read(chain: ChainName): Promise<readonly EntryText[]>;
  append(entry: Entry, bodies: ReadonlyMap<string, JsonObject>): Promise<'appended' | 'moved'>;
  /** A body that was kept, by its hash; undefined if there is none. */
  body(hash: string): Promise<string | undefined>;
  /** Statements of others about the head of the chains, as they were kept beside them. */
  attestations(): Promise<readonly EntryText[]>;
  /** Takes bodies away, after a record that says so. What older copies of the place hold is not touched. */
  erase(hashes: readonly string[]): Promise<void>;
}

export interface EntryText {
  /** Path for messages. */
  readonly path: string;
  readonly text: string;
}
