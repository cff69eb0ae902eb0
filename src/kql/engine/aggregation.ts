import type { AggregateColumn } from '../functions/aggregate-function';
import { aggregateNamed } from '../functions/aggregates';
import { unsupported } from '../kql-error';
import { mapParts } from '../plan/map-expression';
import type { CallExpression, Computation, Expression } from '../plan/plan';
import type { Groups } from '../table/keys';
import { columnOperand, toColumn } from '../table/operand';
import type { Slot } from '../table/table';
import { slotOf, Table } from '../table/table';
import type { Run } from './run';

/** The rows of a table by group. `keyNames` are the columns that `*` leaves out. */
export interface Grouping {
  readonly table: Table;
  readonly groups: Groups;
  readonly keyNames: ReadonlySet<string>;
}

/** The columns, one value per group, that an expression of aggregates makes. */
export function aggregated(computation: Computation, grouping: Grouping, run: Run): readonly AggregateColumn[] {
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
