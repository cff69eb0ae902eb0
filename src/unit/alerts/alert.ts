import type { ColumnSchema } from '../../kql';

/** A row of the query's result: cells as JSON, by column. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** The results of one run. */
export interface Results {
  readonly rows: readonly ResultRow[];
  readonly columns: readonly ColumnSchema[];
  /** When the run executed, milliseconds since 1970. */
  readonly time: number;
}

/** An entity of an alert: its type and the identifiers that have a value. */
export interface Entity {
  readonly type: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/** What an analyst would see. */
export interface Alert {
  readonly severity: string;
  readonly title: string;
  readonly description: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  /** What `alertDynamicProperties` fill: `ConfidenceLevel`, `RemediationSteps`... */
  readonly properties: Readonly<Record<string, string>>;
  /** A value for each result that has another one; a list or bag is its JSON. */
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  readonly entities: readonly Entity[];
  /** The results in it. */
  readonly rows: readonly ResultRow[];
  /** When it was raised, milliseconds since 1970. */
  readonly time: number;
}
