import { mkdir, open, readFile, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { applyChange, emptyState, parseState, serialiseState } from '../../src/emulator';
import type { Change, EmulatorState } from '../../src/emulator';
import { errorCode } from './error-code';
import { readEntries } from './journal-entries';
import { DataFolderError } from './keeper';
import type { Keeper } from './keeper';
import { lockFolder } from './lock';
import type { Release } from './lock';

/** Entries after which a snapshot takes the journal's place. */
const COMPACT_AFTER = 1000;

interface Snapshot {
  /** Number of the last entry that the state holds. */
  readonly seq: number;
  readonly state: string;
}

/**
 * Opens a data folder: `snapshot.json`, the state up to an entry, and `journal.ndjson`, one line for every write since.
 * A line is on disk before its write is acknowledged, so a killed process loses nothing that it had answered for. A last
 * line that is torn belongs to a write that was never acknowledged, and is cut off.
 */
export async function openJournal(folder: string, compactAfter: number = COMPACT_AFTER): Promise<Keeper> {
  await mkdir(folder, { recursive: true });
  const release = await lockFolder(folder);
  try {
    const snapshot = await readSnapshot(join(folder, 'snapshot.json'));
    const path = join(folder, 'journal.ndjson');
    const { entries, goodBytes, torn } = readEntries(await readIfThere(path), { path, after: snapshot.seq });
    const state = entries.reduce((all, { changes }) => changes.reduce(applyChange, all), parseSnapshot(snapshot.state));
    const file = await open(path, 'a');
    if (torn !== undefined) await file.truncate(goodBytes);
    await file.sync();
    await syncFolder(folder);
    return new Journal({
      folder,
      file,
      release,
      state,
      compactAfter,
      seq: entries.at(-1)?.seq ?? snapshot.seq,
      notes: torn === undefined ? [] : [`${path}: ${torn}`],
    });
  } catch (error) {
    await release();
    throw error;
  }
}

interface JournalOptions {
  readonly folder: string;
  readonly file: FileHandle;
  readonly release: Release;
  readonly state: EmulatorState;
  readonly seq: number;
  readonly notes: readonly string[];
  readonly compactAfter: number;
}

class Journal implements Keeper {
  readonly state: EmulatorState;
  readonly notes: readonly string[];
  readonly #options: JournalOptions;
  #latest: EmulatorState;
  #seq: number;
  #sinceSnapshot = 0;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.state = options.state;
    this.notes = options.notes;
    this.#latest = options.state;
    this.#seq = options.seq;
  }

  /** Writes that arrive while another is being synced share the next sync. */
  async keep(changes: readonly Change[], after: EmulatorState): Promise<void> {
    this.#seq += 1;
    this.#latest = after;
    this.#waiting.push(`${JSON.stringify({ seq: this.#seq, changes })}\n`);
    await this.#writing;
    this.#writing ??= this.#write();
    await this.#writing;
  }

  async close(): Promise<void> {
    try {
      await this.#writing;
    } finally {
      await this.#options.file.close();
      await this.#options.release();
    }
  }

  async #write(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    const { file, compactAfter } = this.#options;
    await file.appendFile(lines.join(''));
    await file.datasync();
    this.#sinceSnapshot += lines.length;
    if (this.#sinceSnapshot >= compactAfter) await this.#compact();
    this.#writing = undefined;
  }

  /**
   * The snapshot may already hold entries that still wait for the journal, and a crash may leave both files: entries
   * carry their number, and those that the snapshot holds are passed over.
   */
  async #compact(): Promise<void> {
    const { folder, file } = this.#options;
    const snapshot: Snapshot = { seq: this.#seq, state: serialiseState(this.#latest) };
    const draft = join(folder, 'snapshot.json.new');
    await writeSynced(draft, JSON.stringify(snapshot));
    await rename(draft, join(folder, 'snapshot.json'));
    await syncFolder(folder);
    await file.truncate(0);
    await file.sync();
    this.#sinceSnapshot = 0;
  }
}

async function readSnapshot(path: string): Promise<Snapshot> {
  const text = await readIfThere(path);
  if (text.length === 0) return { seq: 0, state: serialiseState(emptyState()) };
  try {
    const { seq, state } = JSON.parse(text.toString('utf8')) as Partial<Snapshot>;
    if (typeof seq === 'number' && typeof state === 'string') return { seq, state };
  } catch {
    // Told below.
  }
  throw new DataFolderError(`${path} is damaged; move the folder away to start anew`);
}

function parseSnapshot(state: string): EmulatorState {
  try {
    return parseState(state);
  } catch (error) {
    throw new DataFolderError(`the snapshot holds ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is safe only when the folder that holds the name is. Windows syncs no folders, and says so. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
