import type { Span } from '../../diagnostics';
import type { Catalog } from '../catalog';
import type { BridgeCode, BridgeDiagnostic } from './bridge';
import { classify } from './classify';
import type { ClassifiedSpan } from './classify';
import { bindGlobals } from './globals';
import { tooComplex } from './complexity';
import { kustoLanguage } from './load';
import { referencedNames } from './referenced-names';
import type { StaticTable } from './symbols';
import { listOf, viewTable } from './symbols';
import type { Syntax } from './syntax';
import { SyntaxUse } from './syntax';

/** A finding of Microsoft's parser or binder; `code` is its own (`KS142`). Offsets are in the query's text. */
export interface KqlDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly span: Span;
  /** Whether the text is not KQL at all, rather than KQL about names or types that do not exist. */
  readonly syntax: boolean;
}

export interface Analysis {
  readonly diagnostics: readonly KqlDiagnostic[];
  /** What the query returns, as far as the binder knows; undefined if it returns no table. */
  readonly result: StaticTable | undefined;
  readonly root: Syntax;
  readonly use: SyntaxUse;
  /** What each part of the text is, for whoever shows it in colour. */
  classified(): readonly ClassifiedSpan[];
}

const SEVERITY: Readonly<Record<string, KqlDiagnostic['severity']>> = {
  Error: 'error',
  Warning: 'warning',
  Suggestion: 'info',
  Information: 'info',
  Hidden: 'info',
};

/** Parses and binds a query once, knowing only the tables and functions that it names. */
export function analyze(query: string, catalog: Catalog): Analysis {
  const refused = refusedWhole(query);
  const read = refused === undefined ? query : '';
  const { code, found } = bound(read, catalog);
  const use = new SyntaxUse();
  return {
    diagnostics: refused === undefined ? found : [refused],
    result: viewTable(code.ResultType),
    root: use.root(code.Syntax, undefined),
    use,
    classified: () => classify(code.Syntax, read.length),
  };
}

/** The shape of a query alone, where no name need mean anything: a fifth of the time. Its diagnostics are of the syntax. */
export function parseQuery(query: string): Pick<Analysis, 'diagnostics' | 'root'> {
  const refused = refusedWhole(query);
  const { KustoCode, GlobalState } = kustoLanguage();
  const code = KustoCode.Parse(refused === undefined ? query : '', GlobalState.Default);
  return {
    diagnostics: refused === undefined ? diagnosticsOf(code).filter(({ syntax }) => syntax) : [refused],
    root: new SyntaxUse().root(code.Syntax, undefined),
  };
}

interface Bound {
  readonly query: string;
  readonly catalog: Catalog;
  readonly code: BridgeCode;
  readonly found: readonly KqlDiagnostic[];
}

/** A check of a rule binds small queries of its own while others still ask for the rule's. */
const MOST_RECENT = 4;

let recent: readonly Bound[] = [];

/** Binding takes ten times as long as all else: who asks for the same query again, for something else, gets what is there. */
function bound(query: string, catalog: Catalog): Bound {
  // asked for in any case: a catalog may note who asks for what
  const globals = bindGlobals(referencedNames(query, catalog), catalog);
  const before = recent.find((each) => each.query === query && each.catalog === catalog);
  if (before !== undefined) return before;
  const code = kustoLanguage().KustoCode.ParseAndAnalyze(query, globals);
  const found = diagnosticsOf(code).filter((each) => !isForgiven(each, query));
  const made = { query, catalog, code, found };
  recent = [made, ...recent.slice(0, MOST_RECENT - 1)];
  return made;
}

/** What the parser is not given at all. */
function refusedWhole(query: string): KqlDiagnostic | undefined {
  const { KustoCode, Editor } = kustoLanguage();
  if (KustoCode.GetKind(query) === Editor.CodeKinds.Command) return commandRefused(query);
  const complex = tooComplex(query);
  return complex === undefined ? undefined : { code: 'KS244', severity: 'error', syntax: true, ...complex };
}

/** `.show tables`: the parser has a language of its own for these, and no query may hold one. */
function commandRefused(query: string): KqlDiagnostic {
  const start = query.indexOf('.');
  const span = { start, end: start + (/^\.\s*\w*/.exec(query.slice(start))?.[0].length ?? 1) };
  const message = 'A query cannot begin with a dot: management commands are no queries.';
  return { code: 'KS002', severity: 'error', message, span, syntax: true };
}

function diagnosticsOf(code: BridgeCode): readonly KqlDiagnostic[] {
  const syntax = new Set(listOf(code.GetSyntaxDiagnostics()).map(keyOf));
  return listOf(code.GetDiagnostics()).map((found) => ({
    code: found.Code,
    severity: SEVERITY[found.Severity] ?? 'error',
    message: found.Message,
    span: { start: found.Start, end: found.Start + found.Length },
    syntax: syntax.has(keyOf(found)),
  }));
}

/** What the binder refuses and Kusto runs. */
function isForgiven(found: KqlDiagnostic, query: string): boolean {
  const before = query.slice(0, found.span.start);
  const after = query.slice(found.span.end);
  switch (found.code) {
    // `count(x)` of what is no bool counts the rows (facts: kql-semantics 6.8, emulator).
    case 'KS107':
      return /\bcount\s*\(\s*$/.test(before) && /^\s*\)/.test(after);
    // The seconds of `make_timespan` may have a fraction (source: Microsoft Learn, make-timespan-function, read 2026-11-24).
    case 'KS134':
      return /\bmake_timespan\s*\((?:[^(),]*,){2,3}\s*$/.test(before) && /^\s*\)/.test(after);
    // A fuzzy union leaves out a wildcard that fits nothing (source: Microsoft Learn, union-operator, read 2026-11-24).
    case 'KS142': {
      const legs = /\bunion\b(?![\s\S]*\bunion\b)([^|;]*)$/.exec(before)?.[1] ?? '';
      return query.slice(found.span.start, found.span.end).includes('*') && /\bisfuzzy\s*=\s*true\b/.test(legs);
    }
    default:
      return false;
  }
}

const keyOf = ({ Code, Start, Length }: BridgeDiagnostic): string => `${Code}:${Start}:${Length}`;
