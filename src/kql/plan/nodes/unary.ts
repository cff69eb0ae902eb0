import type { Span } from '../../../diagnostics';

/** An operator with a left side. `T` is the plan of a table, `E` of an expression: plan.ts ties them together. */
export interface Unary<T> {
  readonly span: Span;
  readonly input: T;
}

/** An expression and the column it makes. `explicit` names replace a column; others get a suffix where taken. */
export interface Named<E> {
  readonly name: string;
  readonly explicit: boolean;
  readonly expression: E;
}
