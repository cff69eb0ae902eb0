import type { Span } from '../../diagnostics';

/** A leg of a `union isfuzzy=true`, which runs without it if something in it is not there. */
export interface FuzzyLeg {
  /** Which union of the query, which of its legs, and of how many. */
  readonly union: number;
  readonly leg: number;
  readonly legs: number;
}

interface Use {
  readonly name: string;
  /** The first place, in the compiled query; inside a saved function it is the call. */
  readonly span: Span;
  /** Saved functions that lead to it, the outermost first; empty where the query itself names it. */
  readonly through: readonly string[];
  /** Fuzzy unions around it, the outermost first: without any, the query fails if it is not there. */
  readonly fuzzy: readonly FuzzyLeg[];
}

export interface TableUse extends Use {
  /** A wildcard (`Device*`): it stands for all tables that it fits, and fails if it fits none. */
  readonly wildcard: boolean;
  /** Whether the catalog knows it: what it does not may be a function as well. */
  readonly known: boolean;
}

export interface FunctionUse extends Use {
  readonly known: boolean;
}

export interface WatchlistUse extends Use {
  /** Columns that the query reads of it, in the order of the watchlist. */
  readonly columns: readonly string[];
  /** Whether the catalog knows its columns. */
  readonly known: boolean;
}

/** A workspace, application or resource beside the one in which the rule runs. */
export interface OtherUse extends Use {
  /** The function that reaches it. */
  readonly by: 'workspace' | 'app' | 'resource';
}

/** All that a query needs of the workspace in which it runs, derived from its bound tree. */
export interface Dependencies {
  readonly tables: readonly TableUse[];
  readonly functions: readonly FunctionUse[];
  readonly watchlists: readonly WatchlistUse[];
  /** By the text that names them: the same workspace may be there by name and by GUID. */
  readonly others: readonly OtherUse[];
  /** What the query reads and does not say before it runs, with the place: a name that is computed, every table. */
  readonly untold: readonly { readonly what: string; readonly span: Span }[];
}
