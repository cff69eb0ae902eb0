import { analyze } from '../kql';
import type { Catalog, KqlDiagnostic } from '../kql';
import type { QueryAnswer, QueryValidator } from './behaviour/query-validation';

/** Codes of Microsoft's binder for a name that is nothing: a table; a column or variable; a function. */
const UNKNOWN_TABLE = 'KS204';
const UNRESOLVED: ReadonlySet<string> = new Set(['KS142', 'KS211']);

/** A validator by the official parser and binder, for a workspace that has what the catalog names. */
export function kqlValidator(catalog: Catalog): QueryValidator {
  return (query) => {
    const { diagnostics, result } = analyze(query, catalog);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const worst = errors.find(({ syntax }) => syntax) ?? errors.find(({ code }) => code === UNKNOWN_TABLE) ?? errors[0];
    if (worst !== undefined) return refusalOf(query, worst);
    if (result === undefined || result.open) return { kind: 'valid' };
    return { kind: 'valid', columns: result.columns.map(({ name }) => name) };
  };
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
