import { columnBuilder } from '../../table/builder';
import { slotOf, Table } from '../../table/table';
import { convert } from '../../values/convert';
import type { DatatablePlan } from '../../plan/plan';
import { runtimeError } from '../../kql-error';
import { constantOf } from '../evaluate';
import type { Operator } from '../run';

const NOTHING = new Table([], 1);

export const datatable: Operator<DatatablePlan> = ({ columns, values, span }, run) => {
  const width = columns.length;
  if (width === 0 || values.length % width !== 0) {
    throw runtimeError(
      `a datatable of ${width} columns needs a multiple of ${width} values, found ${values.length}`,
      span,
    );
  }
  const builders = columns.map(({ type }) => columnBuilder(type));
  for (const [index, expression] of values.entries()) {
    const column = columns[index % width];
    if (column === undefined) continue;
    const { type, value } = expression.kind === 'literal' ? expression.constant : constantOf(expression, NOTHING, run);
    builders[index % width]?.push(convert(value, type, column.type));
  }
  const slots = builders.map((builder, index) => slotOf(columns[index]?.name ?? '', builder.finish()));
  return new Table(slots, values.length / width);
};
