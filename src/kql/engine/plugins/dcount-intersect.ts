import { unsupported } from '../../kql-error';
import { distinctValues } from '../../functions/sketch';
import { columnOf } from '../../table/builder';
import { operandReader } from '../../table/operand';
import { slotOf } from '../../table/table';
import type { Dynamic } from '../../values/dynamic';
import { dynamicKey } from '../../values/dynamic';
import type { Plugin } from './plugin';

/** `s0`, `s1`…: how many values the first sketch, the first two, the first three have in common (exact, as ours are). */
export const dcountIntersect: Plugin = ({ table, args, run, span }) => {
  const readers = args.map((arg) => {
    if ('op' in arg) throw unsupported('a table as an argument of dcount_intersect', arg.span);
    return operandReader(run.evaluate(arg, table));
  });
  const counts = Array.from({ length: table.rowCount }, (_, row) => {
    let common: ReadonlySet<string> | undefined;
    return readers.map((read) => {
      const values = distinctValues(read(row) as Dynamic);
      if (values === undefined) throw unsupported('dcount_intersect of something that is no hll', span);
      const keys = values.map(dynamicKey);
      const before = common;
      common = new Set(before === undefined ? keys : keys.filter((key) => before.has(key)));
      return common.size;
    });
  });
  const added = readers.map((_, index) =>
    slotOf(
      `s${index}`,
      columnOf(
        'long',
        counts.map((row) => row[index] ?? 0),
      ),
    ),
  );
  return table.withSlots([...table.slots, ...added]);
};
