import { analyze } from '../kql';
import type { Catalog, KqlDiagnostic, WatchlistSchema } from '../kql';
import type { QueryAnswer, QueryValidator } from './behaviour/query-validation';
import type { Holdings } from './holdings';

/** Codes of Microsoft's binder for a name that is nothing: a table; a column or variable; a function. */
const UNKNOWN_TABLE = 'KS204';
const UNRESOLVED: ReadonlySet<string> = new Set(['KS142', 'KS211']);

/**
 * A validator by the official parser and binder, for a workspace that has what the catalog names, and what it holds of
 * its own: saved functions and watchlists.
 */
export function kqlValidator(catalog: Catalog): QueryValidator {
  let held: Held | undefined;
  return (query, { holdings, absentWatchlists } = {}) => {
    if (holdings === undefined) return answerOf(query, catalog);
    if (held?.holdings !== holdings) held = { holdings, ...withHoldings(catalog, holdings) };
    held.lacking.clear();
    const answer = answerOf(query, held.catalog);
    const [absent] = held.lacking;
    if (answer.kind !== 'valid' || absent === undefined || absentWatchlists !== 'refused') return answer;
    return { kind: 'semanticError', message: `the watchlist '${absent}' does not exist` };
  };
}

interface Held {
  readonly holdings: Holdings;
  readonly catalog: Catalog;
  /** Aliases that the last query named and nobody has. */
  readonly lacking: Set<string>;
}

function withHoldings(catalog: Catalog, holdings: Holdings): Omit<Held, 'holdings'> {
  const lacking = new Set<string>();
  const watchlist = (alias: string): WatchlistSchema => {
    const known = holdings.watchlist(alias) ?? catalog.watchlist(alias);
    if (known === undefined) lacking.add(alias);
    return known ?? { alias, columns: [] };
  };
  const held: Catalog = {
    ...catalog,
    function: (name) => holdings.function(name) ?? catalog.function(name),
    watchlist,
  };
  return { catalog: held, lacking };
}

function answerOf(query: string, catalog: Catalog): QueryAnswer {
  const { diagnostics, result } = analyze(query, catalog);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const worst = errors.find(({ syntax }) => syntax) ?? errors.find(({ code }) => code === UNKNOWN_TABLE) ?? errors[0];
  if (worst !== undefined) return refusalOf(query, worst);
  if (result === undefined || result.open) return { kind: 'valid' };
  return { kind: 'valid', columns: result.columns.map(({ name }) => name) };
}

function refusalOf(query: string, { code, message, span, syntax }: KqlDiagnostic): QueryAnswer {
  const before = query.slice(0, span.start);
  if (syntax) {
    const lines = before.split('\n');
    return { kind: 'syntaxError', message, line: lines.length, position: lines.at(-1)?.length ?? 0 };
  }
  const name = query.slice(span.start, span.end);
  if (code === UNKNOWN_TABLE) return { kind: 'unknownTable', name };
  if (!UNRESOLVED.has(code)) return { kind: 'semanticError', message };
  // a query that is one name: the binder cannot say what it should have been, and a query begins with a table
  if (/(?:^|;)\s*$/.test(before)) return { kind: 'unknownTable', name };
  const operator = /.*\|\s*([a-z][\w-]*)/s.exec(before)?.[1];
  return { kind: 'unresolvedName', name, ...(operator === undefined ? {} : { operator }) };
}
