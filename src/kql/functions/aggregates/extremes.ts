import type { Column } from '../../table/column';
import { gather } from '../../table/gather';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import { compareValues } from '../../values/compare';
import type { AggregateFunction, AggregateInput } from '../aggregate-function';
import { aggregate, onlyIf } from '../aggregate-function';

/** The row of each group with the largest (sign 1) or smallest value; -1 where all are null. The first of equals. */
function extremeRows(column: Column, ids: Int32Array, groupCount: number, sign: 1 | -1): Int32Array {
  const best = new Int32Array(groupCount).fill(-1);
  if (column.kind === 'number') {
    const { values, nulls } = column;
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      if ((nulls !== undefined && nulls[row] === 1) || value !== value) continue;
      const id = ids[row] as number;
      const held = best[id] as number;
      if (held < 0 || (value - (values[held] as number)) * sign > 0) best[id] = row;
    }
    return best;
  }
  const read = readerOf(column);
  const { type } = column;
  for (let row = 0; row < ids.length; row++) {
    const value = read(row);
    if (value === null) continue;
    const id = ids[row] as number;
    const held = best[id] as number;
    if (held < 0 || compareValues(type, value, read(held)) * sign > 0) best[id] = row;
  }
  return best;
}

function extreme(name: string, sign: 1 | -1): AggregateFunction {
  return aggregate(name, ({ args, ids, groupCount }) => {
    const [value] = args;
    if (value === undefined) return undefined;
    const column = toColumn(value, ids.length);
    return gather(column, extremeRows(column, ids, groupCount, sign));
  });
}

/**
 * All arguments from the row where the first is extreme; where it is always null, from the group's first row. The old
 * names (`argmax`) prefix their columns.
 */
function argExtreme(name: string, sign: 1 | -1, prefix = ''): AggregateFunction {
  return {
    name,
    apply: ({ args, argNames, ids, groupCount }) => {
      const columns = args.map((arg) => toColumn(arg, ids.length));
      const [by] = columns;
      if (by === undefined) return undefined;
      const rows = extremeRows(by, ids, groupCount, sign);
      const first = firstRows(ids, groupCount);
      const chosen = rows.map((row, id) => (row < 0 ? (first[id] ?? -1) : row));
      const [lead = ''] = argNames;
      const named = (arg: string, index: number): string => {
        if (prefix !== '') return index === 0 ? `${prefix}${lead}` : `${prefix}${lead}_${arg}`;
        return arg === '' ? `${sign === 1 ? 'max' : 'min'}_` : arg;
      };
      return columns.map((column, index) => ({
        name: named(argNames[index] ?? '', index),
        column: gather(column, chosen),
      }));
    },
  };
}

function firstRows(ids: Int32Array, groupCount: number): Int32Array {
  const first = new Int32Array(groupCount).fill(-1);
  for (let row = ids.length - 1; row >= 0; row--) first[ids[row] as number] = row;
  return first;
}

/** The first row of each group in which the first argument has a value, else its first row. */
function anyRow({ args, argNames, ids, groupCount }: AggregateInput, prefix: string) {
  const columns = args.map((arg) => toColumn(arg, ids.length));
  const [lead] = columns;
  if (lead === undefined) return undefined;
  const read = readerOf(lead);
  const rows = firstRows(ids, groupCount);
  const settled = new Uint8Array(groupCount);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    if (settled[id] === 1) continue;
    const value = read(row);
    if (value === null || value === '') continue;
    rows[id] = row;
    settled[id] = 1;
  }
  return columns.map((column, index) => ({
    name: `${prefix}${argNames[index] ?? ''}`,
    column: gather(column, rows),
  }));
}

const min = extreme('min', -1);
const max = extreme('max', 1);
const takeAny: AggregateFunction = { name: 'take_any', apply: (input) => anyRow(input, '') };

const any: AggregateFunction = { name: 'any', apply: (input) => anyRow(input, 'any_') };

export const extremes: readonly AggregateFunction[] = [
  min,
  max,
  onlyIf('minif', min, 1),
  onlyIf('maxif', max, 1),
  argExtreme('arg_max', 1),
  argExtreme('arg_min', -1),
  argExtreme('argmax', 1, 'max_'),
  argExtreme('argmin', -1, 'min_'),
  takeAny,
  onlyIf('take_anyif', takeAny, 1),
  any,
  onlyIf('anyif', any, 1),
];
