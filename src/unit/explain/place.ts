import { hostSpan } from '../../diagnostics';
import type { Source, Span } from '../../diagnostics';
import type { CompiledQuery, LoadedRule } from '../../rules';

/** Where a person wrote what stands at a place of the compiled query: in the query, an exclusion, a parameter. */
export function placeInRule(
  { document, query }: LoadedRule,
  { pieces }: CompiledQuery,
  { start, end }: Span,
): { readonly source: Source; readonly span: Span } {
  const touched = pieces.filter((piece) => piece.start < end && piece.end > start);
  const piece = touched.find(({ origin }) => origin.kind !== 'generated') ?? touched[0];
  const { source } = document;
  switch (piece?.origin.kind) {
    case 'query': {
      const { offset } = piece.origin;
      const from = offset + Math.max(0, start - piece.start);
      const to = offset + Math.min(end, piece.end) - piece.start;
      return { source: query.host, span: hostSpan(query, { start: from, end: to }) };
    }
    case 'exclusion':
      return { source, span: document.spanOf(['exclusions', piece.origin.index, 'where'], 'value') };
    case 'parameter':
    case 'generated':
    case undefined:
      return { source, span: document.spanOf(['query'], 'key') };
  }
}
