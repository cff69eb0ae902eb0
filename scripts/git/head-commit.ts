import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The commit that a folder is at; with `-dirty` if it holds changes that no commit has, for then the commit does not say
 * what was planned. Our own folder `.sentinel` is none of them. Null outside of a repository, without git, or before the first commit.
 */
export async function headCommit(folder: string): Promise<string | null> {
  try {
    const git = async (...args: readonly string[]): Promise<string> =>
      (
        await run('git', ['-C', folder, ...args], { encoding: 'utf8', timeout: 30_000, maxBuffer: 64 << 20 })
      ).stdout.trim();
    const commit = await git('rev-parse', '--verify', 'HEAD');
    return (await git('status', '--porcelain', '--', '.', ':(exclude).sentinel')) === '' ? commit : `${commit}-dirty`;
  } catch {
    return null;
  }
}
