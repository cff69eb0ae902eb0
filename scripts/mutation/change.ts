import type { Span } from '../../src/diagnostics';
import type { StaticColumn, Syntax } from '../../src/kql';

/** One edit of a query: the text that takes the place of a span. */
export interface Change {
  readonly span: Span;
  readonly text: string;
}

/** What an operator may know beside the node. */
export interface Place {
  /** Columns of the rows that reach the node; none outside of a pipe. */
  readonly columns: readonly StaticColumn[];
  /** The nodes above it, the nearest first. */
  readonly above: readonly Syntax[];
  readonly query: QueryFacts;
}

export interface QueryFacts {
  readonly text: string;
  /** How often each name stands in the query. */
  readonly mentions: ReadonlyMap<string, number>;
  /** Columns that always hold the same, each way: a table's mirrors, a watchlist's search key. */
  readonly twins: ReadonlySet<string>;
  /** Value of each `let`, by name. */
  readonly lets: ReadonlyMap<string, Syntax>;
}

/** Faults of one kind that a node can have. */
export type Mutation = (node: Syntax, place: Place) => readonly Change[];

export function textAt({ text }: QueryFacts, { start, end }: Span): string {
  return text.slice(start, end);
}
