import type { MvApplyPlan } from '../../plan/plan';
import { concatColumns } from '../../table/concat';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import type { Operator } from '../run';
import { expand } from './mv-expand';
import { ignores } from './own-columns';
import { handsOn } from './redefined';

/**
 * A sub-query over the elements of each row; its columns follow those of the row, or take their places where they have
 * the name of one. A row without elements has no result (facts: kql-semantics 6.20).
 */
export const mvApply: Operator<MvApplyPlan> = ({ input, columns, itemIndex, limit, context, body }, run) => {
  const table = run.table(input);
  const { rows, index, expanded, codes } = expand(table, { columns, bags: 'bag', limit }, run);
  const own = new Set(expanded.keys());
  const outer = table.withSlots(table.slots.filter(({ name }) => !own.has(name)));
  const item: readonly Slot[] = itemIndex === undefined ? [] : [slotOf(itemIndex, index)];
  const repeated = outer.gather(rows);
  const elements = new Table([...repeated.slots, ...expanded.values(), ...item], rows.length);

  // Rows with one value share its result where the sub-query looks at nothing else of them.
  const outerNames = new Set(outer.slots.map(({ name }) => name));
  const known = codes !== undefined && ignores(body, outerNames) ? new Map<number, Table>() : undefined;
  const results: Table[] = [];
  const taken: number[] = [];
  for (let from = 0; from < rows.length;) {
    const row = rows[from] as number;
    let to = from + 1;
    while (to < rows.length && rows[to] === row) to++;
    const start = from;
    const code = codes?.[row] ?? -1;
    const result =
      known?.get(code) ??
      run.within(context, elements.gather(Int32Array.from({ length: to - from }, (_, at) => start + at))).table(body);
    known?.set(code, result);
    results.push(result);
    for (let at = 0; at < result.rowCount; at++) taken.push(row);
    from = to;
  }
  // Without any element the columns are those of the sub-query over nothing.
  const shape = results[0] ?? run.within(context, elements).table(body);
  const gathered = (name: string): Slot => {
    const parts = results.flatMap((result) => result.slot(name)?.column() ?? []);
    return slotOf(name, parts.length === 0 ? (shape.slot(name) as Slot).column() : concatColumns(parts));
  };
  const kept = outer
    .gather(Int32Array.from(taken))
    .slots.map((slot) =>
      shape.slot(slot.name) === undefined || handsOn(body, slot.name) ? slot : gathered(slot.name),
    );
  const added = shape.slots.filter(({ name }) => outer.slot(name) === undefined).map(({ name }) => gathered(name));
  return new Table([...kept, ...added], taken.length);
};
