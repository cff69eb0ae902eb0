import fc from 'fast-check';
import { betaQuantile, betaShare, erf, erfc, gamma, logGamma } from '../../../src/kql/functions/special-functions';
import { answer } from '../answers';

// Reference values: tables of Abramowitz and Stegun (7.1, 6.1, 26.10) and closed forms.
test.each<[string, number]>([
  ['erf(0.5)', 0.5204998778130465],
  ['erf(-0.5)', -0.5204998778130465],
  ['erf(2.5)', 0.999593047982555],
  ['erfc(0.5)', 0.4795001221869535],
  ['erfc(4)', 1.541725790028002e-8],
  ['gamma(7)', 720],
  ['gamma(0.5)', Math.sqrt(Math.PI)],
  ['gamma(4.5)', 11.631728396567448],
  ['loggamma(10)', Math.log(362880)],
  // A beta distribution with both parameters 1 is uniform; with 2 and 1 its share below x is x².
  ['beta_cdf(0.3, 1, 1)', 0.3],
  ['beta_cdf(0.3, 2, 1)', 0.09],
  ['beta_pdf(0.3, 2, 1)', 0.6],
  ['beta_inv(0.09, 2, 1)', 0.3],
  // Samples 1..5 and 2..6 differ by one standard error: t = 1 with 8 degrees of freedom.
  ['welch_test(3, 2.5, 5, 4, 2.5, 5)', 0.3465935070873343],
])('%s', (expression, value) => {
  const [[found] = []] = answer(`print x = ${expression}`).rows;
  expect(Number(found) / value).toBeCloseTo(1, 12);
});

test.each<[string, unknown]>([
  ['beta_cdf(1.1, 1, 1)', 'NaN'],
  ['beta_cdf(0.5, 0, 1)', 'NaN'],
  ['beta_pdf(0, 1, 1)', 'NaN'],
  ['beta_inv(1.1, 1, 1)', null],
  ['beta_inv(0.5, -1, 1)', 'NaN'],
  ['erf(real(null))', null],
])('%s', (expression, value) => {
  expect(answer(`print x = ${expression}`).rows).toEqual([[value]]);
});

test('erf and erfc add up to one, gamma(x + 1) is x gamma(x), a quantile has its share', () => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: 0.1, max: 20, noNaN: true }), (x, a) => {
      expect(erf(x) + erfc(x)).toBeCloseTo(1, 14);
      expect(logGamma(a + 1) - logGamma(a)).toBeCloseTo(Math.log(a), 10);
      expect(gamma(a + 1) / gamma(a) / a).toBeCloseTo(1, 10);
      expect(betaShare(betaQuantile(0.4, a, 2.5), a, 2.5)).toBeCloseTo(0.4, 10);
    }),
  );
});
