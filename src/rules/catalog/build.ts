import type { Diagnostic, Source } from '../../diagnostics';
import { suggest } from '../../diagnostics';
import { openBuiltins } from './builtin-functions';
import type { ProjectFunction } from './function-file';
import { loadFunction } from './function-file';
import type { FunctionInfo, Knowledge, TableInfo, WatchlistInfo } from './knowledge';
import type { Loaded } from './loaded';
import { finding } from './loaded';
import type { Pack } from './pack';
import { openPack } from './pack';
import { describedTable, loadTable, packedTable, shippedFile, tableFindings } from './table-file';
import type { WatchlistFiles } from './watchlist-file';
import { loadWatchlist } from './watchlist-file';

/** The schema files of the package, read by whoever may read files. */
export interface ShippedSchemas {
  /** Text of `schemas/tables/collected.jsonl`. */
  readonly tables: string;
  /** Text of `schemas/functions/parsers.jsonl`. */
  readonly parsers: string;
  /** Text of `schemas/functions/builtin.json`. */
  readonly builtins: string;
  /** `schemas/tables/reviewed/<name>.yaml`, if there is one. */
  reviewed(name: string): Source | undefined;
}

/** What a project adds: schema folders of its config, saved functions, watchlists. */
export interface ProjectSchemas {
  readonly tables: readonly Source[];
  readonly functions: readonly Source[];
  readonly watchlists: readonly WatchlistFiles[];
}

export interface BuiltCatalog {
  readonly catalog: Knowledge;
  readonly functions: readonly ProjectFunction[];
  readonly watchlists: readonly WatchlistInfo[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * All that a project's queries may name. Of a thousand shipped tables only those that are asked for are parsed; the
 * project's own files are read at once, and what is wrong with them is reported.
 */
export function buildCatalog(shipped: ShippedSchemas, project: ProjectSchemas): BuiltCatalog {
  const diagnostics: Diagnostic[] = [];
  const tables = tableLookup(shipped, project.tables, diagnostics);
  const parsers = openPack(shipped.parsers);
  const builtins = openBuiltins(shipped.builtins, (name) => tables.get(name)?.columns ?? []);
  const functions = unique(project.functions, functionFiles, diagnostics);
  const watchlists = unique(project.watchlists, watchlistFiles, diagnostics);
  const functionNames = (): readonly string[] => [
    ...new Set([...functions.keys(), ...builtins.names(), ...parsers.names()]),
  ];
  return {
    catalog: {
      table: tables.get,
      tableNames: tables.names,
      function: (name) => functions.get(name) ?? builtins.get(name) ?? solutionParser(parsers, name),
      functionNames,
      nearest: (name) => suggest(name, [...tables.names(), ...functionNames()]),
      watchlist: (alias) => watchlists.get(alias.toLowerCase()),
      watchlistAliases: () => [...watchlists.values()].map(({ alias }) => alias),
    },
    functions: [...functions.values()],
    watchlists: [...watchlists.values()],
    diagnostics,
  };
}

interface TableLookup {
  get(name: string): TableInfo | undefined;
  names(): readonly string[];
}

function tableLookup(shipped: ShippedSchemas, own: readonly Source[], diagnostics: Diagnostic[]): TableLookup {
  const pack = openPack(shipped.tables);
  const known = new Map<string, TableInfo>();
  const get = (name: string): TableInfo | undefined => {
    const table = known.get(name);
    const entry = table === undefined ? pack.get(name) : undefined;
    if (entry === undefined) return table;
    const reviewed = shipped.reviewed(name);
    const found =
      reviewed === undefined ? packedTable(entry) : describedTable(shippedFile(reviewed), packedTable(entry));
    known.set(name, found);
    return found;
  };
  const ownNames = new Set<string>();
  for (const source of own) {
    const { file, diagnostics: found } = loadTable(source);
    diagnostics.push(...found);
    if (file === undefined) continue;
    const table = describedTable(file, get(file.name));
    diagnostics.push(...tableFindings(file, table));
    known.set(file.name, table);
    ownNames.add(file.name);
  }
  return { get, names: () => [...new Set([...pack.names(), ...ownNames])] };
}

function solutionParser(parsers: Pack, name: string): FunctionInfo | undefined {
  const entry = parsers.get(name);
  if (entry === undefined) return undefined;
  return { name, parameters: '()', columns: entry.columns, origin: 'solution', complete: false };
}

interface FileKind<F, T> {
  load(files: F): Loaded<T>;
  keyOf(value: T): string;
  sourceOf(files: F): Source;
}

const functionFiles: FileKind<Source, ProjectFunction> = {
  load: loadFunction,
  keyOf: ({ name }) => name,
  sourceOf: (source) => source,
};

const watchlistFiles: FileKind<WatchlistFiles, WatchlistInfo> = {
  load: loadWatchlist,
  keyOf: ({ alias }) => alias.toLowerCase(),
  sourceOf: ({ definition, items }) => definition ?? items ?? { path: '', text: '' },
};

/** The files' values by their key. Of two with one key the first counts, the second is a finding. */
function unique<F, T>(
  files: readonly F[],
  { load, keyOf, sourceOf }: FileKind<F, T>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, T> {
  const values = new Map<string, T>();
  const places = new Map<string, Source>();
  for (const file of files) {
    const { value, diagnostics: found } = load(file);
    diagnostics.push(...found);
    if (value === undefined) continue;
    const key = keyOf(value);
    const source = sourceOf(file);
    const first = places.get(key);
    if (first === undefined) {
      values.set(key, value);
      places.set(key, source);
      continue;
    }
    diagnostics.push(
      finding('catalog-duplicate', {
        source,
        span: { start: 0, end: 0 },
        message: `${key} is defined before, in ${first.path}`,
        help: 'Rename or remove one of them.',
      }),
    );
  }
  return values;
}
