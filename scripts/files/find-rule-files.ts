import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isRulePath } from '../../src/rules';
import { UsageError } from '../command';
import { isWithin, projectPath } from './project-path';

export interface FoundFiles {
  /** Absolute paths with how they are shown (relative to the working folder, forward slashes), in order, each once. */
  readonly files: readonly { readonly absolute: string; readonly path: string }[];
  /** Files that were named but are no rules: tests, watchlists and the like, shown. */
  readonly skipped: readonly string[];
}

/**
 * The rule files of the paths that a person named: files as they are, folders with all that is below them. Throws a
 * UsageError for a path that does not exist.
 */
export function findRuleFiles(cwd: string, paths: readonly string[]): FoundFiles {
  const files = new Map<string, string>();
  const skipped: string[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat === undefined) throw new UsageError(`there is no file or folder '${path}' (looked in ${cwd})`);
    if (stat.isDirectory()) {
      for (const file of below(absolute, '')) files.set(join(absolute, file), projectPath(cwd, join(absolute, file)));
    } else if (isRulePath(within(cwd, absolute))) files.set(absolute, projectPath(cwd, absolute));
    else skipped.push(projectPath(cwd, absolute));
  }
  return {
    files: [...files].map(([absolute, path]) => ({ absolute, path })).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    skipped,
  };
}

/** Rule files below a folder, relative to it. Links to folders are not followed: they could lead out, or in a circle. */
function below(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isEntered(entry.name) ? below(root, path) : [];
    return isRulePath(path) ? [path] : [];
  });
}

function isEntered(name: string): boolean {
  return name !== 'node_modules' && isRulePath(`${name}/x.yaml`);
}

/** The path below the working folder; of a file elsewhere the name alone, since its folders follow rules of their own. */
function within(cwd: string, absolute: string): string {
  return isWithin(cwd, absolute, cwd) ? projectPath(cwd, absolute) : basename(absolute);
}
