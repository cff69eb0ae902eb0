import type { ColumnSchema } from '../../catalog';
import type { Unary } from './unary';

/** What a step adds to the rows that it matches: all of them, the last of each series of matches, or none. */
export type ScanOutput = 'all' | 'last' | 'none';

export interface ScanStepOf<E> {
  readonly name: string;
  readonly output: ScanOutput;
  /** Over a record and the records of the state, whose columns are named by `stateColumn`. */
  readonly condition: E;
  readonly assignments: readonly { readonly name: string; readonly expression: E }[];
}

export interface ScanPlanOf<E, T> extends Unary<T> {
  readonly op: 'scan';
  readonly matchId: string | undefined;
  readonly declared: readonly (ColumnSchema & { readonly fallback: E | undefined })[];
  readonly steps: readonly ScanStepOf<E>[];
}

/** How a condition names a column of the record that a step holds; no column of a query can have such a name. */
export function stateColumn(step: string, column: string): string {
  return `${step}\u0000${column}`;
}
