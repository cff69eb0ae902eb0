import type { Span } from '../diagnostics';
import type { ColumnSchema } from './catalog';
import type { Plan } from './compile';
import type { ExecuteOptions } from './engine/execute';
import { execute } from './engine/execute';
import type { Approximation, TableSource } from './engine/run';
import type { KqlError } from './kql-error';
import { KqlFailure } from './kql-error';
import type { Tabular } from './plan/plan';
import { readerOf } from './table/reader';
import type { Table } from './table/table';
import { datetimeOfUnixMilliseconds } from './values/datetime';
import { jsonOf } from './values/print';

export interface RunOptions {
  readonly source: TableSource;
  /** What `now()` is for the whole run. */
  readonly now: Date;
  /** Where `rand()`, `sample` and `new_guid()` start; the same seed, the same answers. */
  readonly seed?: number;
  /** Places in the query's text: filters that stand there let all rows pass, as if the query did not have them. */
  readonly without?: readonly Span[];
  /**
   * Told of each step whose answer is only like Kusto's, since how Kusto finds it is not published (`autocluster`,
   * `reduce`). Without it such steps are refused.
   */
  readonly onApproximation?: (step: Approximation) => void;
  /** Row counts are kept for each step of the plan. */
  readonly explain?: 'steps';
}

/** One operator that ran, in the order of running. */
export interface Step {
  readonly operator: Tabular['op'];
  readonly span: Tabular['span'];
  readonly rowCount: number;
}

export type QueryResult =
  | {
      readonly ok: true;
      readonly columns: readonly ColumnSchema[];
      readonly table: Table;
      readonly steps: readonly Step[];
    }
  | { readonly ok: false; readonly error: KqlError };

/** Runs a plan over rows. Never throws for what a query or its data can cause. */
export function runQuery({ root }: Plan, { explain, ...options }: RunOptions): QueryResult {
  const steps: Step[] = [];
  try {
    const table = execute(root, {
      ...executionOf(options),
      ...(explain === undefined
        ? {}
        : { onStep: ({ op, span }, { rowCount }) => void steps.push({ operator: op, span, rowCount }) }),
    });
    return { ok: true, columns: table.schema, table, steps };
  } catch (error) {
    if (!(error instanceof KqlFailure)) throw error;
    return { ok: false, error: error.error };
  }
}

/** What the engine takes, of what a caller says. */
export function executionOf({
  source,
  now,
  seed = 0,
  without = [],
  onApproximation,
}: Omit<RunOptions, 'explain'>): ExecuteOptions {
  return {
    now: datetimeOfUnixMilliseconds(now.getTime()),
    source,
    seed,
    ...(onApproximation === undefined ? {} : { onApproximation }),
    ...(without.length === 0
      ? {}
      : { skips: ({ predicate }) => without.some((span) => contains(span, predicate.span)) }),
  };
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The rows of a table as JSON values, in the order of its columns (see `jsonOf` for the form of each type). */
export function jsonRows(table: Table): readonly (readonly unknown[])[] {
  const cells = table.slots.map((slot) => {
    const read = readerOf(slot.column());
    return (row: number): unknown => jsonOf(slot.type, read(row));
  });
  return Array.from({ length: table.rowCount }, (_, row) => cells.map((cell) => cell(row)));
}
