import { unsupported } from '../../kql-error';
import { atRank, sortWeighted } from '../../functions/nearest-rank';
import { readerOf } from '../../table/reader';
import { slotOf } from '../../table/table';
import { columnOf } from '../../table/builder';
import { compareValues } from '../../values/compare';
import { YEAR_ONE } from '../../values/datetime';
import type { Long } from '../../values/long';
import { addLong, compareLong, floorLong } from '../../values/long';
import { textOf } from '../../values/print';
import type { Value } from '../../values/value';
import type { Plugin, PluginArgument } from './plugin';
import type { TimelineRow } from './timeline';
import { constantArgument, slicesBy, timelineTable } from './timeline';

/**
 * The percentile of the values of the last bins, per bin (source: Microsoft Learn, rolling-percentile-plugin, and the
 * results there, read 2026-11-24). A bin without rows between others is refused: no page says whether it has a row.
 */
export const rollingPercentile: Plugin = (input) => {
  const { table, args, span } = input;
  const [valueArg, percentArg, indexArg, sizeArg, countArg, ...others] = args;
  const column = (arg: PluginArgument | undefined) => {
    const slot = arg !== undefined && !('op' in arg) && arg.kind === 'column' ? table.slot(arg.name) : undefined;
    if (slot === undefined) throw unsupported('a rolling percentile over something that is no column', span);
    return slot;
  };
  const [values, index] = [column(valueArg), column(indexArg)];
  const dimensions = others.map(column);
  const percent = constantArgument(input, percentArg);
  const size = constantArgument(input, sizeArg).value as Long | null;
  const width = Number(constantArgument(input, countArg).value);
  const isTime =
    index.type === 'datetime' || index.type === 'long' || index.type === 'int' || index.type === 'timespan';
  if (!isTime || typeof size === 'string' || size === null || size <= 0 || !(width >= 1)) {
    throw unsupported('a rolling percentile over bins like these', span);
  }
  const origin = index.type === 'datetime' ? YEAR_ONE : 0;
  const [readValue, readIndex] = [readerOf(values.column()), readerOf(index.column())];
  const bins = Array.from({ length: table.rowCount }, (_, row): Long => {
    const at = readIndex(row);
    if (at === null) throw unsupported('a rolling percentile over nulls', span);
    return floorLong(at as Long, size, origin);
  });
  const binSlot = slotOf('bin', columnOf(index.type, bins));
  const slices = slicesBy(table, dimensions);
  const held = Array.from({ length: slices.count }, () => new Map<string, { bin: Long; values: Value[] }>());
  for (const [row, bin] of bins.entries()) {
    const slice = held[slices.ids[row] ?? 0];
    const found = slice?.get(String(bin)) ?? { bin, values: [] };
    found.values.push(readValue(row));
    slice?.set(String(bin), found);
  }
  const all = [...bins].sort(compareLong);
  const rows = held.flatMap((slice, group): readonly TimelineRow[] => {
    const sorted = [...slice.values()].sort((a, b) => compareLong(a.bin, b.bin));
    const steps: TimelineRow[] = [];
    let expected = all[0];
    for (const [at, { bin }] of sorted.entries()) {
      if (expected === undefined || compareLong(bin, expected) !== 0) throw unsupported('a bin without rows', span);
      expected = addLong(bin, size);
      const window = sorted.slice(Math.max(0, at - width + 1), at + 1).flatMap((each) => each.values);
      const weighted = window.flatMap((value) => (value === null ? [] : [{ value, weight: 1 }]));
      const rank = atRank(
        sortWeighted(weighted, (a, b) => compareValues(values.type, a, b)),
        Number(percent.value),
      );
      steps.push({ time: bin, row: slices.first[group] ?? 0, cells: [rank] });
    }
    if (sorted.at(-1)?.bin !== all.at(-1)) throw unsupported('a bin without rows', span);
    return steps;
  });
  const name = `rolling_${width}_percentile_${values.name}_${textOf(percent.type, percent.value)}`;
  return timelineTable({ time: { ...binSlot, name: index.name }, dimensions }, [[name, values.type]], rows);
};
