import { constant, operandReader } from '../../table/operand';
import { arraySort } from '../array-sort';
import type { ScalarFunction } from '../scalar-function';
import { fnOfColumns } from '../scalar-function';

/** Where one value is wanted there has to be one: of several sorted arrays an index names which. */
function first(name: string, order: 1 | -1): ScalarFunction {
  const sort = arraySort(order);
  return fnOfColumns(name, (args, rowCount) => {
    const [made, ...others] = sort(args, rowCount) ?? [];
    if (others.length > 0) return undefined;
    if (made === undefined || args.some(({ kind }) => kind === 'column')) return made;
    return constant('dynamic', operandReader(made)(0));
  });
}

export const arraySorts: readonly ScalarFunction[] = [first('array_sort_asc', 1), first('array_sort_desc', -1)];
