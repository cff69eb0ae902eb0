import type { Span } from '../../diagnostics';
import type { ContextKey, Expression, Tabular } from '../plan/plan';
import type { Operand } from '../table/operand';
import type { Table } from '../table/table';
import type { Long } from '../values/long';

/** Where rows come from. A table that is not there has no rows. */
export interface TableSource {
  table(name: string): Table | undefined;
  watchlist?(alias: string): Table | undefined;
  /** Rows that `externaldata` of these addresses stands for; undefined where there is no fixture. */
  external?(uris: readonly string[]): Table | undefined;
}

/** A step whose answer is only like Kusto's. */
export interface Approximation {
  readonly name: string;
  readonly span: Span;
}

/** One run of a plan: what operators and expressions need beside their own input. */
export interface Run {
  /** Fixed for the whole run. */
  readonly now: Long;
  readonly source: TableSource;
  /** `apart`: somebody looks at what each operator makes; `fused`: an operator may make only what the next one keeps. */
  readonly steps: 'apart' | 'fused';
  /** Uniform in [0, 1), from a seed: the same run gives the same numbers. */
  /** Told of each step whose answer is only like Kusto's; such steps are refused where there is nobody to tell. */
  readonly onApproximation: ((step: Approximation) => void) | undefined;
  random(): number;
  table(plan: Tabular): Table;
  /** The rows that the operator of this key hands to its sub-query. */
  context(key: ContextKey): Table;
  /** The same run inside a sub-query, whose `context` leaf has these rows. */
  within(key: ContextKey, rows: Table): Run;
  evaluate(expression: Expression, table: Table): Operand;
}

/** What an expression is evaluated against. */
export interface Scope {
  readonly table: Table;
  readonly run: Run;
  evaluate(expression: Expression): Operand;
}

/** The implementation of a tabular operator; its sub-plans are run by `run.table`. */
export type Operator<P extends Tabular> = (plan: P, run: Run) => Table;
