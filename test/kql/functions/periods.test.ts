import fc from 'fast-check';
import { decompose } from '../../../src/kql/functions/series/decomposition';
import { dominantPeriod, periodScores } from '../../../src/kql/functions/series/periods';
import { answer } from '../answers';

/** A shape over and over, weaker each time, with a little of what repeats nowhere. */
const repeated = (shape: readonly number[], times: number, noise: number): readonly number[] =>
  Array.from(
    { length: shape.length * times },
    (_, at) => (shape[at % shape.length] ?? 0) * (1 - (noise * at) / 100) + noise * Math.sin(at * at),
  );

const SHAPE = [1, 9, 4, 7, 12, 3, 2];

test.each<[string, readonly number[], number | undefined]>([
  ['a shape of seven', repeated(SHAPE, 6, 0.2), 7],
  ['the shape once and a half: too short', [...SHAPE.slice(0, 3), ...SHAPE.slice(0, 3)], 0],
  ['nothing repeats', Array.from({ length: 60 }, (_, at) => Math.sin(at * at * 1.7)), 0],
  ['one spike', Array.from({ length: 60 }, (_, at) => (at === 40 ? 9 : 0)), 0],
  ['all equal', Array.from({ length: 60 }, () => 3), 0],
  ['a line', Array.from({ length: 60 }, (_, at) => at), 0],
  // Every even shift is as good as the next.
  ['every other point', Array.from({ length: 60 }, (_, at) => at % 2), undefined],
  ['a shape of seven, all the same', repeated(SHAPE, 6, 0), 7],
  // A period is shorter than half of the series.
  ['twice the same', [1, 8, 2, 6, 3, 1, 8, 2, 6, 3], 0],
])('%s', (_, values, period) => {
  expect(dominantPeriod(values, 0.6)).toBe(period);
});

test('a threshold above the score leaves no period', () => {
  const values = repeated(SHAPE, 6, 1);
  const score = periodScores(values)?.[7] ?? NaN;
  expect(dominantPeriod(values, score - 0.01)).toBe(7);
  expect(dominantPeriod(values, score + 0.01)).toBe(0);
});

test('scores lie between 0 and 1 and do not depend on level and scale', () => {
  const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 8, maxLength: 40 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -99, max: 99 }), (values, scale, level) => {
      const scores = periodScores(values);
      const other = periodScores(values.map((value) => value * scale + level));
      if (scores === undefined || other === undefined) return;
      for (const [shift, score] of scores.entries()) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(other[shift]).toBeCloseTo(score, 9);
      }
    }),
  );
});

test('the parts of a decomposition add up', () => {
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 30 });
  const trends = fc.constantFrom('avg' as const, 'linefit' as const, 'none' as const);
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 2 }), trends, (values, period, trend) => {
      const parts = decompose(values, { period, trend, testPoints: 0 });
      for (const [at, value] of values.entries()) {
        expect((parts.baseline[at] ?? NaN) + (parts.residual[at] ?? NaN)).toBeCloseTo(value, 6);
        expect((parts.seasonal[at] ?? NaN) + (parts.trend[at] ?? NaN)).toBeCloseTo(parts.baseline[at] ?? NaN, 6);
      }
    }),
  );
});

const list = (values: readonly number[]): string => `dynamic(${JSON.stringify(values)})`;
const WEEKS = repeated(SHAPE, 6, 0.2);

test('a spike in weeks is flagged with nothing but defaults', () => {
  const spiked = WEEKS.map((value, at) => (at === 30 ? value + 20 : value));
  const [[flags, scores] = []] = answer(
    `print y = ${list(spiked)} | project (flag, score) = series_decompose_anomalies(y)`,
  ).rows;
  expect((flags as readonly number[])[30]).toBe(1);
  const largest = (scores as readonly number[]).map((score, at) => ({ at, size: Math.abs(score) }));
  expect(largest.sort((a, b) => b.size - a.size)[0]?.at).toBe(30);
});

test('ctukey: what lies outside of the percentiles 10 and 90, in their distance, scaled', () => {
  // 0..10: the percentiles are 1 and 9; 17 lies 8 above, -7 lies 8 below.
  const [[scores] = []] = answer('print series_outliers(dynamic([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))').rows;
  expect((scores as readonly number[]).map((score) => Number(score.toFixed(6)))).toEqual([
    -0.346576, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.346576,
  ]);
  const [[others] = []] = answer('print series_outliers(dynamic([1, null, 2, 3, -9]), "tukey", -9)').rows;
  expect(others).toEqual([-0.5, 0, 0, 0.5, 0]);
});

test('a period that is asked for has a score, one beside a better one has none', () => {
  const [[periods, scores] = []] = answer(
    `print y = ${list(WEEKS)} | project (periods, scores) = series_periods_validate(y, 7, 8)`,
  ).rows;
  expect(periods).toEqual([7, 8]);
  expect(scores).toEqual([periodScores(WEEKS)?.[7], 0]);
});

test('the best period comes first, and what is not found is 0', () => {
  const [[periods, scores] = []] = answer(
    `print y = ${list(WEEKS)} | project (periods, scores) = series_periods_detect(y, 4, 8, 3)`,
  ).rows;
  expect(periods).toEqual([7, 0, 0]);
  expect(scores).toEqual([periodScores(WEEKS)?.[7], 0, 0]);
});

test('series_seasonal finds its period', () => {
  const exact = repeated([3, 8, 1, 5, 2], 5, 0);
  expect(answer(`print series_seasonal(${list(exact)})`).rows).toEqual([[exact]]);
  expect(answer('print series_seasonal(dynamic([1, 2, 3]))').rows).toEqual([[[0, 0, 0]]]);
});
