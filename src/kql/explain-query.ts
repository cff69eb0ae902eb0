import type { Plan } from './compile';
import { execute } from './engine/execute';
import type { Run } from './engine/run';
import { emptiedBy } from './explain/emptied';
import type { Emptied } from './explain/emptied';
import { filterOf } from './explain/filter';
import type { Filter } from './explain/filter';
import { KqlFailure } from './kql-error';
import type { Tabular } from './plan/plan';
import type { QueryResult, RunOptions, Step } from './run-query';
import { executionOf } from './run-query';
import type { Table } from './table/table';

/** The result of a query together with how it came about. */
export type Explanation =
  | (Extract<QueryResult, { readonly ok: true }> & {
      /** Every filter that ran, in the order of running. */
      readonly filters: readonly Filter[];
      /** Where the rows went, if the result has none: one entry for each branch that ended up empty. */
      readonly emptied: readonly Emptied[];
    })
  | Extract<QueryResult, { readonly ok: false }>;

/** Runs a plan as `runQuery` does and keeps what every step saw. Slower, and holds all rows: for a person's questions. */
export function explainQuery({ root }: Plan, options: Omit<RunOptions, 'explain'>): Explanation {
  const tables = new Map<Tabular, Table>();
  const steps: Step[] = [];
  const runs: Run[] = [];
  try {
    const table = execute(root, {
      ...executionOf(options),
      onStep: (plan, made, run) => {
        tables.set(plan, made);
        steps.push({ operator: plan.op, span: plan.span, rowCount: made.rowCount });
        runs[0] ??= run;
      },
    });
    const [run] = runs;
    if (run === undefined) return { ok: true, columns: table.schema, table, steps, filters: [], emptied: [] };
    const trace = { tables, run };
    const filters = [...tables.keys()].flatMap((plan) => (plan.op === 'where' ? filterOf(plan, trace) : []));
    return { ok: true, columns: table.schema, table, steps, filters, emptied: emptiedBy(root, trace) };
  } catch (error) {
    if (!(error instanceof KqlFailure)) throw error;
    return { ok: false, error: error.error };
  }
}
