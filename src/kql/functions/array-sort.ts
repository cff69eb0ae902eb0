import { columnBuilder } from '../table/builder';
import type { Operand } from '../table/operand';
import { columnOperand, operandReader } from '../table/operand';
import { compareValues } from '../values/compare';
import type { Dynamic } from '../values/dynamic';
import { dynamicText, isArray } from '../values/dynamic';
import type { TupleFunction } from './tuple-function';

/** Numbers by value, texts by code point; of different kinds numbers come first. Null is placed by the caller. */
function compareItems(a: Dynamic, b: Dynamic): number {
  const isNumber = (value: Dynamic): boolean => typeof value === 'number' || typeof value === 'bigint';
  if (isNumber(a) && isNumber(b)) return compareValues('real', Number(a), Number(b));
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  const [x, y] = [dynamicText(a), dynamicText(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * The first array sorted, the others in its order. Nulls come last unless the last argument is false; another array of
 * another length has no order to follow and is null. (facts: kql-semantics 5.9, measured)
 */
export function arraySort(order: 1 | -1): TupleFunction {
  return (args, rowCount) => {
    const last = args.at(-1);
    const nullsLast = last?.type === 'bool' ? operandReader(last)(0) !== false : true;
    const arrays = last?.type === 'bool' ? args.slice(0, -1) : args;
    if (arrays.length === 0 || arrays.some(({ type }) => type !== 'dynamic')) return undefined;
    const readers = arrays.map(operandReader);
    const rows = arrays.every(({ kind }) => kind === 'constant') ? Math.max(1, rowCount) : rowCount;
    const builders = arrays.map(() => columnBuilder('dynamic'));
    for (let row = 0; row < rows; row++) {
      const values = readers.map((read) => read(row) as Dynamic);
      const by = orderOf(values[0] ?? null, order, nullsLast);
      values.forEach((value, index) => {
        const fits = by !== undefined && isArray(value) && value.length === by.length;
        builders[index]?.push(fits ? by.map((at) => value[at] ?? null) : null);
      });
    }
    return builders.map((builder): Operand => columnOperand(builder.finish()));
  };
}

function orderOf(array: Dynamic, order: 1 | -1, nullsLast: boolean): readonly number[] | undefined {
  if (!isArray(array)) return undefined;
  const indexes = array.map((_, index) => index);
  const nulls = indexes.filter((index) => array[index] === null);
  const others = indexes
    .filter((index) => array[index] !== null)
    .toSorted((a, b) => order * compareItems(array[a] ?? null, array[b] ?? null) || a - b);
  return nullsLast ? [...others, ...nulls] : [...nulls, ...others];
}
