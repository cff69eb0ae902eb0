import type { Catalog, FunctionDefinition, TableSchema, WatchlistSchema } from '../../kql';
import type { Rule } from '../rule';
import type { TableOrigin } from './pack';

/** Columns of a table that identify an entity: identifier of the entity type -> column. */
export interface EntityColumns {
  readonly entityType: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/** A table with what we know about it beyond its columns. */
export interface TableInfo extends TableSchema {
  /** `project`: known by the project's own schema files alone. */
  readonly origin: TableOrigin | 'project';
  /** Whether `columns` are all there are: then another name is an error, elsewhere a warning. */
  readonly complete: boolean;
  /** What the table logs, in a sentence or two. */
  readonly logs?: string;
  /** Data connectors that fill it, by the `connectorId` of rules. */
  readonly connectors: readonly string[];
  readonly plan: TablePlan;
  /** Column -> the column whose value it repeats (Defender's `Timestamp` -> `TimeGenerated`). */
  readonly mirrors: Readonly<Record<string, string>>;
  readonly entities: readonly EntityColumns[];
  /** How long after the event its row is usually there. Only where a source says so. */
  readonly latencySeconds?: number;
}

export type TablePlan = 'Analytics' | 'Basic' | 'Auxiliary';

export interface FunctionInfo extends FunctionDefinition {
  /** `built-in`: in every Sentinel workspace; `solution`: a parser that a solution installs; `project`: one of ours. */
  readonly origin: 'built-in' | 'solution' | 'project';
  /** Whether `columns` are all that it returns. */
  readonly complete: boolean;
  /** Whether the project deploys it to some target: a function of its own that has a body, and is not told to go nowhere. */
  readonly deployed?: boolean;
}

export type LetterCase = 'lower' | 'upper' | 'any';

export interface WatchlistInfo extends WatchlistSchema {
  readonly name: string;
  readonly description: string;
  readonly itemsSearchKey: string;
  readonly letterCase: LetterCase;
  /** The rows of the CSV: every value is text, as in the workspace. */
  readonly items: readonly Readonly<Record<string, string>>[];
  /** File of its description, relative to the project. */
  readonly path: string;
  readonly provider: string;
  readonly labels: readonly string[];
  /** ISO 8601 duration. */
  readonly defaultDuration?: string;
  readonly targets?: Rule['targets'];
}

/** The catalog of a project: what the KQL room needs, and what checks, tests and people want to know beside it. */
export interface Knowledge extends Catalog {
  table(name: string): TableInfo | undefined;
  function(name: string): FunctionInfo | undefined;
  watchlist(alias: string): WatchlistInfo | undefined;
  functionNames(): readonly string[];
  watchlistAliases(): readonly string[];
  /** The table or function that an unknown name was probably meant to be. */
  nearest(name: string): string | undefined;
}
