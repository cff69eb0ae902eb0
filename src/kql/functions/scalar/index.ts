import type { ScalarFunction } from '../scalar-function';
import { conditionals } from './conditionals';
import { conversions } from './conversions';
import { datetimes } from './datetimes';
import { dynamics } from './dynamics';
import { maths } from './maths';
import { strings } from './strings';

/** Every scalar function, by theme. One row per file. */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...conditionals,
  ...conversions,
  ...datetimes,
  ...dynamics,
  ...maths,
  ...strings,
];
