/** A straight line through values at 0, 1, 2…, by least squares. */
export interface Line {
  readonly slope: number;
  readonly interception: number;
}

export const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** Sample variance; 0 for one value. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return values.length < 2 ? 0 : squares / (values.length - 1);
}

export function fitLine(values: readonly number[]): Line {
  const middle = (values.length - 1) / 2;
  const mean = meanOf(values);
  let products = 0;
  let squares = 0;
  for (const [index, value] of values.entries()) {
    products += (index - middle) * (value - mean);
    squares += (index - middle) ** 2;
  }
  const slope = squares === 0 ? 0 : products / squares;
  return { slope, interception: mean - slope * middle };
}
