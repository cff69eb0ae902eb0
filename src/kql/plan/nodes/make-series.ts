import type { Named, Unary } from './unary';

/** One array per series: the values of an aggregate along the axis, with `fallback` (else 0) where there are no rows. */
export interface SeriesOf<E, C> {
  readonly computation: C;
  readonly fallback: E | undefined;
}

export interface MakeSeriesPlanOf<E, T, C> extends Unary<T> {
  readonly op: 'make-series';
  readonly series: readonly SeriesOf<E, C>[];
  readonly axis: Named<E>;
  /** `exclusive`: `from … to … step`; `inclusive`: `in range(…)`. */
  readonly bounds: 'exclusive' | 'inclusive';
  readonly from: E | undefined;
  readonly to: E | undefined;
  readonly step: E;
  readonly by: readonly Named<E>[];
  /** Whether no rows make one series of fallbacks. */
  readonly nonEmpty: boolean;
  /** What the binder calls the columns: keys, series, axis. */
  readonly names: readonly string[];
}
