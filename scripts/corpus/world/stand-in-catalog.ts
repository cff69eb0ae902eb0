import type { Catalog, ColumnSchema, KqlDiagnostic, KqlType, Syntax } from '../../../src/kql';
import { analyze } from '../../../src/kql';

/** A catalog in which a query's names mean something, as far as that is possible. */
export interface StandIns {
  readonly catalog: Catalog;
  /** What no catalog knows and was made up: `table X`, `column Y`, `function Z`. */
  readonly assumed: readonly string[];
}

const TABLE: ReadonlySet<string> = new Set(['KS204', 'KS205']);
const ANY = 'KS142';
const FUNCTION: ReadonlySet<string> = new Set(['KS211', 'KS122', 'KS123', 'KS124', 'KS143']);

/** Made-up names give way to more made-up names: how often that is followed. */
const MOST_ROUNDS = 6;

/** Other types that a column may have of which nothing is known, most frequent first. */
const TYPES: readonly KqlType[] = ['dynamic', 'long', 'datetime', 'real', 'bool'];

/** Log Analytics puts the type of a custom column into its name (Microsoft Learn, data collector API, read 2026-11-24). */
const SUFFIXES: Readonly<Record<string, KqlType>> = { s: 'string', d: 'real', b: 'bool', t: 'datetime', g: 'guid' };

interface MadeUp {
  readonly tables: Set<string>;
  readonly functions: Set<string>;
  /** Columns that a table or function of the catalog lacks. */
  readonly missing: Set<string>;
  /** Columns of what is open: made-up tables, watchlists. */
  readonly open: Set<string>;
  /** What such a column is, where its name does not say it. */
  readonly types: Map<string, KqlType>;
}

/**
 * Custom tables get the columns that the query uses, and so do watchlists; a column that a known table lacks is added
 * to all tables that the query names. What then still is an error is wrong with the query itself.
 */
export function standInCatalog(query: string, known: Catalog): StandIns {
  const made: MadeUp = {
    tables: new Set(),
    functions: new Set(),
    missing: new Set(),
    open: new Set(),
    types: new Map(),
  };
  let catalog = known;
  let errors: readonly KqlDiagnostic[] = [];
  const read = (): boolean => {
    const { diagnostics, root } = analyze(query, catalog);
    errors = diagnostics.filter(({ severity, code }) => severity === 'error' || TABLE.has(code));
    const before = sizeOf(made);
    for (const name of openColumns(root)) made.open.add(name);
    const missing = new Set(made.missing);
    for (const error of errors) makeUp(error, { query, missing }, made);
    if (sizeOf(made) === before) return false;
    catalog = extended(known, made);
    return true;
  };
  for (let round = 0; round < MOST_ROUNDS && read(); round++);
  if (errors.length > 0 && errors.every(({ code, syntax }) => !syntax && code !== ANY && !TABLE.has(code)))
    catalog = withTypes(query, known, made);
  return {
    catalog,
    assumed: [
      ...[...made.tables].map((name) => `table ${name}`),
      ...[...made.functions].map((name) => `function ${name}`),
      ...[...made.missing].filter((name) => !made.tables.has(name)).map((name) => `column ${name}`),
    ],
  };
}

/** Gives the made-up columns types with which fewer things are wrong, one column after the other. */
function withTypes(query: string, known: Catalog, made: MadeUp): Catalog {
  const errorsIn = (catalog: Catalog): number =>
    analyze(query, catalog).diagnostics.filter(({ severity }) => severity === 'error').length;
  let best = extended(known, made);
  let fewest = errorsIn(best);
  for (const name of new Set([...made.missing, ...made.open])) {
    for (const type of fewest > 0 ? TYPES : []) {
      const before = made.types.get(name) ?? 'string';
      made.types.set(name, type);
      const catalog = extended(known, made);
      const errors = errorsIn(catalog);
      if (errors < fewest) [best, fewest] = [catalog, errors];
      else made.types.set(name, before);
    }
  }
  return best;
}

const sizeOf = ({ tables, functions, missing, open, types }: MadeUp): number =>
  tables.size + functions.size + missing.size + open.size + types.size;

/** `missing`: columns that were made up before. A name that still is unknown then stands in no row: `let x = Nope`. */
function makeUp(
  { code, message, span }: KqlDiagnostic,
  { query, missing }: { readonly query: string; readonly missing: ReadonlySet<string> },
  made: MadeUp,
): void {
  const name = /'([^']+)'/.exec(message)?.[1] ?? query.slice(span.start, span.end);
  if (!/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name)) return;
  const owner = /([\p{L}_][\p{L}\p{N}_]*)\s*\.\s*$/u.exec(query.slice(0, span.start))?.[1];
  // a property: of a column that was made up it is there, of one that is text it never is
  if (code === ANY && owner !== undefined) {
    if (made.missing.has(owner) || made.open.has(owner)) made.types.set(owner, 'dynamic');
    return;
  }
  if (FUNCTION.has(code)) made.functions.add(name);
  else if (TABLE.has(code)) made.tables.add(name);
  else if (code === ANY) (missing.has(name) ? made.tables : made.missing).add(name);
}

/** Columns that something open has; the keys of a join are on both sides. */
function openColumns(node: Syntax): readonly string[] {
  const keys = node.kind === 'JoinOnClause' ? node.children.filter(isColumn).map(({ name }) => name) : [];
  const own = isColumn(node) && node.type === 'unknown' ? [node.name] : [];
  return [...keys, ...own, ...node.children.flatMap(openColumns)];
}

const isColumn = ({ kind, symbol }: Syntax): boolean => kind === 'NameReference' && symbol?.kind === 'column';

function extended(known: Catalog, made: MadeUp): Catalog {
  const columnsOf = (names: ReadonlySet<string>): readonly ColumnSchema[] =>
    [...names].map((name) => ({ name, type: made.types.get(name) ?? typeOf(name) }));
  const anything = columnsOf(new Set(['TimeGenerated', ...made.open, ...made.missing]));
  const lacking = (columns: readonly ColumnSchema[]): readonly ColumnSchema[] => [
    ...columns,
    ...columnsOf(made.missing).filter(({ name }) => !columns.some((column) => column.name === name)),
  ];
  return {
    table(name) {
      if (made.tables.has(name)) return { name, columns: anything, open: true };
      const table = known.table(name);
      return table === undefined ? undefined : { ...table, columns: lacking(table.columns) };
    },
    function(name) {
      if (made.functions.has(name)) return { name, parameters: '(*)', columns: anything };
      const found = known.function(name);
      return found?.columns === undefined ? found : { ...found, columns: lacking(found.columns) };
    },
    watchlist: (alias) => known.watchlist(alias) ?? { alias, columns: anything },
    tableNames: () => [...known.tableNames(), ...made.tables],
  };
}

function typeOf(name: string): KqlType {
  if (/^Time(?:Generated|stamp)$/i.test(name)) return 'datetime';
  return SUFFIXES[/_([sdbtg])$/.exec(name)?.[1] ?? ''] ?? 'string';
}
