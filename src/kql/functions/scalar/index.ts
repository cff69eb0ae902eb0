import type { ScalarFunction } from '../scalar-function';
import { seriesFunctions } from '../series';
import { arraySorts } from './array-sorts';
import { arrays } from './arrays';
import { bags } from './bags';
import { byteSizes } from './byte-sizes';
import { compression } from './compression';
import { conditionals } from './conditionals';
import { conversions } from './conversions';
import { datetimeParts } from './datetime-parts';
import { datetimes } from './datetimes';
import { distributions } from './distributions';
import { dynamics } from './dynamics';
import { encodings } from './encodings';
import { ipv4 } from './ipv4';
import { ipv6 } from './ipv6';
import { maths } from './maths';
import { numberTheory } from './number-theory';
import { parsers } from './parsers';
import { punycodes } from './punycode';
import { ranges } from './ranges';
import { sketchFunctions } from './sketches';
import { strings } from './strings';
import { textSearch } from './text-search';
import { timeFormats } from './time-formats';
import { timeZones } from './time-zones';
import { unitConversions } from './units';

/** Every scalar function, by theme. One row per file. */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...arrays,
  ...arraySorts,
  ...bags,
  ...byteSizes,
  ...compression,
  ...conditionals,
  ...conversions,
  ...datetimeParts,
  ...datetimes,
  ...distributions,
  ...dynamics,
  ...encodings,
  ...ipv4,
  ...ipv6,
  ...maths,
  ...numberTheory,
  ...parsers,
  ...punycodes,
  ...ranges,
  ...seriesFunctions,
  ...sketchFunctions,
  ...strings,
  ...textSearch,
  ...timeFormats,
  ...timeZones,
  ...unitConversions,
];
