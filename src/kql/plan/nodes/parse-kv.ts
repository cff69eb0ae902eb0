import type { ColumnSchema } from '../../catalog';
import type { Unary } from './unary';

export interface ParseKvPlanOf<E, T> extends Unary<T> {
  readonly op: 'parse-kv';
  readonly operand: E;
  readonly columns: readonly ColumnSchema[];
  /** How pairs stand in the text: between delimiters, or as matches of an expression with two groups. */
  readonly form:
    | {
        readonly kind: 'delimited';
        readonly pair: string;
        readonly value: string;
        /** Opening and closing quote, the same where one character is given. */
        readonly quotes: readonly (readonly [open: string, close: string])[];
        readonly escape: string;
        /** A value takes what follows it up to the next key. */
        readonly greedy: boolean;
      }
    | { readonly kind: 'regex'; readonly pattern: string }
    /** Without delimiters: whatever is not alphanumeric parts words. */
    | {
        readonly kind: 'words';
        readonly quotes: readonly (readonly [open: string, close: string])[];
        readonly escape: string;
      };
}
