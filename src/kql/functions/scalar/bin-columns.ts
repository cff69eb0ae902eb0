import type { NumberType } from '../../table/column';
import type { Operand } from '../../table/operand';
import { columnOperand } from '../../table/operand';
import { YEAR_ONE } from '../../values/datetime';
import { moduloLong } from '../../values/long';
import type { KqlType } from '../../values/type';
import type { ScalarFunction } from '../scalar-function';
import { fnOfColumns } from '../scalar-function';

/** The types of a bin and of its size, where both are integers. */
const RESULTS: Readonly<Record<string, NumberType>> = {
  'long long': 'long',
  'timespan timespan': 'timespan',
  'datetime timespan': 'datetime',
};

/** `bin` of a whole column of integers that doubles hold, with one size: the same as row by row, many times faster. */
export function binOfColumns(name: string): ScalarFunction {
  return fnOfColumns(name, ([value, size, ...others]) => {
    if (value?.kind !== 'column' || size?.kind !== 'constant' || others.length > 0) return undefined;
    const type = RESULTS[`${widened(value.type)} ${widened(size.type)}`];
    if (type === undefined || value.column.kind !== 'number') return undefined;
    const step = size.value;
    if (typeof step !== 'number' || step <= 0) return undefined;
    const origin = type === 'datetime' ? moduloLong(YEAR_ONE, step) : 0;
    const binned = typeof origin === 'number' ? floors(value.column.values, step, origin) : undefined;
    return binned && numbersOf(type, binned, value.column.nulls);
  });
}

const widened = (type: KqlType): KqlType => (type === 'int' ? 'long' : type);

const numbersOf = (type: NumberType, values: Float64Array, nulls: Uint8Array | undefined): Operand =>
  columnOperand({ kind: 'number', type, values, nulls });

/** Multiples of `step` from `origin`, each the largest not above the value; undefined where doubles would round. */
function floors(values: Float64Array, step: number, origin: number): Float64Array | undefined {
  const binned = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const from = (values[row] as number) - origin;
    if (from > Number.MAX_SAFE_INTEGER || from - step < Number.MIN_SAFE_INTEGER) return undefined;
    let floor = Math.floor(from / step) * step;
    // The quotient may have been rounded to the next integer.
    if (floor > from) floor -= step;
    else if (from - floor >= step) floor += step;
    binned[row] = floor + origin;
  }
  return binned;
}
