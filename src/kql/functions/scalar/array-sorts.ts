import { constant, operandReader } from '../../table/operand';
import { arraySort } from '../array-sort';
import type { ScalarFunction } from '../scalar-function';
import { fnOfColumns } from '../scalar-function';

/** Where one value is wanted, the first of the sorted arrays. */
function first(name: string, order: 1 | -1): ScalarFunction {
  const sort = arraySort(order);
  return fnOfColumns(name, (args, rowCount) => {
    const [made] = sort(args, rowCount) ?? [];
    if (made === undefined || args.some(({ kind }) => kind === 'column')) return made;
    return constant('dynamic', operandReader(made)(0));
  });
}

export const arraySorts: readonly ScalarFunction[] = [first('array_sort_asc', 1), first('array_sort_desc', -1)];
