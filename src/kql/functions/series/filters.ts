import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import { dynamicReal } from '../../values/dynamic';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import { elementOf, numbersOf } from './numbers';

interface Fir {
  readonly normalize: boolean | undefined;
  readonly center: boolean;
}

const allWhole = (series: Dynamic): boolean =>
  isArray(series) && series.every((each) => elementOf(each).kind === 'whole');

/**
 * A weighted sum of each value and those before it (around it, when centred); outside the series there are zeros.
 * Normalised by default unless a weight is negative (source: Microsoft Learn, series-fir-function, read 2026-11-24).
 */
function fir(series: Dynamic, filter: Dynamic, { normalize, center }: Fir): Dynamic {
  const [values, weights] = [numbersOf(series), numbersOf(filter)];
  if (values === undefined || weights === undefined || weights.length === 0) return null;
  const negative = weights.some((weight) => weight < 0);
  const scaled = normalize ?? !negative;
  if (scaled && negative) return null;
  const sum = scaled ? weights.reduce((total, weight) => total + weight, 0) : 1;
  const shift = center ? Math.floor(weights.length / 2) : 0;
  const whole = !scaled && allWhole(series) && allWhole(filter);
  return values.map((_, index): Dynamic => {
    let total = 0;
    for (const [lag, weight] of weights.entries()) total += weight * (values[index + shift - lag] ?? 0);
    return whole ? total : dynamicReal(total / sum);
  });
}

/** `a0 y[i] = Σ b[k] x[i-k] - Σ a[k] y[i-k]`. */
function iir(series: Dynamic, numerators: Dynamic, denominators: Dynamic): Dynamic {
  const [values, b, a] = [numbersOf(series), numbersOf(numerators), numbersOf(denominators)];
  const lead = a?.[0];
  if (values === undefined || b === undefined || a === undefined || lead === undefined || lead === 0) return null;
  const result: number[] = [];
  for (let index = 0; index < values.length; index++) {
    let total = 0;
    for (const [lag, weight] of b.entries()) total += weight * (values[index - lag] ?? 0);
    for (const [lag, weight] of a.entries()) if (lag > 0) total -= weight * (result[index - lag] ?? 0);
    result.push(total / lead);
  }
  return result.map(dynamicReal);
}

export const filters: readonly ScalarFunction[] = [
  fn('series_fir', ['dynamic', 'dynamic'], 'dynamic', (series, filter) =>
    fir(series, filter, { normalize: undefined, center: false }),
  ),
  fn('series_fir', ['dynamic', 'dynamic', 'bool'], 'dynamic', (series, filter, normalize) =>
    fir(series, filter, { normalize, center: false }),
  ),
  fn('series_fir', ['dynamic', 'dynamic', 'bool', 'bool'], 'dynamic', (series, filter, normalize, center) =>
    fir(series, filter, { normalize, center }),
  ),
  fn('series_iir', ['dynamic', 'dynamic', 'dynamic'], 'dynamic', iir),
];
