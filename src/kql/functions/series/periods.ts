import type { Dynamic } from '../../values/dynamic';
import { dynamicReal } from '../../values/dynamic';
import type { Value } from '../../values/value';
import { numbersOf, reals } from './numbers';
import { meanOf } from './regression';
import type { Part } from './tuple';

/**
 * The shortest period that Kusto looks for. The longest is shorter than half of the series: of 12 points, 6 is too long
 * (source: the example of Microsoft Learn, series-seasonal-function, read 2026-11-24).
 */
const SHORTEST = 4;

/** From which score on a period counts, where no other is given (source: Microsoft Learn, series-decompose-function, read 2026-11-24). */
export const LEAST_SCORE = 0.6;

/** Scores that differ by less may be ordered otherwise by what is not known of the search. */
const MARGIN = 0.05;

const ROUNDING = 1e-9;

/**
 * How alike the series is to itself shifted by 0, 1, 2… up to half of it: the autocorrelation around the circle, from
 * the least (0) to that of no shift (1). Not documented; it is what gives the score of the example of Microsoft Learn,
 * series-periods-validate-function, to the last digit, and what picks the period in the published results of
 * series_decompose on the Kusto emulator (read 2026-11-24). Undefined where all values are equal.
 */
export function periodScores(values: readonly number[]): readonly number[] | undefined {
  const mean = meanOf(values);
  const rest = values.map((value) => value - mean);
  const { length } = rest;
  const products = Array.from({ length: (length >> 1) + 1 }, (_, shift) => {
    let sum = 0;
    for (let at = 0; at < length; at++) {
      const other = at + shift;
      sum += (rest[at] as number) * (rest[other < length ? other : other - length] as number);
    }
    return sum;
  });
  const whole = products[0] ?? 0;
  const least = Math.min(...products);
  return whole - least > ROUNDING * Math.max(1, mean * mean)
    ? products.map((product) => (product - least) / (whole - least))
    : undefined;
}

interface Candidate {
  readonly period: number;
  readonly score: number;
}

/** The shifts that are liked best among `reach` neighbours on each side, best first. */
function hills(scores: readonly number[], length: number, reach: number): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let period = SHORTEST; period * 2 < length; period++) {
    const score = scores[period] ?? 0;
    const around = scores.slice(Math.max(1, period - reach), period + reach + 1);
    if (around.every((other) => other <= score + ROUNDING)) found.push({ period, score });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** Whether the period is a multiple of the other, give or take the width of a hill. */
function isMultiple(period: number, other: number): boolean {
  const times = Math.round(period / other);
  return times >= 2 && Math.abs(period - times * other) <= Math.min(2, Math.floor(other / 8));
}

/**
 * The period that `series_decompose` finds when it is to find one; 0 for none. Undefined where two are liked nearly
 * equally: how Kusto then chooses is not known.
 */
export function dominantPeriod(values: readonly number[], threshold: number): number | undefined {
  if (values.length < 2 * SHORTEST) return 0;
  const scores = periodScores(values);
  const [best, ...others] = scores === undefined ? [] : hills(scores, values.length, 1);
  if (best === undefined || best.score < threshold - ROUNDING) return 0;
  const isClear =
    best.score > threshold + ROUNDING &&
    others.every(({ period, score }) => isMultiple(period, best.period) || score < best.score - MARGIN);
  return isClear ? best.period : undefined;
}

export const PERIODS = [
  ['periods', 'dynamic'],
  ['scores', 'dynamic'],
] as const satisfies readonly Part[];

/** Half of the width within which a period must be the best to count as one (10 of the example is none beside 12). */
const REACH = 2;

/** The scores of given periods; 0 for one beside which another is liked better. Undefined for fractions of a point. */
export function validatedPeriods(series: Dynamic, periods: readonly Value[]): readonly Dynamic[] | undefined {
  const values = numbersOf(series);
  const asked = periods.map(Number);
  if (values === undefined || asked.length === 0) return undefined;
  const { length } = values;
  if (!asked.every((period) => Number.isInteger(period) && period >= SHORTEST && period * 2 < length)) return undefined;
  const scores = periodScores(values);
  if (scores === undefined) return undefined;
  const wide = hills(scores, values.length, REACH);
  const clear = new Map(wide.map(({ period, score }) => [period, score]));
  // A hill with a higher one further out: not known.
  const isKnown = asked.every((period) => {
    const score = clear.get(period);
    if (score === undefined) return true;
    const near = scores.slice(Math.ceil(Math.max(SHORTEST, period / 2)), Math.floor(period * 1.5) + 1);
    return near.every((other) => other <= score);
  });
  return isKnown ? [reals(asked), reals(asked.map((period) => clear.get(period) ?? 0))] : undefined;
}

/** The best periods between two bounds, zeros for those that are not found. Undefined where the order is not clear. */
export function detectedPeriods(series: Dynamic, [low, high, count]: readonly Value[]): readonly Dynamic[] | undefined {
  const values = numbersOf(series);
  const size = Number(count);
  if (values === undefined || !Number.isInteger(size) || size < 1 || size > values.length) return undefined;
  const scores = periodScores(values);
  const inBounds = ({ period }: Candidate): boolean => period >= Number(low) && period <= Number(high);
  const [best, ...others] = (scores === undefined ? [] : hills(scores, values.length, REACH)).filter(inBounds);
  const rivals = others.filter(({ period }) => best !== undefined && !isMultiple(period, best.period));
  if (
    best === undefined ||
    best.score < LEAST_SCORE ||
    rivals.some(({ score }) => size > 1 || score > best.score - MARGIN)
  ) {
    return undefined;
  }
  const padded = (first: number): Dynamic =>
    Array.from({ length: size }, (_, index) => dynamicReal(index === 0 ? first : 0));
  return [padded(best.period), padded(best.score)];
}
