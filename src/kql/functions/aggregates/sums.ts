import type { Column, NumberColumn } from '../../table/column';
import { columnOf } from '../../table/builder';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Decimal } from '../../values/decimal';
import { addDecimal } from '../../values/decimal';
import { divideDecimal, decimalOfInteger } from '../../values/decimal';
import type { Long } from '../../values/long';
import { addLong, longOfReal } from '../../values/long';
import type { AggregateFunction, AggregateInput } from '../aggregate-function';
import { aggregate, folded, onlyIf } from '../aggregate-function';

function sumOf({ args, ids, groupCount }: AggregateInput): Column | undefined {
  const [value] = args;
  if (value === undefined) return undefined;
  const column = toColumn(value, ids.length);
  switch (column.type) {
    case 'int':
    case 'long':
    case 'timespan':
      return sumLongs(column, column.type === 'timespan' ? 'timespan' : 'long', ids, groupCount);
    case 'real':
      return column.kind === 'number' ? { ...sumNumbers(column, ids, groupCount), type: 'real' } : undefined;
    case 'decimal':
      return sumDecimals(column, ids, groupCount);
    case 'dynamic':
      return undefined;
    default:
      return undefined;
  }
}

function sumNumbers({ values, nulls }: NumberColumn, ids: Int32Array, groupCount: number): NumberColumn {
  const sums = new Float64Array(groupCount);
  for (let row = 0; row < values.length; row++) {
    if (nulls !== undefined && nulls[row] === 1) continue;
    const id = ids[row] as number;
    sums[id] = (sums[id] as number) + (values[row] as number);
  }
  return { kind: 'number', type: 'real', values: sums, nulls: undefined };
}

function sumLongs(column: Column, type: 'long' | 'timespan', ids: Int32Array, groupCount: number): Column {
  if (column.kind === 'number') {
    const sums = sumNumbers(column, ids, groupCount);
    // A partial sum may have left the safe range and come back: only small totals of small values are trusted.
    const largest = column.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest * column.values.length <= Number.MAX_SAFE_INTEGER) return { ...sums, type };
  }
  const sums: Long[] = Array.from({ length: groupCount }, () => 0);
  const read = readerOf(column);
  for (let row = 0; row < ids.length; row++) {
    const value = read(row);
    const id = ids[row] as number;
    if (value !== null) sums[id] = addLong(sums[id] ?? 0, value as Long);
  }
  return columnOf(type, sums);
}

function sumDecimals(column: Column, ids: Int32Array, groupCount: number): Column {
  const sums: Decimal[] = Array.from({ length: groupCount }, () => decimalOfInteger(0));
  const read = readerOf(column);
  for (let row = 0; row < ids.length; row++) {
    const value = read(row) as Decimal | null;
    const id = ids[row] as number;
    if (value !== null) sums[id] = addDecimal(sums[id] ?? value, value);
  }
  return columnOf('decimal', sums);
}

const sum = aggregate('sum', sumOf);

const averageOfNumbers = folded({
  name: 'avg',
  takes: ['int', 'long', 'real'],
  returns: () => 'real',
  init: () => ({ sum: 0, count: 0 }),
  step: (state, value) => ({ sum: state.sum + Number(value), count: state.count + 1 }),
  finish: ({ sum: total, count }) => total / count,
});

const averageOfTicks = folded({
  name: 'avg',
  takes: ['datetime', 'timespan'],
  returns: (type) => type,
  init: () => ({ sum: 0n, count: 0n }),
  step: (state, value) => ({ sum: state.sum + BigInt(value as Long), count: state.count + 1n }),
  finish: ({ sum: total, count }) => (count === 0n ? null : longOfReal(Number(total / count))),
});

const averageOfDecimals = folded({
  name: 'avg',
  takes: ['decimal'],
  returns: () => 'decimal',
  init: () => ({ sum: decimalOfInteger(0), count: 0 }),
  step: (state, value) => ({ sum: addDecimal(state.sum, value as Decimal), count: state.count + 1 }),
  finish: ({ sum: total, count }) => divideDecimal(total, decimalOfInteger(count)),
});

const avg: AggregateFunction = {
  name: 'avg',
  apply: (input) => averageOfNumbers.apply(input) ?? averageOfTicks.apply(input) ?? averageOfDecimals.apply(input),
};

/** Welford's method; the sample forms divide by n - 1 and are 0 for one row (facts: kql-semantics 6.12). */
function spread(name: string, form: 'sample' | 'population', result: 'variance' | 'deviation'): AggregateFunction {
  return folded({
    name,
    takes: ['int', 'long', 'real'],
    returns: () => 'real',
    init: () => ({ count: 0, mean: 0, squares: 0 }),
    step: ({ count, mean, squares }, value) => {
      const delta = Number(value) - mean;
      const nextMean = mean + delta / (count + 1);
      return { count: count + 1, mean: nextMean, squares: squares + delta * (Number(value) - nextMean) };
    },
    finish: ({ count, squares }) => {
      const divisor = form === 'sample' ? count - 1 : count;
      const variance = divisor <= 0 ? 0 : squares / divisor;
      return result === 'variance' ? variance : Math.sqrt(variance);
    },
  });
}

const stdev = spread('stdev', 'sample', 'deviation');
const variance = spread('variance', 'sample', 'variance');

const variancep = spread('variancep', 'population', 'variance');

export const sums: readonly AggregateFunction[] = [
  sum,
  onlyIf('sumif', sum, 1),
  avg,
  onlyIf('avgif', avg, 1),
  stdev,
  onlyIf('stdevif', stdev, 1),
  variance,
  onlyIf('varianceif', variance, 1),
  spread('stdevp', 'population', 'deviation'),
  variancep,
  onlyIf('variancepif', variancep, 1),
];
