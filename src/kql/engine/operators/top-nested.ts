import { runtimeError, unsupported } from '../../kql-error';
import type { NestedLevel, TopNestedPlan } from '../../plan/plan';
import type { Column } from '../../table/column';
import { gather } from '../../table/gather';
import { groupRows } from '../../table/keys';
import { readerOf } from '../../table/reader';
import { columnOf } from '../../table/builder';
import { slotOf, Table } from '../../table/table';
import { compareValues } from '../../values/compare';
import { aggregated } from '../aggregation';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';
import { computed } from './columns';

/** Of what is left in the levels so far: the rows, the place of each in the result, and the result's columns. */
interface Nested {
  readonly table: Table;
  readonly places: Int32Array;
  readonly result: Table;
}

/**
 * The values of each level with the highest (or lowest) aggregates within each value of the level above
 * (source: Microsoft Learn, top-nested-operator, read 2026-11-24).
 */
export const topNested: Operator<TopNestedPlan> = ({ input, levels, span }, run) => {
  const table = run.table(input);
  const first: Nested = { table, places: new Int32Array(table.rowCount), result: new Table([], 1) };
  const others = levels.find((level) => level.others !== undefined);
  if (others !== undefined) throw unsupported("top-nested 'with others'", others.others?.span ?? span);
  return levels.reduce((above, level) => nested(above, level, run), first).result;
};

function nested({ table, places, result }: Nested, level: NestedLevel, run: Run): Nested {
  const value = computed(level.of, table, run);
  const groups = groupRows([columnOf('long', places), value.column()], table.rowCount);
  const [made, ...more] = aggregated(level.computation, { table, groups, keyNames: new Set() }, run);
  if (made === undefined || more.length > 0) {
    throw unsupported('an aggregate of several columns in top-nested', level.computation.expression.span);
  }
  const kept = highest(
    made.column,
    Int32Array.from(groups.first, (row) => places[row] as number),
    level,
    run,
  );
  const place = new Int32Array(groups.count).fill(-1);
  kept.forEach((group, at) => (place[group] = at));
  const left = Int32Array.from(groups.ids.keys()).filter((row) => place[groups.ids[row] as number] !== -1);
  const above = result.gather(Int32Array.from(kept, (group) => places[groups.first[group] as number] as number));
  const values = gather(
    value.column(),
    Int32Array.from(kept, (group) => groups.first[group] as number),
  );
  return {
    table: table.gather(left),
    places: left.map((row) => place[groups.ids[row] as number] as number),
    result: above.withSlots([
      ...above.slots,
      slotOf(level.of.name, values),
      slotOf(level.name, gather(made.column, Int32Array.from(kept))),
    ]),
  };
}

/** The groups that are kept, those of one parent together, in the order of their aggregates. */
function highest(aggregates: Column, parents: Int32Array, { count, order }: NestedLevel, run: Run): readonly number[] {
  const most = count === undefined ? Infinity : constantOf(count, new Table([], 1), run).value;
  if (typeof most !== 'number' || most < 0) {
    throw runtimeError('top-nested needs a count that is not negative', count?.span ?? { start: 0, end: 0 });
  }
  const read = readerOf(aggregates);
  const sign = order === 'asc' ? 1 : -1;
  const sorted = [...parents.keys()].sort(
    (a, b) =>
      (parents[a] as number) - (parents[b] as number) ||
      sign * compareValues(aggregates.type, read(a), read(b)) ||
      a - b,
  );
  const taken = new Map<number, number>();
  return sorted.filter((group) => {
    const parent = parents[group] as number;
    const rank = taken.get(parent) ?? 0;
    taken.set(parent, rank + 1);
    return rank < most;
  });
}
