import type { Unary } from './unary';

/** `reduce by text`: templates of texts. */
export interface ReducePlanOf<E, T> extends Unary<T> {
  readonly op: 'reduce';
  readonly by: E;
  readonly threshold: E | undefined;
  readonly characters: E | undefined;
}
