import type { Span } from '../../diagnostics';
import { analyze } from '../../kql';
import type { Analysis, Catalog, ClassifiedSpan } from '../../kql';
import type { Dependencies, WatchlistUse } from './dependencies';
import { visit } from './visit';
import type { Found, ListUse } from './visit';

/** Nodes that are looked at, at most: functions that call functions unfold. */
const MOST_STEPS = 100_000;
const CACHED = 2000;

/** What is told of a query beside its findings; depends on nothing but its text and the catalog, and can be kept. */
export interface QueryReading {
  readonly needs: Dependencies;
  /** What each part of the text is. */
  readonly classified: readonly ClassifiedSpan[];
}

/** Both from one reading, which takes some milliseconds. */
export function readQuery(query: string, catalog: Catalog): QueryReading {
  const analysis = analyze(query, catalog);
  return { needs: needsIn(analysis, catalog), classified: analysis.classified() };
}

const derivedFor = new WeakMap<Catalog, Map<string, Dependencies>>();

/**
 * What a query needs of its workspace: tables (inside saved functions, unions and wildcards too), functions, watchlists
 * with the columns that are read, other workspaces. The query is one that was compiled: exclusions may need watchlists.
 * Of a query that is no KQL nothing is told but that.
 */
export function dependenciesOf(query: string, catalog: Catalog): Dependencies {
  const known = derivedFor.get(catalog) ?? new Map<string, Dependencies>();
  derivedFor.set(catalog, known);
  const before = known.get(query);
  if (before !== undefined) return before;
  const derived = needsIn(analyze(query, catalog), catalog);
  // many targets have the same query: it is read once
  if (known.size >= CACHED) known.clear();
  known.set(query, derived);
  return derived;
}

function needsIn({ root, diagnostics }: Analysis, catalog: Catalog): Dependencies {
  const broken = diagnostics.find(({ syntax, severity }) => syntax && severity === 'error');
  if (broken !== undefined) return nothing('a query that cannot be read', broken.span);
  const found: Found = {
    catalog,
    diagnostics: new Map(diagnostics.map(({ span, code }) => [span.start, code])),
    tables: new Map(),
    functions: new Map(),
    watchlists: new Map(),
    others: new Map(),
    untold: [],
    columnsRead: new Set(),
    budget: { steps: MOST_STEPS },
    unions: { count: 0 },
  };
  visit(found, root, { through: [], fuzzy: [], elsewhere: false, declared: false, piped: false, lets: new Set() });
  return {
    tables: [...found.tables.values()].flat(),
    functions: [...found.functions.values()].flat(),
    watchlists: watchlistUses(found),
    others: [...found.others.values()].flat(),
    untold: found.untold,
  };
}

function nothing(what: string, span: Span): Dependencies {
  return { tables: [], functions: [], watchlists: [], others: [], untold: [{ what, span }] };
}

/** One per alias and way to it, with the columns that are read by any of its calls. */
function watchlistUses({ watchlists, catalog, columnsRead }: Found): readonly WatchlistUse[] {
  return [...watchlists.values()].flatMap((uses): readonly WatchlistUse[] => {
    const read = new Set(uses.flatMap(({ calls }) => calls.flatMap((call) => namesRead(call, columnsRead))));
    return uses.map(({ name, span, through, fuzzy }) => {
      const list = catalog.watchlist(name);
      const own = ['SearchKey', ...(list?.columns ?? []).map((column) => column.name)];
      const columns = [...new Set(own)].filter((column) => read.has(column));
      return { name, span, through, fuzzy, known: list !== undefined, columns };
    });
  });
}

function namesRead(columns: ListUse['calls'][number], read: ReadonlySet<object>): readonly string[] {
  return columns.filter(({ identity }) => read.has(identity)).map(({ name }) => name);
}
