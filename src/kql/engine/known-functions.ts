import { aggregateNamed } from '../functions/aggregates';
import { isScalarFunction } from '../functions/resolve';
import { tupleFunctions } from '../functions/tuples';
import { windowFunctions } from '../functions/windows';
import { forms } from './forms';

/** Whether the engine has any function of this name that an expression can call. */
export function isKnownFunction(name: string): boolean {
  return (
    isScalarFunction(name) ||
    aggregateNamed(name) !== undefined ||
    windowFunctions[name] !== undefined ||
    tupleFunctions[name] !== undefined ||
    forms[name] !== undefined
  );
}
