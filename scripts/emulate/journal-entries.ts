import type { Change } from '../../src/emulator';
import { DataFolderError } from './keeper';

interface Entry {
  readonly seq: number;
  readonly changes: readonly Change[];
}

export interface ReadEntries {
  /** Those that the snapshot does not hold. */
  readonly entries: readonly Entry[];
  /** Length up to the end of the last whole line. */
  readonly goodBytes: number;
  /** What was cut off, in words. */
  readonly torn?: string;
}

const NEWLINE = 10;

/**
 * Reads a journal. Only the last line can be torn by a crash; damage anywhere else is not ours to repair, and throws.
 */
export function readEntries(
  bytes: Buffer,
  { path, after }: { readonly path: string; readonly after: number },
): ReadEntries {
  const entries: Entry[] = [];
  let start = 0;
  let line = 0;
  while (start < bytes.length) {
    line += 1;
    const end = bytes.indexOf(NEWLINE, start);
    const last = end === -1 || end === bytes.length - 1;
    const entry = end === -1 ? undefined : parseEntry(bytes.toString('utf8', start, end));
    if (entry === undefined) {
      if (!last) throw new DataFolderError(`${path}: line ${line} is damaged; move the folder away to start anew`);
      const torn = `the last line (${bytes.length - start} bytes) was never finished and is left out; its write was not acknowledged`;
      return { entries, goodBytes: start, torn };
    }
    const expected = (entries.at(-1)?.seq ?? after) + 1;
    if (entry.seq > expected) {
      throw new DataFolderError(`${path}: line ${line} is entry ${entry.seq}, but entry ${expected} is missing`);
    }
    if (entry.seq === expected) entries.push(entry);
    start = end + 1;
  }
  return { entries, goodBytes: bytes.length };
}

function parseEntry(text: string): Entry | undefined {
  try {
    const { seq, changes } = JSON.parse(text) as Partial<Entry>;
    return typeof seq === 'number' && Array.isArray(changes) ? { seq, changes } : undefined;
  } catch {
    return undefined;
  }
}
