import type {
  ExtendPlan,
  PrintPlan,
  ProjectPlan,
  RenamePlan,
  ReorderPlan,
  SelectPlan,
  SerializePlan,
} from '../../plan/plan';
import { compareText } from '../../../diagnostics';
import type { Slot } from '../../table/table';
import { renamed, Table } from '../../table/table';
import type { Operator } from '../run';
import { computed, distinctNames, fits, withColumns } from './columns';

export const extend: Operator<ExtendPlan> = ({ input, columns }, run) => withColumns(run.table(input), columns, run);

/** `serialize` fixes the order of rows, which they have anyway here, and may add columns. */
export const serialize: Operator<SerializePlan> = ({ input, columns }, run) =>
  withColumns(run.table(input), columns, run);

export const project: Operator<ProjectPlan> = ({ input, columns }, run) => {
  const table = run.table(input);
  return table.withSlots(distinctNames(columns.map((column) => computed(column, table, run))));
};

export const print: Operator<PrintPlan> = ({ columns }, run) => {
  const one = new Table([], 1);
  return new Table(distinctNames(columns.map((column) => computed(column, one, run))), 1);
};

export const select: Operator<SelectPlan> = ({ input, mode, patterns }, run) => {
  const table = run.table(input);
  const named = ({ name }: Slot): boolean => patterns.some((pattern) => fits(name, pattern));
  return table.withSlots(table.slots.filter((slot) => named(slot) === (mode === 'keep')));
};

export const rename: Operator<RenamePlan> = ({ input, renames }, run) => {
  const table = run.table(input);
  const names = new Map(renames.map(({ from, to }) => [from, to]));
  return table.withSlots(table.slots.map((slot) => renamed(slot, names.get(slot.name) ?? slot.name)));
};

/** The named columns first, a wildcard's in their own order or sorted by name; the others after them. */
export const reorder: Operator<ReorderPlan> = ({ input, entries }, run) => {
  const table = run.table(input);
  const left = new Set(table.slots);
  const ordered: Slot[] = [];
  const exact = new Set(entries.map(({ pattern }) => pattern).filter((pattern) => !pattern.includes('*')));
  for (const { pattern, order } of entries) {
    const matching = [...left].filter(({ name }) => fits(name, pattern) && (pattern === name || !exact.has(name)));
    if (order !== 'given') matching.sort((a, b) => compareText(a.name, b.name) * (order === 'asc' ? 1 : -1));
    for (const slot of matching) left.delete(slot);
    ordered.push(...matching);
  }
  return table.withSlots([...ordered, ...left]);
};
