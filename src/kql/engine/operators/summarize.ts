import type { AggregateColumn } from '../../functions/aggregate-function';
import { aggregateNamed } from '../../functions/aggregates';
import { unsupported } from '../../kql-error';
import { mapParts } from '../../plan/map-expression';
import type { CallExpression, Computation, Expression, SummarizePlan } from '../../plan/plan';
import type { Column } from '../../table/column';
import { gather } from '../../table/gather';
import type { Groups } from '../../table/keys';
import { groupRows } from '../../table/keys';
import { columnOperand, toColumn } from '../../table/operand';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import type { Operator, Run } from '../run';
import { computed, freeName } from './columns';

/** One row per group: the keys, then the aggregates. Without keys there is one group, also of no rows. */
export const summarize: Operator<SummarizePlan> = (plan, run) => {
  const table = run.table(plan.input);
  const keys = plan.by.map((column) => computed(column, table, run));
  const keyColumns = keys.map((slot) => slot.column());
  const groups = groupsOf(keyColumns, table.rowCount);
  const slots: Slot[] = keys.map((slot, index) => slotOf(slot.name, gather(keyColumns[index] as Column, groups.first)));
  const keyNames = new Set(
    plan.by.map(({ expression, name }) => (expression.kind === 'column' ? expression.name : name)),
  );
  const made = plan.aggregates.map((computation) => ({
    computation,
    columns: compute(computation, { table, groups, keyNames }, run),
  }));
  const { boundNames } = plan;
  const count = made.reduce((sum, { columns }) => sum + columns.length, 0);
  const taken = new Set(slots.map(({ name }) => name));
  let position = 0;
  for (const { computation, columns } of made) {
    for (const [index, { name, column }] of columns.entries()) {
      const bound = boundNames?.length === count ? boundNames[position] : undefined;
      const chosen = bound ?? freeName(computation.names[index] ?? name ?? '', taken);
      taken.add(chosen);
      slots.push(slotOf(chosen, column));
      position++;
    }
  }
  return new Table(slots, groups.count);
};

function groupsOf(columns: readonly Column[], rowCount: number): Groups {
  if (columns.length > 0) return groupRows(columns, rowCount);
  return { ids: new Int32Array(rowCount), count: 1, first: Int32Array.of(rowCount === 0 ? -1 : 0) };
}

interface Grouping {
  readonly table: Table;
  readonly groups: Groups;
  readonly keyNames: ReadonlySet<string>;
}

function compute(computation: Computation, grouping: Grouping, run: Run): readonly AggregateColumn[] {
  const { expression } = computation;
  if (expression.kind === 'call' && aggregateNamed(expression.name) !== undefined) {
    return aggregateCall(expression, computation.argNames, grouping, run);
  }
  // A scalar expression over aggregates: they become columns of a table of groups, over which it is evaluated.
  const inner: Slot[] = [];
  const lifted = (part: Expression): Expression => {
    if (part.kind === 'call' && aggregateNamed(part.name) !== undefined) {
      const name = `$${inner.length}`;
      const [made] = aggregateCall(part, [], grouping, run);
      if (made === undefined) throw unsupported(`the call of '${part.name}'`, part.span);
      inner.push(slotOf(name, made.column));
      return { kind: 'column', name, type: part.type, span: part.span };
    }
    return mapParts(part, lifted);
  };
  const rest = lifted(expression);
  const { count } = grouping.groups;
  return [{ column: toColumn(run.evaluate(rest, new Table(inner, count)), count) }];
}

function aggregateCall(
  call: CallExpression,
  argNames: readonly string[],
  { table, groups, keyNames }: Grouping,
  run: Run,
): readonly AggregateColumn[] {
  const named = call.args.flatMap((arg, index): readonly { name: string; arg: Expression | Slot }[] => {
    if (arg.kind !== 'star') return [{ name: argNames[index] ?? '', arg }];
    const used = new Set(call.args.flatMap((other) => (other.kind === 'column' ? [other.name] : [])));
    const rest = table.slots.filter(({ name }) => !keyNames.has(name) && !used.has(name));
    return rest.map((slot) => ({ name: slot.name, arg: slot }));
  });
  const args = named.map(({ arg }) => ('column' in arg ? columnOperand(arg.column()) : run.evaluate(arg, table)));
  const made = aggregateNamed(call.name)?.apply({
    args,
    argNames: named.map(({ name }) => name),
    ids: groups.ids,
    groupCount: groups.count,
  });
  if (made === undefined) {
    throw unsupported(`the call ${call.name}(${args.map(({ type }) => type).join(', ')})`, call.span);
  }
  return made;
}
