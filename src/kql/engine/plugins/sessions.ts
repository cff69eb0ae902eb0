import { unsupported } from '../../kql-error';
import { YEAR_ONE } from '../../values/datetime';
import type { Long } from '../../values/long';
import { addLong, floorLong, subtractLong } from '../../values/long';
import type { Plugin } from './plugin';
import type { Appearance } from './timeline';
import { timelineOf, timelineTable } from './timeline';

/**
 * How many sessions begin in each bin: an id begins one where it did not appear for `lookback` (source: Microsoft Learn,
 * session-count-plugin, read 2026-11-24; that a gap of just `lookback` ends a session, and that bins are those of `bin`, is
 * measured: published result of the Kusto emulator).
 */
export const sessionCount: Plugin = (input) => {
  const timeline = timelineOf(input, 4);
  const [start = 0, end = 0, bin = 0, lookback = 0] = timeline.scalars;
  if (bin <= 0) throw unsupported('a bin that is not longer than nothing', input.span);
  const origin = timeline.time.type === 'datetime' ? YEAR_ONE : 0;
  const binOf = (time: Long): string => String(floorLong(time, bin, origin));
  const rows = timeline.slices.flatMap(({ row, appearances }) => {
    const analysed = appearances.filter(({ time }) => time >= start && time <= end);
    const early = subtractLong(start, lookback);
    if (appearances.some(({ time }) => time > early && time < start)) {
      throw unsupported('rows before the start, within the look-back', input.span);
    }
    const last = new Map<string, Long>();
    const counts = new Map(analysed.map(({ time }) => [binOf(time), { time: floorLong(time, bin, origin), count: 0 }]));
    for (const { id, time } of analysed) {
      const before = last.get(id);
      const found = counts.get(binOf(time));
      if (found !== undefined && (before === undefined || subtractLong(time, before) >= lookback)) found.count++;
      last.set(id, time);
    }
    return [...counts.values()].map(({ time, count }) => {
      // Whether such a bin has a row is not documented.
      if (count === 0) throw unsupported('a bin with rows in which no session begins', input.span);
      return { time, row, cells: [count] };
    });
  });
  return timelineTable(timeline, [['count_sessions', 'long']], rows);
};

/**
 * Distinct ids per step that were active: that appeared in at least `wanted` different periods of the look-back up to
 * some appearance in the step (source: Microsoft Learn, active-users-count-plugin, read 2026-11-24). The page and its
 * picture differ on the length of the look-back by one period: refused where that decides.
 */
export const activeUsersCount: Plugin = (input) => {
  const timeline = timelineOf(input, 6);
  const [start = 0, end = 0, lookback = 0, period = 0, wanted = 0, step = 0] = timeline.scalars;
  if (period <= 0 || step <= 0) throw unsupported('a period that is not longer than nothing', input.span);
  const activeWithin = (appearances: readonly Appearance[], length: Long): Map<string, Set<string>> => {
    const steps = new Map<string, Set<string>>();
    for (const { id, time } of appearances) {
      if (time < start || time > end) continue;
      const from = subtractLong(time, length);
      const seen = appearances.filter((other) => other.id === id && other.time > from && other.time <= time);
      if (new Set(seen.map((other) => String(floorLong(other.time, period, start)))).size < wanted) continue;
      const at = String(floorLong(time, step, start));
      steps.set(at, (steps.get(at) ?? new Set()).add(id));
    }
    return steps;
  };
  const rows = timeline.slices.flatMap(({ row, appearances }) => {
    const steps = activeWithin(appearances, lookback);
    const shorter = activeWithin(appearances, subtractLong(lookback, period));
    const found: { readonly time: Long; readonly row: number; readonly cells: readonly number[] }[] = [];
    for (let time = start; time <= end; time = addLong(time, step)) {
      const count = steps.get(String(time))?.size ?? 0;
      if (count !== (shorter.get(String(time))?.size ?? 0)) {
        throw unsupported('ids that are active only by the first period of the look-back', input.span);
      }
      if (count > 0) found.push({ time, row, cells: [count] });
    }
    return found;
  });
  return timelineTable(timeline, [['dcount', 'long']], rows);
};
