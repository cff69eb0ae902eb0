import type { Source } from '../../src/diagnostics';
import { UsageError } from '../command';
import { readObjects } from './blobs';
import { runGit } from './git';
import { commitOf } from './read-history';

/** The YAML files of a folder at a commit. Paths are relative to the project. */
export async function readTree(root: string, commit: string, folder: string): Promise<readonly Source[]> {
  const args = ['ls-tree', '-r', '-z', commit, '--', folder];
  const { code, stdout, stderr } = await runGit({ folder: root, args });
  if (code !== 0) throw new UsageError(`git cannot read the files of ${commit}: ${stderr.trim().split('\n')[0] ?? ''}`);
  const files = stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      // `<mode> <type> <hash>\t<path>`
      const [head = '', path = ''] = line.split('\t');
      const [, type, hash = ''] = head.split(' ');
      return type === 'blob' && /\.ya?ml$/i.test(path) ? [{ path, hash }] : [];
    });
  const texts = await readObjects(
    root,
    files.map(({ hash }) => hash),
  );
  return files.map(({ path, hash }) => ({ path, text: texts.text(hash) ?? '' }));
}

/** Where the branch left another commit. Throws a UsageError for a ref that git does not know, or that has nothing in common. */
export async function mergeBase(root: string, ref: string): Promise<string> {
  const commit = await commitOf(root, ref);
  const { code, stdout } = await runGit({ folder: root, args: ['merge-base', commit, 'HEAD'] });
  if (code === 0) return stdout.toString('utf8').trim();
  throw new UsageError(
    `${ref} and HEAD have no commit in common here (a shallow clone does not hold it: fetch-depth: 0, or git fetch --unshallow)`,
  );
}
