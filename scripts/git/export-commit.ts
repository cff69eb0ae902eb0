import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forwardSlashes } from '../files/project-path';
import { runGit } from './git';

/**
 * Puts the files of a commit into a folder of its own while `work` runs with the place that the project has there; undefined
 * where git cannot. `folder` may be a part of the repository.
 */
export async function withCommit<T>(
  folder: string,
  commit: string,
  work: (root: string) => T | Promise<T>,
): Promise<T | undefined> {
  const place = await mkdtemp(join(tmpdir(), 'sentinel-commit-'));
  const env = { GIT_INDEX_FILE: join(place, 'index') };
  try {
    const read = await runGit({ folder, args: ['read-tree', commit], env });
    if (read.code !== 0) return undefined;
    const files = join(place, 'files');
    const written = await runGit({
      folder,
      args: ['checkout-index', '--all', `--prefix=${forwardSlashes(files)}/`],
      env,
    });
    if (written.code !== 0) return undefined;
    const { stdout } = await runGit({ folder, args: ['rev-parse', '--show-prefix'] });
    return await work(join(files, stdout.toString('utf8').trim()));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
