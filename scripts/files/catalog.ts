import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Source } from '../../src/diagnostics';
import type { BuiltCatalog, ProjectSchemas, ShippedSchemas, WatchlistFiles } from '../../src/rules';
import { buildCatalog } from '../../src/rules';

/** Where a project keeps what its queries may name. Paths are relative to the project. */
export interface CatalogFolders {
  readonly project: string;
  /** The folder of the rules: `_functions` and `_watchlists` are in it. */
  readonly detections: string;
  /** Folders of table files, from the project's config. */
  readonly schemas: readonly string[];
}

/** Reads the package's schemas and a project's own into one catalog. A folder that does not exist holds nothing. */
export function readCatalog(packageRoot: string, folders: CatalogFolders): BuiltCatalog {
  return buildCatalog(shippedSchemas(packageRoot), readProjectSchemas(folders));
}

function shippedSchemas(packageRoot: string): ShippedSchemas {
  const folder = join(packageRoot, 'schemas');
  const read = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8');
  const reviewed = new Set(readdirSync(join(folder, 'tables', 'reviewed')));
  return {
    tables: read('tables', 'collected.jsonl'),
    parsers: read('functions', 'parsers.jsonl'),
    builtins: read('functions', 'builtin.json'),
    reviewed(name) {
      const file = `${name}.yaml`;
      if (!reviewed.has(file)) return undefined;
      return { path: `schemas/tables/reviewed/${file}`, text: read('tables', 'reviewed', file) };
    },
  };
}

function readProjectSchemas({ project, detections, schemas }: CatalogFolders): ProjectSchemas {
  const sourceOf = (path: string): Source => ({
    path: relative(project, path).split(sep).join('/'),
    text: readFileSync(path, 'utf8'),
  });
  const yamlIn = (folder: string): readonly string[] => filesIn(join(project, folder), /\.ya?ml$/);
  return {
    tables: schemas.flatMap((folder) => yamlIn(folder).map(sourceOf)),
    functions: yamlIn(join(detections, '_functions')).map(sourceOf),
    watchlists: watchlistFiles(join(project, detections, '_watchlists'), sourceOf),
  };
}

function watchlistFiles(folder: string, sourceOf: (path: string) => Source): readonly WatchlistFiles[] {
  const lists = filesIn(folder, /\.csv$/);
  const definitions = filesIn(folder, /\.ya?ml$/);
  const listOf = (path: string): string => path.replace(/\.ya?ml$/, '.csv');
  const orphans = lists.filter((path) => !definitions.some((definition) => listOf(definition) === path));
  return [
    ...definitions.map((path) => {
      const list = listOf(path);
      return { definition: sourceOf(path), ...(lists.includes(list) ? { items: sourceOf(list) } : {}) };
    }),
    ...orphans.map((path) => ({ items: sourceOf(path) })),
  ];
}

function filesIn(folder: string, pattern: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}
