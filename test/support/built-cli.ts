import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'sentinel-rules.js');

export interface BuiltRun {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a folder, as a pipeline would. */
export function builtCli(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): BuiltRun {
  const { PATH = '', HOME = '' } = process.env;
  const run = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    input: '',
    encoding: 'utf8',
    env: { PATH, HOME, CI: 'true', ...env },
    timeout: 60_000,
  });
  return { exit: run.status, stdout: run.stdout, stderr: run.stderr };
}
