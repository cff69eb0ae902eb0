import { runtimeError, unsupported } from '../../kql-error';
import type { MakeSeriesPlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import type { Column } from '../../table/column';
import { gather } from '../../table/gather';
import { groupRows } from '../../table/keys';
import { readerOf } from '../../table/reader';
import type { Reader } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { convert, toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import { aggregated } from '../aggregation';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';
import { computed } from './columns';
import type { Axis } from './series-axis';
import { axisOf } from './series-axis';

/** The most values that one array holds (source: Microsoft Learn, make-series-operator, read 2026-11-24). */
const LIMIT = 1_048_576;
const NOTHING = new Table([], 1);

type Series = MakeSeriesPlan['series'][number];

interface Span {
  readonly first: number;
  readonly end: number;
}

/** Aggregates by key and bin of the axis, then one row per key with an array for each aggregate and for the axis. */
export const makeSeries: Operator<MakeSeriesPlan> = (plan, run) => {
  const input = run.table(plan.input);
  const axisColumn = computed(plan.axis, input, run).column();
  const axis = axisOf(plan, axisColumn.type, run);
  const readAxis = readerOf(axisColumn);
  const rows: number[] = [];
  const binOfRow: number[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    const bin = axis.binOf(readAxis(row));
    if (bin === undefined) continue;
    rows.push(row);
    binOfRow.push(bin);
  }
  const table = input.gather(Int32Array.from(rows));
  const keyColumns = plan.by.map((column) => computed(column, table, run).column());
  const groups = groupRows(keyColumns, table.rowCount);
  const cells = groupRows([columnOf('long', groups.ids), columnOf('long', binOfRow)], table.rowCount);
  const grouping = { table, groups: cells, keyNames: new Set<string>() };

  // The bins of each group that have rows, as a map from bin to the number of the cell.
  const filled = Array.from({ length: groups.count }, () => new Map<number, number>());
  for (const [cell, row] of cells.first.entries())
    filled[groups.ids[row] as number]?.set(binOfRow[row] as number, cell);
  if (groups.count === 0 && plan.nonEmpty) {
    if (plan.by.length > 0) throw unsupported('make-series kind=nonempty of no rows by a key', plan.span);
    filled.push(new Map());
  }
  const spans = filled.map((bins) => spanOf(bins, axis, plan));

  const arrays = plan.series.map((series) => {
    const [made, ...others] = aggregated(series.computation, grouping, run);
    if (made === undefined || others.length > 0) throw unsupported('make-series of several columns at once', plan.span);
    const { type } = made.column;
    return arraysOf({ filled, spans, type, read: readerOf(made.column), fallback: fallbackOf(series, type, run) });
  });
  const axisArrays = spans.map(({ first, end }) =>
    Array.from({ length: end - first }, (_, index) => toDynamic(axis.type, axis.valueOf(first + index))),
  );
  const keys = keyColumns.map((column) => gather(column, groups.first));
  const columns: Column[] = [...keys, ...arrays, columnOf('dynamic', axisArrays)];
  return new Table(
    columns.map((column, index): Slot => slotOf(plan.names[index] ?? `Column${index}`, column)),
    spans.length,
  );
};

function spanOf(bins: ReadonlyMap<number, number>, axis: Axis, plan: MakeSeriesPlan): Span {
  let low = Infinity;
  let high = -Infinity;
  for (const bin of bins.keys()) {
    low = Math.min(low, bin);
    high = Math.max(high, bin);
  }
  const first = axis.first ?? (low === Infinity ? 0 : low);
  const end = Math.max(first, axis.end ?? high + 1);
  if ((axis.first === undefined || axis.end === undefined) && bins.size === 0) {
    throw unsupported('make-series kind=nonempty without bounds of no rows', plan.span);
  }
  if (end - first > LIMIT) throw runtimeError(`a series of more than ${LIMIT} values`, plan.span);
  return { first, end };
}

function arraysOf(options: {
  readonly filled: readonly ReadonlyMap<number, number>[];
  readonly spans: readonly Span[];
  readonly type: KqlType;
  readonly read: Reader;
  readonly fallback: Dynamic;
}): Column {
  const { filled, spans, type, read, fallback } = options;
  const arrays = spans.map(({ first, end }, group): Dynamic =>
    Array.from({ length: end - first }, (_, index) => {
      const cell = filled[group]?.get(first + index);
      return cell === undefined ? fallback : toDynamic(type, read(cell));
    }),
  );
  return columnOf('dynamic', arrays);
}

const NUMBERS: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real']);

/** What stands where there are no rows: in the type of the aggregate where both are numbers, else as it is given. */
function fallbackOf({ fallback }: Series, type: KqlType, run: Run): Dynamic {
  if (fallback === undefined) return type === 'real' ? toDynamic('real', 0) : 0;
  const { type: given, value } = constantOf(fallback, NOTHING, run);
  if (!NUMBERS.has(given) || !NUMBERS.has(type)) return toDynamic(given, value);
  if (given === 'real' && type !== 'real' && typeof value === 'number' && !Number.isInteger(value)) {
    throw unsupported('a default with a fraction for a series of whole numbers', fallback.span);
  }
  return toDynamic(type, convert(value, given, type));
}
