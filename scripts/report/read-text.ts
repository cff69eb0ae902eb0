import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../command';
import type { Io } from '../command';

/** The text of a file that another command wrote. Throws a UsageError where it cannot be read. */
export function readText(path: string, { cwd }: Pick<Io, 'cwd'>): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
