import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../command';

const SOURCE = /\.(?:json|tfstate|ya?ml)$/i;

/** Source of a template, which only its compiler reads. */
export const BICEP = /\.bicep$/i;

const built = (name: string): string => name.replace(BICEP, '.json');

/** JSON (Terraform's states too) and YAML files, and Bicep files that nobody has built, of the paths that a person named, in order. Throws a UsageError for a path that does not exist. */
export function sourceFiles(cwd: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const stat = statSync(resolve(cwd, path), { throwIfNoEntry: false });
    if (stat === undefined) throw new UsageError(`there is no file or folder '${path}' (looked in ${cwd})`);
    return stat.isDirectory() ? below(cwd, path) : [path];
  });
}

/** Links to folders are not followed: they could lead out, or in a circle. */
function below(cwd: string, folder: string): readonly string[] {
  const entries = readdirSync(resolve(cwd, folder), { withFileTypes: true });
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/');
      if (entry.isDirectory())
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : below(cwd, path);
      if (BICEP.test(entry.name)) return entries.some(({ name }) => name === built(entry.name)) ? [] : [path];
      return SOURCE.test(entry.name) && !/\.test\.ya?ml$/i.test(entry.name) ? [path] : [];
    });
}
