import fc from 'fast-check';
import { parseDuration, printDuration } from '../../src/sentinel';

describe('duration', () => {
  test.each([
    ['5m', 300],
    ['1h', 3600],
    ['14d', 1_209_600],
    ['PT5M', 300],
    ['P1D', 86_400],
    ['PT24H', 86_400],
    ['P1DT2H30M', 95_400],
    ['P1W', 604_800],
    ['PT0.5S', 0.5],
    ['-PT5M', -300],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', 'P', 'PT', 'P1DT', '1.5h', '5M', '5 m', '1w', 'P1Y', 'P1M', 'pt5m', '05:00:00', 'PT5'])(
    'refuses %p',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test('parse(print(duration)) is the duration', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (seconds) => {
        expect(parseDuration(printDuration(seconds))).toBe(seconds);
      }),
    );
  });
});
