import type { Tabular } from '../plan/plan';
import type { Table } from '../table/table';
import type { Long } from '../values/long';
import { evaluateOver } from './evaluate';
import { runOperator } from './operators';
import { seededRandom } from './random';
import type { Run, TableSource } from './run';

export interface ExecuteOptions {
  readonly now: Long;
  readonly source: TableSource;
  readonly seed: number;
  /** Called once for each operator that ran, inputs before those who use them. */
  readonly onStep?: (plan: Tabular, table: Table) => void;
}

/** Runs a plan. A shared node is run once: its name stands for one result within a run. */
export function execute(plan: Tabular, { now, source, seed, onStep }: ExecuteOptions): Table {
  const done = new Map<Tabular, Table>();
  const run: Run = {
    now,
    source,
    random: seededRandom(seed),
    evaluate: (expression, table) => evaluateOver(expression, table, run),
    table: (step) => {
      const known = done.get(step);
      if (known !== undefined) return known;
      const table = runOperator(step, run);
      if (step.op === 'shared') done.set(step, table);
      onStep?.(step, table);
      return table;
    },
  };
  return run.table(plan);
}
