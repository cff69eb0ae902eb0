import { unsupported } from '../../kql-error';
import type { EvaluatePlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import { constantColumn } from '../../table/constant';
import { readerOf } from '../../table/reader';
import type { Table } from '../../table/table';
import { slotOf } from '../../table/table';
import { convert } from '../../values/convert';
import { emptyValue } from '../../values/value';
import { noGoalHint } from '../../support/no-goals';
import { plugins } from '../plugins';
import type { PluginArgument } from '../plugins/plugin';
import type { Operator } from '../run';

export const evaluate: Operator<EvaluatePlan> = ({ input, plugin, args, schema, span }, run) => {
  const apply = plugins[plugin];
  if (apply === undefined) throw unsupported(`the plugin '${plugin}'`, span, noGoalHint(plugin));
  const table = run.table(input);
  const named = new Map<string, PluginArgument>();
  const positional: PluginArgument[] = [];
  for (const { name, value } of args) {
    if (name === undefined) positional.push(value);
    else named.set(name, value);
  }
  const made = apply({ table, args: positional, named, run, span });
  return schema === undefined ? made : declared(made, table, schema);
};

/** The columns that the query declares: others are left out, missing ones are null. */
function declared(made: Table, input: Table, { columns, rest }: NonNullable<EvaluatePlan['schema']>): Table {
  const kept = rest ? made.slots.filter(({ name }) => input.slot(name) !== undefined) : [];
  const wanted = columns.map(({ name, type }) => {
    const slot = made.slot(name);
    if (slot === undefined) return slotOf(name, constantColumn(type, emptyValue(type), made.rowCount));
    if (slot.type === type) return slot;
    const read = readerOf(slot.column());
    return slotOf(
      name,
      columnOf(
        type,
        Array.from({ length: made.rowCount }, (_, row) => convert(read(row), slot.type, type)),
      ),
    );
  });
  return made.withSlots([...kept, ...wanted]);
}
