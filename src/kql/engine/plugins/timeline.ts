import { unsupported } from '../../kql-error';
import { columnOf } from '../../table/builder';
import { gather } from '../../table/gather';
import type { Groups } from '../../table/keys';
import { groupRows } from '../../table/keys';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { textOf } from '../../values/print';
import type { KqlType } from '../../values/type';
import type { Long } from '../../values/long';
import { compareLong } from '../../values/long';
import type { TypedValue, Value } from '../../values/value';
import { constantOf } from '../evaluate';
import type { PluginArgument, PluginInput } from './plugin';

/** A row of the analysed columns: who, when. */
export interface Appearance {
  readonly id: string;
  readonly time: Long;
}

/** The appearances with the same values of the dimension columns, in order of time. */
export interface Slice {
  /** A row that has these values. */
  readonly row: number;
  readonly appearances: readonly Appearance[];
}

/** The arguments that the activity plugins share: `(id column, time column, scalars..., dimension columns...)`. */
export interface Timeline {
  readonly time: Slot;
  readonly dimensions: readonly Slot[];
  readonly scalars: readonly Long[];
  readonly slices: readonly Slice[];
}

const TIMES: ReadonlySet<KqlType> = new Set(['datetime', 'timespan', 'long', 'int']);

/** Reads them; refuses what the plugins' pages do not speak of. `start` and `end` are the first two scalars. */
export function timelineOf({ table, args, run, span }: PluginInput, scalarCount: number): Timeline {
  const [id, time, ...others] = [args[0], args[1], ...args.slice(2 + scalarCount)].map((arg) => columnOfArg(arg));
  if (id === undefined || time === undefined || !TIMES.has(time.type)) {
    throw unsupported('a time line of other types than datetime, timespan and whole numbers', span);
  }
  const dimensions = others.map((slot) => slot ?? refuseDimension());
  const scalars = args.slice(2, 2 + scalarCount).map((arg) => scalarOf(arg));
  const [readId, readTime] = [readerOf(id.column()), readerOf(time.column())];
  const groups = slicesBy(table, dimensions);
  const rows = Array.from({ length: groups.count }, (): Appearance[] => []);
  for (let row = 0; row < table.rowCount; row++) {
    const [who, when] = [readId(row), readTime(row)];
    if (who === null || when === null) throw unsupported('a null id or time in this plugin', span);
    rows[groups.ids[row] ?? 0]?.push({ id: textOf(id.type, who), time: when as Long });
  }
  const slices = rows.map((appearances, index) => ({
    row: groups.first[index] ?? 0,
    appearances: appearances.sort((a, b) => compareLong(a.time, b.time)),
  }));
  return { time, dimensions, scalars, slices };

  function columnOfArg(arg: PluginArgument | undefined): Slot | undefined {
    return arg !== undefined && !('op' in arg) && arg.kind === 'column' ? table.slot(arg.name) : undefined;
  }
  function refuseDimension(): never {
    throw unsupported('a dimension that is no column', span);
  }
  function scalarOf(arg: PluginArgument | undefined): Long {
    const { value } = arg === undefined || 'op' in arg ? { value: null } : constantOf(arg, table, run);
    if (typeof value !== 'number' && typeof value !== 'bigint') throw unsupported('an argument like this one', span);
    return value;
  }
}

/** The rows with the same values of these columns; all rows for no columns. */
export function slicesBy(table: Table, slots: readonly Slot[]): Groups {
  return slots.length === 0
    ? { ids: new Int32Array(table.rowCount), count: Math.min(1, table.rowCount), first: Int32Array.of(0) }
    : groupRows(
        slots.map((slot) => slot.column()),
        table.rowCount,
      );
}

/** A row to be answered: its time, a row with the values of its dimensions, its own cells. */
export interface TimelineRow {
  readonly time: Value;
  readonly row: number;
  readonly cells: readonly Value[];
}

/** The answer of an activity plugin: time, dimensions, its own columns. */
export function timelineTable(
  { time, dimensions }: Pick<Timeline, 'time' | 'dimensions'>,
  columns: readonly (readonly [name: string, type: KqlType])[],
  rows: readonly TimelineRow[],
): Table {
  const from = Int32Array.from(rows, ({ row }) => row);
  const slots = [
    slotOf(
      time.name,
      columnOf(
        time.type,
        rows.map((each) => each.time),
      ),
    ),
    ...dimensions.map((slot) => slotOf(slot.name, gather(slot.column(), from))),
    ...columns.map(([name, type], index) =>
      slotOf(
        name,
        columnOf(
          type,
          rows.map(({ cells }) => cells[index] ?? null),
        ),
      ),
    ),
  ];
  return new Table(slots, rows.length);
}

/** A literal or other constant argument of a plugin. */
export function constantArgument({ table, run, span }: PluginInput, arg: PluginArgument | undefined): TypedValue {
  if (arg === undefined || 'op' in arg) throw unsupported('an argument like this one', span);
  return constantOf(arg, table, run);
}
