import fc from 'fast-check';
import { calendarOf, datetimeOf, parseDatetime, printDatetime } from '../../../src/kql/values/datetime';
import { parseTimespan, printTimespan } from '../../../src/kql/values/timespan';
import { addLong, divideLong, longOf, moduloLong, multiplyLong, parseLong } from '../../../src/kql/values/long';

const BIG = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const DAY = 864_000_000_000n;
const DATETIME = fc.bigInt({ min: -737_424n * DAY, max: 2_914_635n * DAY - 1n }).map(longOf);

test('a datetime prints and parses back, and has the calendar of its text', () => {
  fc.assert(
    fc.property(DATETIME, (ticks) => {
      const text = printDatetime(ticks);
      expect(parseDatetime(text)).toBe(ticks);
      expect(datetimeOf(calendarOf(ticks))).toBe(ticks);
      expect(new Date(`${text.slice(0, 23)}Z`).toISOString()).toBe(`${text.slice(0, 23)}Z`);
    }),
  );
});

test('a timespan prints and parses back', () => {
  fc.assert(
    fc.property(BIG.map(longOf), (ticks) => {
      expect(parseTimespan(printTimespan(ticks))).toBe(ticks);
    }),
  );
});

test('64-bit arithmetic wraps and agrees with bigint', () => {
  fc.assert(
    fc.property(BIG, BIG, (a, b) => {
      const [x, y] = [longOf(a), longOf(b)];
      expect(addLong(x, y)).toBe(longOf(a + b));
      expect(multiplyLong(x, y)).toBe(longOf(a * b));
      expect(parseLong(String(a))).toBe(x);
      const quotient = divideLong(x, y);
      const rest = moduloLong(x, y);
      expect(quotient).toBe(b === 0n ? null : longOf(a / b));
      expect(rest === null || (rest >= 0 && rest < (b < 0n ? -b : b))).toBe(true);
    }),
  );
});

test('small quotients are exact', () => {
  const SAFE = fc.maxSafeInteger();
  fc.assert(
    fc.property(SAFE, SAFE, (a, b) => {
      fc.pre(b !== 0);
      expect(divideLong(a, b)).toBe(Number(BigInt(a) / BigInt(b)));
    }),
  );
});

// prettier-ignore
test.each([
  ['2022-12-02T13:45:56+02:00', '2022-12-02T11:45:56.0000000Z'],
  ['2022-12-02 13:45',          '2022-12-02T13:45:00.0000000Z'],
  ['12/31/2020',                '2020-12-31T00:00:00.0000000Z'],
  ['20201231',                  '2020-12-31T00:00:00.0000000Z'],
  ['Sat, 2 Dec 2022 01:02:03 GMT', '2022-12-02T01:02:03.0000000Z'],
  ['Dec 2, 2022',               '2022-12-02T00:00:00.0000000Z'],
  ['2020-02-30',                null],
  ['13-01-2022',                null],
  ['x',                         null],
])('datetime text %s', (text, printed) => {
  const ticks = parseDatetime(text);
  expect(ticks === null ? null : printDatetime(ticks)).toBe(printed);
});
