import { arraySort } from './array-sort';
import { seriesTuples } from './series/tuples';
import type { TupleFunction } from './tuple-function';

/** Every function of several columns. One row each. */
export const tupleFunctions: Readonly<Record<string, TupleFunction>> = {
  array_sort_asc: arraySort(1),
  array_sort_desc: arraySort(-1),
  ...seriesTuples,
};
