import { unsupported } from '../../kql-error';
import { columnOf } from '../../table/builder';
import { gather } from '../../table/gather';
import { operandReader } from '../../table/operand';
import { readerOf } from '../../table/reader';
import { slotOf, Table } from '../../table/table';
import type { Long } from '../../values/long';
import { compareLong, subtractLong } from '../../values/long';
import type { Plugin } from './plugin';
import { constantArgument, slicesBy } from './timeline';

/**
 * Every pair of a row that fits the first step and a later one that fits the second, near enough (source: Microsoft
 * Learn, sequence-detect-plugin, and the result there, read 2026-11-24). The page shows no case of equal times, of times
 * just so far apart, or of more than two steps: refused.
 */
export const sequenceDetect: Plugin = (input) => {
  const { table, args, named, run, span } = input;
  const [timeArg, stepArg, spanArg, ...others] = args;
  const time = timeArg !== undefined && !('op' in timeArg) && timeArg.kind === 'column' && table.slot(timeArg.name);
  if (time === undefined || time === false || named.size !== 2) {
    throw unsupported('sequence_detect without a column of times and two named steps', span);
  }
  const limits = [stepArg, spanArg].map((arg) => constantArgument(input, arg).value as Long);
  const limit = limits.reduce((least, each) => (compareLong(each, least) < 0 ? each : least));
  const [first, second] = [...named].map(([name, condition]) => {
    if ('op' in condition) throw unsupported('a table as a step of sequence_detect', span);
    return { name: `${name}_${time.name}`, holds: operandReader(run.evaluate(condition, table)) };
  });
  const dimensions = others.map((arg) => {
    const slot = 'op' in arg || arg.kind !== 'column' ? undefined : table.slot(arg.name);
    if (slot === undefined) throw unsupported('sequence_detect by something that is no column', span);
    return slot;
  });
  const groups = slicesBy(table, dimensions);
  const readTime = readerOf(time.column());
  const ends = Array.from({ length: groups.count }, (): number[] => []);
  for (let row = 0; row < table.rowCount; row++) if (second?.holds(row) === true) ends[groups.ids[row] ?? 0]?.push(row);
  const found: { readonly from: number; readonly to: number; readonly duration: Long }[] = [];
  for (let from = 0; from < table.rowCount; from++) {
    if (first?.holds(from) !== true) continue;
    for (const to of ends[groups.ids[from] ?? 0] ?? []) {
      const [start, end] = [readTime(from), readTime(to)];
      if (start === null || end === null) continue;
      const duration = subtractLong(end as Long, start as Long);
      if (compareLong(duration, 0) === 0 || compareLong(duration, limit) === 0) {
        throw unsupported('two steps at the same time, or just as far apart as allowed', span);
      }
      if (duration > 0 && duration < limit) found.push({ from, to, duration });
    }
  }
  const starts = Int32Array.from(found, ({ from }) => from);
  const stops = Int32Array.from(found, ({ to }) => to);
  const slots = [
    ...dimensions.map((slot) => slotOf(slot.name, gather(slot.column(), starts))),
    slotOf(first?.name ?? '', gather(time.column(), starts)),
    slotOf(second?.name ?? '', gather(time.column(), stops)),
    slotOf(
      'Duration',
      columnOf(
        time.type === 'datetime' ? 'timespan' : time.type,
        found.map(({ duration }) => duration),
      ),
    ),
  ];
  return new Table(slots, found.length);
};
