import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderError } from './keeper';

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one of the same id; empty where the system does not say. */
  readonly birth: string;
  readonly token: string;
}

/** Gives the folder back. */
export type Release = () => Promise<void>;

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === code;

/**
 * Takes a folder for this process alone. A lock whose process is gone (`kill -9`, a power cut) is taken over; one whose
 * process lives, this one included, is an error.
 */
export async function lockFolder(folder: string): Promise<Release> {
  const path = join(folder, 'lock');
  const owner: Owner = { pid: process.pid, birth: await birthOf(process.pid), token: randomUUID() };
  const draft = `${path}.${owner.token}`;
  await writeFile(draft, JSON.stringify(owner));
  try {
    while (!(await claimed(draft, path))) await clearStale(path);
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readOwner(path))?.token === owner.token) await rm(path, { force: true });
  };
}

/** A link appears whole or not at all: nobody ever reads a lock that is half written. */
async function claimed(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function clearStale(path: string): Promise<void> {
  const owner = await readOwner(path);
  if (owner === undefined) return;
  if (await lives(owner)) {
    throw new DataFolderError(
      `another emulator (process ${owner.pid}) holds this data folder; stop it, or name another folder (lock: ${path})`,
    );
  }
  const aside = `${path}.${randomUUID()}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  // Between the look and the rename another process may have cleared the stale lock and put its own: give it back.
  const taken = await readOwner(aside);
  if (taken?.token !== owner.token) await claimed(aside, path);
  await rm(aside, { force: true });
}

async function readOwner(path: string): Promise<Owner | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const { pid, birth, token } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid === 'number' && typeof birth === 'string' && typeof token === 'string') return { pid, birth, token };
  } catch {
    // Told below: a lock that nobody of ours wrote.
  }
  throw new DataFolderError(`${path} is not a lock of the emulator; remove it if no emulator runs on this folder`);
}

async function lives({ pid, birth }: Owner): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  return birth === (await birthOf(pid));
}

/** Linux: the boot and the moment in it when the process began. Elsewhere unknown, and the process id must do. */
async function birthOf(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in parentheses, may hold spaces: count from its end. Field 22 is the start time.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot.trim()} ${started ?? ''}`;
  } catch {
    return '';
  }
}
