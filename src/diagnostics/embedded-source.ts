import type { Source, Span } from './source';

/**
 * A text inside another one, such as the KQL in a rule's YAML: what looks at the inner text reports there,
 * and people read the outer file's line and column.
 */
export interface EmbeddedSource {
  /** The inner text, as its own reader sees it (indentation removed, escapes resolved). */
  readonly text: string;
  readonly host: Source;
  /** Whether every inner offset has one true outer offset: so in a literal block (`|`), not in a folded or quoted scalar with escapes. */
  readonly exact: boolean;
  /** The outer offset of an inner one. Where the mapping is not exact: the nearest place known. */
  toHost(offset: number): number;
}

/** The span in the host file of a span in the embedded text. */
export function hostSpan(embedded: EmbeddedSource, span: Span): Span {
  const start = embedded.toHost(span.start);
  return { start, end: Math.max(start, embedded.toHost(span.end)) };
}
