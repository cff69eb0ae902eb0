export type { Source, Span, Position } from './source';
export { lineStarts, lineText, positionAt } from './source';
export type { EmbeddedSource } from './embedded-source';
export { hostSpan, wholeSource } from './embedded-source';
export type { Diagnostic, DiagnosticCounts, Severity } from './diagnostic';
export { compareDiagnostics, compareText, countDiagnostics } from './diagnostic';
export { codeFrame, printable } from './code-frame';
export type { Formatter, FormatterName, FormatterOptions } from './formatters';
export { formatters } from './formatters';
