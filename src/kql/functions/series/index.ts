import type { ScalarFunction } from '../scalar-function';
import { elementwise } from './elementwise';
import { fills } from './fills';
import { filters } from './filters';
import { measures } from './measures';
import { seriesValues } from './tuples';

/** The functions of a series that make one value. */
export const seriesFunctions: readonly ScalarFunction[] = [
  ...elementwise,
  ...fills,
  ...filters,
  ...measures,
  ...seriesValues,
];
