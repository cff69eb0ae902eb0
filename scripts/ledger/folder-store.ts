import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../src/json';
import { sortedJson } from '../../src/json';
import type { Entry, EntryText, LedgerStore } from '../../src/ledger';
import { errorCode } from '../emulate/error-code';
import { entryText, LedgerFailure, wordsOf } from './ledger-failure';

const ENTRY = /^\d{6}\.json$/;

/**
 * A ledger in a folder: `<target>/<chain>/000001.json` and `<target>/bodies/<hash>.json`. An entry appears whole or not
 * at all, and only once: the file is written under another name and linked to its own, which fails if it is there.
 */
export function folderStore(folder: string, target: string): LedgerStore {
  const root = join(folder, target);
  return {
    place: root,
    read: async (chain) => {
      const names = await entriesIn(join(root, chain));
      return Promise.all(
        names.map(async (name): Promise<EntryText> => {
          const path = join(root, chain, name);
          return { path, text: await readFile(path, 'utf8') };
        }),
      );
    },
    append: async (entry, bodies) => {
      try {
        for (const [hash, body] of bodies) await keepBody(join(root, 'bodies'), hash, body);
        return await appendEntry(join(root, entry.chain), entry);
      } catch (error) {
        throw new LedgerFailure(`the ledger in ${root} cannot be written: ${wordsOf(error)}`);
      }
    },
    body: async (hash) => {
      try {
        return await readFile(join(root, 'bodies', `${hash}.json`), 'utf8');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw new LedgerFailure(`the ledger in ${root} cannot be read: ${wordsOf(error)}`);
      }
    },
    attestations: async () => {
      const names = await namesIn(join(root, 'attestations'), /\.jsonl?$/);
      return Promise.all(
        names.map(async (name): Promise<EntryText> => {
          const path = join(root, 'attestations', name);
          return { path, text: await readFile(path, 'utf8') };
        }),
      );
    },
    erase: async (hashes) => {
      for (const hash of hashes) await rm(join(root, 'bodies', `${hash}.json`), { force: true });
    },
  };
}

function entriesIn(folder: string): Promise<readonly string[]> {
  return namesIn(folder, ENTRY);
}

async function namesIn(folder: string, pattern: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new LedgerFailure(`the ledger in ${folder} cannot be read: ${wordsOf(error)}`);
  }
}

async function appendEntry(folder: string, entry: Entry): Promise<'appended' | 'moved'> {
  await mkdir(folder, { recursive: true });
  const name = `${String(entry.sequence).padStart(6, '0')}.json`;
  // A gap would mean that the entries before this one are not here.
  const last = (await entriesIn(folder)).at(-1);
  const expected = last === undefined ? 1 : Number(last.slice(0, 6)) + 1;
  if (expected !== entry.sequence) return 'moved';
  const temporary = join(folder, `.${randomUUID()}`);
  try {
    await writeWhole(temporary, entryText(entry));
    await link(temporary, join(folder, name));
    return 'appended';
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'moved';
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function keepBody(folder: string, hash: string, body: JsonObject): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${randomUUID()}`);
  try {
    await writeWhole(temporary, `${sortedJson(body)}\n`);
    await rename(temporary, join(folder, `${hash}.json`));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** On the disk before it has its name: a power cut leaves nothing half written. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
