import { fnOfSome } from '../partial-function';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import {
  betaDensity,
  betaQuantile,
  betaShare,
  erf,
  erfc,
  gamma,
  logGamma,
  studentTwoSided,
} from '../special-functions';

const MOST = 10_000;

const outside = (parameter: number): boolean => parameter <= 0 || parameter > MOST;

/** Source: Microsoft Learn, beta-cdf-function, read 2026-11-24; so are the two below from their own pages. */
function betaCdf(x: number, alpha: number, beta: number): number {
  return x < 0 || x > 1 || outside(alpha) || outside(beta) ? Number.NaN : betaShare(x, alpha, beta);
}

function betaPdf(x: number, alpha: number, beta: number): number {
  return x <= 0 || x >= 1 || alpha <= 0 || beta <= 0 ? Number.NaN : betaDensity(x, alpha, beta);
}

/** An impossible probability has no answer, an impossible parameter is no number (measured on the Kusto emulator). */
function betaInverse(probability: number, alpha: number, beta: number): number | null {
  if (probability < 0 || probability > 1) return null;
  return outside(alpha) || outside(beta) ? Number.NaN : betaQuantile(probability, alpha, beta);
}

/** The p-value of Welch's test, two-sided, from the means, variances and sizes of two samples. */
// eslint-disable-next-line max-params -- the parameters of the KQL function
function welch(mean1: number, variance1: number, size1: number, mean2: number, variance2: number, size2: number) {
  const [error1, error2] = [variance1 / size1, variance2 / size2];
  const error = error1 + error2;
  if (!(size1 > 1 && size2 > 1 && error > 0)) return undefined;
  const freedom = error ** 2 / (error1 ** 2 / (size1 - 1) + error2 ** 2 / (size2 - 1));
  return studentTwoSided((mean1 - mean2) / Math.sqrt(error), freedom);
}

/** The poles and the left side of the gamma function: no page says what they give. */
const positive = (apply: (x: number) => number) => (x: number) => (x > 0 ? apply(x) : undefined);

// prettier-ignore
export const distributions: readonly ScalarFunction[] = [
  fn('erf',  ['real'], 'real', erf),
  fn('erfc', ['real'], 'real', erfc),
  fnOfSome('gamma',    ['real'], 'real', positive(gamma)),
  fnOfSome('loggamma', ['real'], 'real', positive(logGamma)),
  fn('beta_cdf', ['real', 'real', 'real'], 'real', betaCdf),
  fn('beta_pdf', ['real', 'real', 'real'], 'real', betaPdf),
  fn('beta_inv', ['real', 'real', 'real'], 'real', betaInverse),
  fnOfSome('welch_test', ['real', 'real', 'real', 'real', 'real', 'real'], 'real', welch),
];
