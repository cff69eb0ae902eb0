import type { CommitState } from '../../src/audit';
import { runGit } from './git';

/**
 * What a clone knows of commits: whether a branch or tag (local or fetched) leads to them. Undefined where the folder is
 * no repository.
 */
export async function commitStates(
  folder: string,
  commits: Iterable<string>,
): Promise<ReadonlyMap<string, CommitState> | undefined> {
  const inside = await runGit({ folder, args: ['rev-parse', '--is-inside-work-tree'] });
  if (inside.code !== 0) return undefined;
  const states = new Map<string, CommitState>();
  for (const commit of new Set(commits)) {
    if (!/^[0-9a-f]{7,64}$/.test(commit)) continue;
    const there = await runGit({ folder, args: ['cat-file', '-e', `${commit}^{commit}`] });
    if (there.code !== 0) {
      states.set(commit, 'missing');
      continue;
    }
    const args = ['for-each-ref', '--count=1', '--format=%(refname)', `--contains=${commit}`, ...BRANCHES];
    const { stdout } = await runGit({ folder, args });
    states.set(commit, stdout.toString('utf8').trim() === '' ? 'on no branch' : 'held');
  }
  return states;
}

const BRANCHES = ['refs/heads', 'refs/remotes', 'refs/tags'] as const;
