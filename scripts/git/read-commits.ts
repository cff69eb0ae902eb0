import { parseCommit, signatureOf } from '../../src/history';
import type { Commit } from '../../src/history';
import { readObjects } from './blobs';
import { runGit } from './git';

/**
 * Reads commits by hash. With `signatures`, those that are signed are checked with what git has to check with (keyring,
 * allowed signers): a process for each, so only where there are few.
 */
export async function readCommits(
  folder: string,
  hashes: Iterable<string>,
  { signatures }: { readonly signatures: 'check' | 'leave' },
): Promise<ReadonlyMap<string, Commit>> {
  const texts = await readObjects(folder, hashes);
  const commits = new Map(texts.hashes.map((hash) => [hash, parseCommit(hash, texts.text(hash) ?? '')]));
  const signed = [...commits.values()].filter(({ signature }) => signature !== 'unsigned');
  if (signatures === 'leave' || signed.length === 0) return commits;
  const { stdout } = await runGit({
    folder,
    args: ['log', '--no-walk=unsorted', '--stdin', '--format=%H %G?'],
    input: signed.map(({ hash }) => `${hash}\n`).join(''),
  });
  for (const line of stdout.toString('utf8').split('\n')) {
    const [hash = '', letter = ''] = line.split(' ');
    const commit = commits.get(hash);
    if (commit !== undefined) commits.set(hash, { ...commit, signature: signatureOf(letter) });
  }
  return commits;
}
