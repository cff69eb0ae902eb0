import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError } from '../command';

const run = promisify(execFile);

/**
 * Files of a folder that differ from where the branch left another commit, uncommitted and new ones among them. Relative
 * to the folder, forward slashes. Throws a UsageError where git does not know the commit.
 */
export async function changedFiles(folder: string, since: string): Promise<ReadonlySet<string>> {
  const git = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await run('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      timeout: 60_000,
      maxBuffer: 64 << 20,
    });
    return stdout.split('\0').filter((path) => path !== '');
  };
  // a name that begins with a dash would be an option
  if (since.startsWith('-')) throw new UsageError(`--changed-since takes a commit or branch, found ${since}`);
  try {
    const changed = await git(
      'diff',
      '--name-only',
      '--no-renames',
      '--relative',
      '-z',
      '--merge-base',
      since,
      '--',
      '.',
    );
    const added = await git('ls-files', '--others', '--exclude-standard', '-z', '--', '.');
    return new Set([...changed, ...added]);
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: string };
    throw new UsageError(
      `git cannot tell what changed since ${since}: ${(stderr ?? message).trim().split('\n')[0] ?? ''}`,
    );
  }
}
