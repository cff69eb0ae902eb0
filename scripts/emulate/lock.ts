import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './error-code';
import { DataFolderError } from './keeper';
import { birthOf, processLives } from './process-identity';

interface Claim {
  readonly pid: number;
  readonly birth: string;
  /** `claiming` may yet give way; `held` has the folder. */
  readonly state: 'claiming' | 'held';
}

interface Rival extends Claim {
  readonly file: string;
}

/** Gives the folder back. */
export type Release = () => Promise<void>;

const CLAIM_FILE = /^lock\.[0-9a-f-]{36}$/;
const ATTEMPTS = 20;
const PAUSE_MS = 10;

/**
 * Takes a folder for one emulator. Each writes a claim under a name of its own and then looks for the claims of others:
 * of two, at least the later sees the other, and gives way. The claim of a process that is gone (`kill -9`, a power cut)
 * is cleared by whoever finds it; since no two claims share a name, that can never clear one that lives.
 */
export async function lockFolder(folder: string): Promise<Release> {
  const file = `lock.${randomUUID()}`;
  const own = { pid: process.pid, birth: await birthOf(process.pid) };
  const path = join(folder, file);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    refuseHeld(folder, await findRivals(folder, file));
    await writeWhole(path, { ...own, state: 'claiming' });
    const rivals = await findRivals(folder, file);
    if (rivals.length === 0) {
      await writeWhole(path, { ...own, state: 'held' });
      return async () => rm(path, { force: true });
    }
    await rm(path, { force: true });
    refuseHeld(folder, rivals);
    // All that see each other give way; the pause by rank lets one come back before the others.
    const rank = rivals.filter((rival) => rival.file < file).length;
    await delay(PAUSE_MS * rank);
  }
  throw new DataFolderError(`other emulators are starting on ${folder}; try again`);
}

function refuseHeld(folder: string, rivals: readonly Rival[]): void {
  const holder = rivals.find(({ state }) => state === 'held');
  if (holder === undefined) return;
  throw new DataFolderError(
    `another emulator (process ${holder.pid}) holds ${folder}; stop it, or name another folder`,
  );
}

/** The claims of processes that live. */
async function findRivals(folder: string, own: string): Promise<readonly Rival[]> {
  const files = (await readdir(folder)).filter((name) => CLAIM_FILE.test(name) && name !== own);
  const rivals = await Promise.all(files.map(async (file) => readRival(folder, file)));
  return rivals.filter((rival) => rival !== undefined);
}

async function readRival(folder: string, file: string): Promise<Rival | undefined> {
  const path = join(folder, file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const claim = JSON.parse(text) as Claim;
  if (await processLives(claim)) return { ...claim, file };
  await rm(path, { force: true });
  return undefined;
}

/** A rename appears whole or not at all: nobody reads a claim that is half written. */
async function writeWhole(path: string, claim: Claim): Promise<void> {
  await writeFile(`${path}.draft`, JSON.stringify(claim));
  await rename(`${path}.draft`, path);
}
