import type { Unary } from './unary';

export type JoinKind =
  | 'innerunique'
  | 'inner'
  | 'leftouter'
  | 'rightouter'
  | 'fullouter'
  | 'leftsemi'
  | 'rightsemi'
  | 'leftanti'
  | 'rightanti';

export interface JoinPlanOf<E, T> extends Unary<T> {
  readonly op: 'join';
  readonly kind: JoinKind;
  readonly right: T;
  readonly on: readonly { readonly left: E; readonly right: E }[];
  /** `lookup` leaves out the key columns of the right side. */
  readonly lookup: boolean;
}
