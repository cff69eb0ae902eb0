import { seriesTuples } from './series/tuples';
import type { TupleFunction } from './tuple-function';

/** Every function of several columns. One row each. */
export const tupleFunctions: Readonly<Record<string, TupleFunction>> = { ...seriesTuples };
