import { usesContext } from '../plan/uses-context';
import type { ContextKey, Tabular, WherePlan } from '../plan/plan';
import type { Table } from '../table/table';
import type { Long } from '../values/long';
import { evaluateOver } from './evaluate';
import { runOperator } from './operators';
import { seededRandom } from './random';
import type { Approximation, Run, TableSource } from './run';

export interface ExecuteOptions {
  readonly now: Long;
  readonly source: TableSource;
  readonly seed: number;
  /** Called once for each operator that ran, inputs before those who use them. */
  readonly onStep?: (plan: Tabular, table: Table, run: Run) => void;
  /** See `Run.onApproximation`. */
  readonly onApproximation?: (step: Approximation) => void;
  /** Filters for which it is true let all rows pass. */
  readonly skips?: (filter: WherePlan) => boolean;
}

/** Runs a plan. A shared node is run once: its name stands for one result within a run. */
export function execute(plan: Tabular, options: ExecuteOptions): Table {
  const table = runOf(options, seededRandom(options.seed), undefined).table(plan);
  for (const slot of table.slots) if (slot.unsure === true) slot.column();
  return table;
}

interface Outer {
  readonly run: Run;
  readonly key: ContextKey;
  readonly rows: Table;
}

function runOf(options: ExecuteOptions, random: () => number, outer: Outer | undefined): Run {
  const { now, source, onStep, onApproximation, skips } = options;
  const done = new Map<Tabular, Table>();
  const run: Run = {
    now,
    source,
    onApproximation,
    random,
    steps: onStep === undefined ? 'fused' : 'apart',
    evaluate: (expression, table) => evaluateOver(expression, table, run),
    within: (key, rows) => runOf(options, random, { run, key, rows }),
    context: (key) => {
      if (outer === undefined) throw new Error(`no rows for the sub-query of ${key.operator}`);
      return outer.key === key ? outer.rows : outer.run.context(key);
    },
    table: (step) => {
      if (step.op === 'where' && skips?.(step) === true) return run.table(step.input);
      if (step.op !== 'shared') return runOperator(step, run);
      // What does not depend on the rows of this sub-query is the same outside of it.
      if (outer !== undefined && !usesContext(step)) return outer.run.table(step);
      const known = done.get(step);
      if (known !== undefined) return known;
      const table = runOperator(step, run);
      done.set(step, table);
      return table;
    },
  };
  if (onStep === undefined || outer !== undefined) return run;
  const silent = run.table;
  const counted: Run['table'] = (step) => {
    const known = done.has(step);
    const table = silent(step);
    if (!known) onStep(step, table, run);
    return table;
  };
  return Object.assign(run, { table: counted });
}
