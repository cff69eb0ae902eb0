import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import { numbersOf } from './numbers';
import { meanOf, sumOf } from './regression';

/** One real from a series; null for what is no series of numbers. */
function measure(name: string, apply: (values: readonly number[]) => number): ScalarFunction {
  return fn(name, ['dynamic'], 'real', (series) => {
    const values = numbersOf(series);
    return values === undefined ? null : apply(values);
  });
}

type Pair = readonly [readonly number[], readonly number[]];

/** Two series of one length; null for any others. */
function pairOf(left: Dynamic, right: Dynamic): Pair | undefined {
  const [a, b] = [numbersOf(left), numbersOf(right)];
  return a === undefined || b === undefined || a.length !== b.length || a.length === 0 ? undefined : [a, b];
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, index) => total + value * (b[index] ?? 0), 0);
const magnitude = (values: readonly number[]): number => Math.sqrt(product(values, values));

function pearson([a, b]: Pair): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const [x, y] = [a.map((value) => value - meanA), b.map((value) => value - meanB)];
  return product(x, y) / (magnitude(x) * magnitude(y));
}

/** A number stands for a series of it. */
function dotProduct(left: Dynamic, right: Dynamic): number | null {
  const spread = (value: Dynamic, like: Dynamic): Dynamic =>
    isArray(value) || !isArray(like) ? value : like.map(() => value);
  const pair = pairOf(spread(left, right), spread(right, left));
  return pair === undefined ? null : product(...pair);
}

export const measures: readonly ScalarFunction[] = [
  measure('series_sum', sumOf),
  measure('series_product', (values) => values.reduce((total, value) => total * value, 1)),
  measure('series_magnitude', magnitude),
  fn('series_dot_product', ['json', 'json'], 'real', dotProduct),
  fn('series_pearson_correlation', ['dynamic', 'dynamic'], 'real', (left, right) => {
    const pair = pairOf(left, right);
    return pair === undefined ? null : pearson(pair);
  }),
  fn('series_cosine_similarity', ['dynamic', 'dynamic'], 'real', (left, right) => {
    const pair = pairOf(left, right);
    return pair === undefined ? null : product(...pair) / (magnitude(pair[0]) * magnitude(pair[1]));
  }),
  fn('series_cosine_similarity', ['dynamic', 'dynamic', 'real', 'real'], 'real', (left, right, sizeLeft, sizeRight) => {
    const pair = pairOf(left, right);
    return pair === undefined ? null : product(...pair) / (sizeLeft * sizeRight);
  }),
];
