import type { EvaluatePlan } from '../../plan/plan';
import type { Table } from '../../table/table';
import type { Run } from '../run';

export type PluginArgument = EvaluatePlan['args'][number]['value'];

/** What a plugin gets: the rows before the pipe and its arguments, not yet evaluated. */
export interface PluginInput {
  readonly table: Table;
  /** The arguments by position; a table argument is a plan for `run.table`. */
  readonly args: readonly PluginArgument[];
  /** The arguments given as `name = value`. */
  readonly named: ReadonlyMap<string, PluginArgument>;
  readonly run: Run;
  readonly span: EvaluatePlan['span'];
}

/** `evaluate x(…)`: rows to rows; the columns may depend on the data. */
export type Plugin = (input: PluginInput) => Table;
