import { unsupported } from '../../kql-error';
import type { KqlType } from '../../values/type';
import type { Long } from '../../values/long';
import { addLong, compareLong, floorLong, multiplyLong, subtractLong } from '../../values/long';
import type { Value } from '../../values/value';
import type { Plugin, PluginInput } from './plugin';
import type { Appearance, Slice } from './timeline';
import { timelineOf, timelineTable } from './timeline';

/** The windows of equal size from `start` on that hold anything, each with the ids in it. */
interface Window {
  readonly start: Long;
  readonly rows: number;
  readonly ids: ReadonlySet<string>;
}

type Row = readonly Value[];

/**
 * A plugin that compares windows: one row per window. A window between the first and the last analysed time that holds
 * nothing is refused: no page says whether it has a row.
 */
function overWindows(
  columns: readonly (readonly [name: string, type: KqlType])[],
  rowsOf: (windows: readonly Window[]) => readonly Row[],
): Plugin {
  return (input) => {
    const timeline = timelineOf(input, 3);
    const [start = 0, end = 0, size = 0] = timeline.scalars;
    if (size <= 0) throw unsupported('a window that is not longer than nothing', input.span);
    const rows = timeline.slices.flatMap(({ row, appearances }) => {
      const windows = windowsOf(within(appearances, start, end), start, size);
      for (const [index, window] of windows.entries()) {
        const expected = addLong(start, multiplyLong(size, index));
        if (compareLong(window.start, expected) !== 0) {
          throw unsupported('a window without rows before one with rows', input.span);
        }
      }
      return rowsOf(windows).map((cells, index) => ({ time: windows[index]?.start ?? null, row, cells }));
    });
    return timelineTable(timeline, columns, rows);
  };
}

const within = (appearances: readonly Appearance[], start: Long, end: Long): readonly Appearance[] =>
  appearances.filter(({ time }) => time >= start && time <= end);

function windowsOf(appearances: readonly Appearance[], start: Long, size: Long): readonly Window[] {
  const found = new Map<string, { start: Long; rows: number; ids: Set<string> }>();
  for (const { id, time } of appearances) {
    const at = floorLong(time, size, start);
    const window = found.get(String(at)) ?? { start: at, rows: 0, ids: new Set<string>() };
    window.rows++;
    window.ids.add(id);
    found.set(String(at), window);
  }
  return [...found.values()];
}

/** Each window beside all before it (source: Microsoft Learn, activity-counts-metrics-plugin, read 2026-11-24). */
export const activityCountsMetrics = overWindows(
  [
    ['count', 'long'],
    ['dcount', 'long'],
    ['new_dcount', 'long'],
    ['aggregated_dcount', 'long'],
  ],
  (windows) => {
    const seen = new Set<string>();
    return windows.map(({ rows, ids }) => {
      const before = seen.size;
      for (const id of ids) seen.add(id);
      return [rows, ids.size, seen.size - before, seen.size];
    });
  },
);

/** Each window beside the one before it (source: Microsoft Learn, activity-metrics-plugin, read 2026-11-24). */
export const activityMetrics = overWindows(
  [
    ['dcount_values', 'long'],
    ['dcount_newvalues', 'long'],
    ['retention_rate', 'real'],
    ['churn_rate', 'real'],
  ],
  (windows) =>
    windows.map(({ ids }, index) => {
      const before = windows[index - 1]?.ids ?? new Set<string>();
      const kept = [...ids].filter((id) => before.has(id)).length;
      return [ids.size, ids.size - kept, kept / before.size, (before.size - kept) / before.size];
    }),
);

/**
 * Rows and distinct ids of the `lookback` before each step, the step included; steps whose window is empty have no row
 * (source: Microsoft Learn, sliding-window-counts-plugin, and the result there, read 2026-11-24).
 */
export const slidingWindowCounts: Plugin = (input) => {
  const timeline = timelineOf(input, 4);
  const [start = 0, end = 0, lookback = 0, step = 0] = timeline.scalars;
  const width = Number(lookback) / Number(step);
  if (!Number.isInteger(width) || width < 1)
    throw unsupported('a look-back that is no multiple of the step', input.span);
  refuseBefore(input, timeline.slices, start, lookback);
  const rows = timeline.slices.flatMap(({ row, appearances }) => {
    const bins = within(appearances, start, end).map(({ id, time }) => ({ id, bin: floorLong(time, step, start) }));
    const steps: { readonly time: Long; readonly row: number; readonly cells: Row }[] = [];
    for (let time = start; time <= end; time = addLong(time, step)) {
      const from = subtractLong(time, lookback);
      const held = bins.filter(({ bin }) => bin > from && bin <= time);
      if (held.length > 0) steps.push({ time, row, cells: [held.length, new Set(held.map(({ id }) => id)).size] });
    }
    return steps;
  });
  const columns = [
    ['Count', 'long'],
    ['Dcount', 'long'],
  ] as const;
  return timelineTable(timeline, columns, rows);
};

/** Whether rows that lie before the analysed time, but within the first look-back, count is not documented. */
function refuseBefore({ span }: PluginInput, slices: readonly Slice[], start: Long, lookback: Long): void {
  const from = subtractLong(start, lookback);
  if (slices.some(({ appearances }) => appearances.some(({ time }) => time >= from && time < start))) {
    throw unsupported('rows before the start, within the look-back', span);
  }
}
