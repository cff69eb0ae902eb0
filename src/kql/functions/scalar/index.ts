import type { ScalarFunction } from '../scalar-function';
import { seriesFunctions } from '../series';
import { arrays } from './arrays';
import { bags } from './bags';
import { conditionals } from './conditionals';
import { conversions } from './conversions';
import { datetimeParts } from './datetime-parts';
import { datetimes } from './datetimes';
import { dynamics } from './dynamics';
import { maths } from './maths';
import { ranges } from './ranges';
import { sketchFunctions } from './sketches';
import { strings } from './strings';
import { timeFormats } from './time-formats';

/** Every scalar function, by theme. One row per file. */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...arrays,
  ...bags,
  ...conditionals,
  ...conversions,
  ...datetimeParts,
  ...datetimes,
  ...dynamics,
  ...maths,
  ...ranges,
  ...seriesFunctions,
  ...sketchFunctions,
  ...strings,
  ...timeFormats,
];
