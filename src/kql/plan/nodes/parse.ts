import type { KqlType } from '../../values/type';
import type { Unary } from './unary';

export type ParseStep =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skip' }
  | { readonly kind: 'capture'; readonly name: string; readonly type: KqlType };

export interface ParsePlanOf<E, T> extends Unary<T> {
  readonly op: 'parse';
  readonly kind: 'simple' | 'relaxed' | 'regex';
  readonly flags: string;
  readonly operand: E;
  readonly steps: readonly ParseStep[];
  /** parse-where: rows that do not match are dropped. */
  readonly filter: boolean;
}
