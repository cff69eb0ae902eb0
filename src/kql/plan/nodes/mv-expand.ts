import type { KqlType } from '../../values/type';
import type { Named, Unary } from './unary';

/** A column of arrays or bags that is taken apart; `to` is what its elements are cast to. */
export interface Expanded<E> extends Named<E> {
  readonly to: KqlType | undefined;
}

/** Joins a sub-query's `context` leaf to the operator that fills it. */
export interface ContextKey {
  readonly operator: string;
}

export interface MvExpandPlanOf<E, T> extends Unary<T> {
  readonly op: 'mv-expand';
  readonly columns: readonly Expanded<E>[];
  /** How a bag expands: to bags of one slot, or to `[key, value]`. */
  readonly bags: 'bag' | 'array';
  readonly itemIndex: string | undefined;
  readonly limit: E | undefined;
}

/** A sub-query over the elements of each row: `context` is where it reads them. */
export interface MvApplyPlanOf<E, T> extends Unary<T> {
  readonly op: 'mv-apply';
  readonly columns: readonly Expanded<E>[];
  readonly itemIndex: string | undefined;
  readonly limit: E | undefined;
  readonly context: ContextKey;
  readonly body: T;
}
