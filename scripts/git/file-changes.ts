import type { CommitParents, FileChange } from '../../src/history';
import { runGit } from './git';

export interface ChangesRequest {
  /** Absolute path of the project. */
  readonly folder: string;
  /** Each is compared with its first parent. */
  readonly commits: readonly CommitParents[];
  /** Files and folders, relative to the project, as they are called: no patterns. */
  readonly paths: readonly string[];
  /** Only files that are gone. */
  readonly only?: 'deleted';
}

/** What commits changed of some paths against their first parents; commits that changed nothing there are missing. */
export async function changesOf({
  folder,
  commits,
  paths,
  only,
}: ChangesRequest): Promise<ReadonlyMap<string, readonly FileChange[]>> {
  // given with parents, a commit is compared with those
  const input = commits
    .map(({ hash, parents: [first] }) => (first === undefined ? hash : `${hash} ${first}`))
    .join('\n');
  const filter = only === undefined ? [] : ['--diff-filter=D'];
  const options = ['--stdin', '-r', '-z', '--raw', '--root', '--no-renames', '--no-abbrev', '--relative', ...filter];
  const args = ['--literal-pathspecs', 'diff-tree', ...options, '--', ...paths];
  const { stdout } = await runGit({ folder, args, input: `${input}\n` });
  const known = new Set(commits.map(({ hash }) => hash));
  const changes = new Map<string, FileChange[]>();
  let current: FileChange[] = [];
  const words = stdout.toString('utf8').split('\0');
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith(':')) {
      // `:<mode> <mode> <blob> <blob> <status>`, then the path
      const [, , before = '', after = ''] = word.split(' ');
      at++;
      current.push({ path: words[at] ?? '', before: blobOrNull(before), after: blobOrNull(after) });
    } else if (known.has(word.trim())) {
      current = [];
      changes.set(word.trim(), current);
    }
  }
  return changes;
}

function blobOrNull(hash: string): string | null {
  return /^0+$/.test(hash) ? null : hash;
}
