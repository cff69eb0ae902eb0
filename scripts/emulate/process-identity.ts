import { readFile } from 'node:fs/promises';
import { errorCode } from './error-code';

/** Tells a process from a later one that was given the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Of the boot, and the moment in it when the process began; empty where the system does not say. */
  readonly birth: string;
}

export async function processLives({ pid, birth }: ProcessIdentity): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, as another user's.
    if (errorCode(error) !== 'EPERM') return false;
  }
  return birth === (await birthOf(pid));
}

/** Known on Linux. Elsewhere the process id alone must do. */
export async function birthOf(pid: number): Promise<string> {
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
