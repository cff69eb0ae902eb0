import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, Source } from '../../src/diagnostics';
import type { BuiltCatalog, ProjectSchemas, ShippedSchemas, WatchlistFiles } from '../../src/rules';
import { buildCatalog, unreadableFile } from '../../src/rules';
import { PACKAGE_ROOT } from '../package-root';
import { projectPath } from './project-path';
import { readSource } from './read-source';

/** Where a project keeps what its queries may name. Paths are relative to the project. */
export interface CatalogFolders {
  readonly project: string;
  /** The folder of the rules: `_functions` and `_watchlists` are in it. */
  readonly detections: string;
  /** Folders of table files, from the project's config. */
  readonly schemas: readonly string[];
}

/** The catalog of a project as its configuration has it. */
export function projectCatalog(root: string, { detections, schemas }: Omit<CatalogFolders, 'project'>): BuiltCatalog {
  return readCatalog(PACKAGE_ROOT, { project: root, detections, schemas });
}

/** Reads the package's schemas and a project's own into one catalog. A folder that does not exist holds nothing. */
export function readCatalog(packageRoot: string, folders: CatalogFolders): BuiltCatalog {
  const unreadable: Diagnostic[] = [];
  const read = projectReader(folders.project, unreadable);
  const built = buildCatalog(shippedSchemas(packageRoot), readProjectSchemas(folders, read));
  return { ...built, diagnostics: [...unreadable, ...built.diagnostics] };
}

/** Reads files of the project; what cannot be read is a finding and nothing else. */
function projectReader(project: string, unreadable: Diagnostic[]): (path: string) => Source | undefined {
  return (path) => {
    const shown = projectPath(project, path);
    const file = readSource(path, shown);
    if (!('failure' in file)) return file;
    unreadable.push(unreadableFile(shown, file.failure));
    return undefined;
  };
}

export function shippedSchemas(packageRoot: string): ShippedSchemas {
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

type Read = (path: string) => Source | undefined;

function readProjectSchemas({ project, detections, schemas }: CatalogFolders, read: Read): ProjectSchemas {
  const yamlIn = (folder: string): readonly Source[] => present(filesIn(join(project, folder), YAML).map(read));
  return {
    tables: schemas.flatMap(yamlIn),
    functions: yamlIn(join(detections, '_functions')),
    watchlists: watchlistFiles(join(project, detections, '_watchlists'), read),
  };
}

function watchlistFiles(folder: string, read: Read): readonly WatchlistFiles[] {
  const lists = filesIn(folder, /\.csv$/);
  const definitions = filesIn(folder, YAML);
  const listOf = (path: string): string => path.replace(YAML, '.csv');
  const orphans = lists.filter((path) => !definitions.some((definition) => listOf(definition) === path));
  return present([
    ...definitions.map((path) => {
      const definition = read(path);
      const items = lists.includes(listOf(path)) ? read(listOf(path)) : undefined;
      return definition === undefined ? undefined : { definition, ...(items === undefined ? {} : { items }) };
    }),
    ...orphans.map((path) => {
      const items = read(path);
      return items === undefined ? undefined : { items };
    }),
  ]);
}

const YAML = /\.ya?ml$/;

const present = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);

function filesIn(folder: string, pattern: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}
