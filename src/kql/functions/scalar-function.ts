import type { Operand } from '../table/operand';
import type { Dynamic } from '../values/dynamic';
import type { KqlType } from '../values/type';
import type { Value, ValueOf } from '../values/value';

/**
 * The type of a parameter: a KQL type, `text` (any scalar, handed over as what `tostring` makes of it) or `json` (any
 * scalar, handed over as a dynamic). Where the argument has another type that converts (int to long or real, dynamic to
 * anything), the value is converted.
 */
export type Param = KqlType | 'text' | 'json';

export type ParamValue<P extends Param> = P extends KqlType ? ValueOf<P> : P extends 'text' ? string : Dynamic;
export type ParamValues<P extends readonly Param[]> = { readonly [K in keyof P]: ParamValue<P[K]> };
export type NullableValues<P extends readonly Param[]> = { readonly [K in keyof P]: ParamValue<P[K]> | null };

type RowApply = (...values: readonly Value[]) => Value;

/** One overload of a scalar function: works on the values of one row. */
export interface RowFunction {
  readonly kind: 'row';
  readonly name: string;
  readonly params: readonly Param[];
  /** More arguments of this type may follow; they arrive after the fixed ones. */
  readonly rest: Param | undefined;
  readonly returns: KqlType;
  /** `strict`: a null argument makes the result null (`""` for a string) without a call. */
  readonly nulls: 'strict' | 'seen';
  readonly apply: RowApply;
}

/** A scalar function that works on whole columns: where the result's type follows the arguments, or speed pays. */
export interface ColumnFunction {
  readonly kind: 'column';
  readonly name: string;
  /** Undefined when it has no overload for such arguments. */
  readonly apply: (args: readonly Operand[], rowCount: number) => Operand | undefined;
}

export type ScalarFunction = RowFunction | ColumnFunction;

/** A row function that never sees nulls: any null argument makes the result null. */
export function fn<const P extends readonly Param[], R extends KqlType>(
  name: string,
  params: P,
  returns: R,
  apply: (...args: ParamValues<P>) => ValueOf<R> | null,
): RowFunction {
  return { kind: 'row', name, params, rest: undefined, returns, nulls: 'strict', apply: apply as unknown as RowApply };
}

/** A row function that decides itself what a null argument means. (A `text` of null is `""`.) */
export function fnOfNulls<const P extends readonly Param[], R extends KqlType>(
  name: string,
  params: P,
  returns: R,
  apply: (...args: NullableValues<P>) => ValueOf<R> | null,
): RowFunction {
  return { kind: 'row', name, params, rest: undefined, returns, nulls: 'seen', apply: apply as unknown as RowApply };
}

/** A row function with any number of further arguments of one type; it sees nulls. */
export function fnOfMany<const P extends readonly Param[], Q extends Param, R extends KqlType>(
  name: string,
  params: P,
  rest: Q,
  returns: R,
  apply: (...args: [...NullableValues<P>, ...(ParamValue<Q> | null)[]]) => ValueOf<R> | null,
): RowFunction {
  return { kind: 'row', name, params, rest, returns, nulls: 'seen', apply: apply as unknown as RowApply };
}

export function fnOfColumns(
  name: string,
  apply: (args: readonly Operand[], rowCount: number) => Operand | undefined,
): ColumnFunction {
  return { kind: 'column', name, apply };
}
