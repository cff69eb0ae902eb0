import type { Source, Span } from './source';

export type Severity = 'error' | 'warning' | 'info';

/**
 * Something that a person wrote and should look at: collected, never thrown.
 *
 * `code` is the kebab-case id of the check, also the anchor of its documentation. `message` says what was found and
 * what was expected; `help` says what to do next.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly source: Source;
  readonly span: Span;
  readonly help?: string;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Order in which diagnostics are shown: by file, then place, then severity, then code. Total, so output is stable. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.source.path, b.source.path) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    RANK[a.severity] - RANK[b.severity] ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Ordinal comparison: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface DiagnosticCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

export function countDiagnostics(diagnostics: readonly Diagnostic[]): DiagnosticCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}
