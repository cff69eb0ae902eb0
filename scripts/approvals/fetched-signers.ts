import { UsageError } from '../command';
import { runGit } from '../git/git';
import { SIGNERS_FILE, signersAt } from './signers-at';

/** The list of the plans' commit; the remote is asked for a commit that is not here. Throws a UsageError without one. */
export async function fetchedSigners(folder: string, commit: string, remote: string | undefined): Promise<string> {
  const there = async (): Promise<boolean> =>
    (await runGit({ folder, args: ['cat-file', '-e', `${commit}^{commit}`] })).code === 0;
  if (!(await there()) && remote !== undefined) {
    await runGit({ folder, args: ['fetch', '--quiet', '--no-tags', remote] });
  }
  if (!(await there()))
    throw new UsageError(`the plans are of commit ${commit.slice(0, 12)}, which is not in this clone: git fetch`);
  const signers = await signersAt(folder, commit);
  if (signers !== undefined) return signers;
  throw new UsageError(
    `commit ${commit.slice(0, 12)} has no ${SIGNERS_FILE}: nobody's signature counts. \`sentinel-rules init\` writes one to fill in`,
  );
}
