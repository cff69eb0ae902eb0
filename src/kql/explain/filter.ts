import type { Span } from '../../diagnostics';
import { truths } from '../engine/expressions/logic';
import type { Run } from '../engine/run';
import { KqlFailure } from '../kql-error';
import { conjuncts } from '../plan/conjuncts';
import type { Expression, Tabular, WherePlan } from '../plan/plan';
import { readerOf } from '../table/reader';
import type { Table } from '../table/table';
import { jsonOf } from '../values/print';
import { columnsOf } from './columns-of';

/** The steps of a run that has ended, with what each made. */
export interface Trace {
  readonly tables: ReadonlyMap<Tabular, Table>;
  readonly run: Run;
}

/** One of the parts of a filter that are joined by `and`. */
export interface Condition {
  readonly span: Span;
  /** The columns that it reads. */
  readonly columns: readonly string[];
  /** Whether it is true for a row that reached the filter; undefined where it cannot be said. */
  holds(row: number): boolean | undefined;
}

/** A filter that ran. */
export interface Filter {
  readonly span: Span;
  /**
   * `keeps`: a row passes when all conditions hold. `drops`: the filter is `not(...)`, and a row is dropped when all
   * conditions inside hold.
   */
  readonly effect: 'keeps' | 'drops';
  readonly conditions: readonly Condition[];
  /** Rows that reached it. */
  readonly rowCount: number;
  /** Rows that passed. */
  readonly passed: number;
  /** Cells of a row that reached it, as JSON. Without names, all of them. */
  cells(row: number, columns?: readonly string[]): Readonly<Record<string, unknown>>;
}

export function filterOf(plan: WherePlan, { tables, run }: Trace): readonly Filter[] {
  const input = tables.get(plan.input);
  const output = tables.get(plan);
  if (input === undefined || output === undefined) return [];
  const inner = negatedPart(plan.predicate);
  return [
    {
      span: plan.span,
      effect: inner === undefined ? 'keeps' : 'drops',
      conditions: conjuncts(inner ?? plan.predicate).map((part) => conditionOf(part, input, run)),
      rowCount: input.rowCount,
      passed: output.rowCount,
      cells: (row, columns) => cellsOf(input, row, columns),
    },
  ];
}

/** `P` of `not(P)` and of `not(coalesce(P, false))`. */
function negatedPart(predicate: Expression): Expression | undefined {
  if (predicate.kind !== 'call' || predicate.name !== 'not') return undefined;
  const [inner] = predicate.args;
  if (inner?.kind !== 'call' || inner.name !== 'coalesce') return inner;
  const [first, second, ...more] = inner.args;
  const isFalse = second?.kind === 'literal' && second.constant.value === false;
  return isFalse && more.length === 0 ? first : inner;
}

function conditionOf(part: Expression, input: Table, run: Run): Condition {
  let values: Uint8Array | 'unknown' | undefined;
  const evaluate = (): Uint8Array | 'unknown' => {
    try {
      return truths(run.evaluate(part, input), input.rowCount);
    } catch (error) {
      // in the run itself earlier conditions had taken the rows away for which this one cannot be computed
      if (error instanceof KqlFailure) return 'unknown';
      throw error;
    }
  };
  return {
    span: part.span,
    columns: columnsOf(part),
    holds(row) {
      values ??= evaluate();
      return values === 'unknown' ? undefined : values[row] === 1;
    },
  };
}

export function cellsOf(
  table: Table,
  row: number,
  columns: readonly string[] = table.slots.map(({ name }) => name),
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    columns.flatMap((name) => {
      const slot = table.slot(name);
      return slot === undefined ? [] : [[name, jsonOf(slot.type, readerOf(slot.column())(row))] as const];
    }),
  );
}
