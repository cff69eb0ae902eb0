import { runGit } from '../git/git';

/** Where a repository says whose signatures count: OpenSSH's format, a principal is a login of GitHub. */
export const SIGNERS_FILE = '.github/allowed_signers';

/** The list of a commit, whole; undefined where the commit has none, or is not here. */
export async function signersAt(folder: string, commit: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const { code, stdout } = await runGit({ folder, args: ['show', `${commit}:${SIGNERS_FILE}`] });
  return code === 0 ? stdout.toString('utf8') : undefined;
}
