import type { KqlType } from '../values/type';
import type { ValueOf } from '../values/value';
import { lift } from './lift';
import { costOf } from './overload';
import type { ColumnFunction, Param, ParamValues } from './scalar-function';
import { fn, fnOfColumns } from './scalar-function';

/**
 * A function of a row that does not know every answer: where `apply` returns undefined the call is unsupported, whatever
 * the other rows say. It never sees nulls.
 */
export function fnOfSome<const P extends readonly Param[], R extends KqlType>(
  name: string,
  params: P,
  returns: R,
  apply: (...args: ParamValues<P>) => ValueOf<R> | null | undefined,
): ColumnFunction {
  return fnOfColumns(name, (args, rowCount) => {
    let known = true;
    const row = fn(name, params, returns, (...values: ParamValues<P>) => {
      const value = apply(...values);
      known &&= value !== undefined;
      return value ?? null;
    });
    if (costOf(row, args) === Infinity) return undefined;
    const result = lift(row, args, rowCount);
    return known ? result : undefined;
  });
}
