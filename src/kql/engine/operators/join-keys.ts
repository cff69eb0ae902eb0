import { runtimeError, unsupported } from '../../kql-error';
import type { JoinPlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import type { Column } from '../../table/column';
import { lengthOf } from '../../table/column';
import { concatColumns } from '../../table/concat';
import { groupRows } from '../../table/keys';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Table } from '../../table/table';
import { convert } from '../../values/convert';
import { comparisonType } from '../expressions/comparison';
import type { Run } from '../run';

/** The keys of the rows of both sides of a join. */
export interface Keys {
  /** One numbering over the rows of both sides, left first; equal ids, equal keys. */
  readonly ids: Int32Array;
  readonly count: number;
  readonly leftCount: number;
}

/** A null key is equal to a null key (measured on the Kusto emulator by duckdb-kql, in every kind of join). */
export function keyGroups({ on, span }: JoinPlan, left: Table, right: Table, run: Run): Keys {
  const columns = on.map((key): Column => {
    const a = run.evaluate(key.left, left);
    const b = run.evaluate(key.right, right);
    const type = comparisonType(a.type, b.type);
    if (type === undefined) throw runtimeError(`a join of ${a.type} with ${b.type}`, span);
    if (type === 'dynamic')
      throw unsupported('a join on dynamic values', span, 'convert both keys, such as with tostring()');
    const parts = [toColumn(a, left.rowCount), toColumn(b, right.rowCount)];
    return concatColumns(parts.map((part) => (part.type === type ? part : converted(part, type))));
  });
  const rowCount = left.rowCount + right.rowCount;
  const { ids, count } = groupRows(columns, rowCount);
  return { ids, count, leftCount: left.rowCount };
}

function converted(column: Column, type: Column['type']): Column {
  const read = readerOf(column);
  const length = lengthOf(column);
  return columnOf(
    type,
    Array.from({ length }, (_, row) => convert(read(row), column.type, type)),
  );
}
