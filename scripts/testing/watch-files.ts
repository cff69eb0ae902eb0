import { existsSync, watch } from 'node:fs';
import { join, posix } from 'node:path';
import { forwardSlashes } from '../files/project-path';

/** Folders are watched with all that is below them; of the project's own folder only the files in it. */
export interface WatchedFiles {
  /** Absolute path of the project. */
  readonly root: string;
  /** Relative to the project. */
  readonly folders: readonly string[];
}

/** An editor writes a file in several steps: what changes within so many milliseconds is one change. */
const PAUSE = 25;

/** Calls back with the files that changed, relative to the project, a moment after the last of them. */
export function watchFiles(
  { root, folders }: WatchedFiles,
  onChange: (paths: readonly string[]) => void,
): { close(): void } {
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const changed = (folder: string, name: string | null): void => {
    if (name === null) return;
    pending.add(posix.join(folder, forwardSlashes(name)));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = [...pending];
      pending.clear();
      onChange(paths);
    }, PAUSE);
  };
  const watchers = [
    watch(root, (_, name) => changed('', name)),
    ...folders
      .filter((folder) => existsSync(join(root, folder)))
      .map((folder) => watch(join(root, folder), { recursive: true }, (_, name) => changed(folder, name))),
  ];
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
