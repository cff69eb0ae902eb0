import type { DistinctPlan } from '../../plan/plan';
import { groupRows } from '../../table/keys';
import type { Operator } from '../run';
import { computed, distinctNames } from './columns';

export const distinct: Operator<DistinctPlan> = ({ input, columns }, run) => {
  const table = run.table(input);
  const slots = columns === undefined ? table.slots : distinctNames(columns.map((each) => computed(each, table, run)));
  const { first } = groupRows(
    slots.map((slot) => slot.column()),
    table.rowCount,
  );
  return table.withSlots(slots).gather(first);
};
