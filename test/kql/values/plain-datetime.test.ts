import fc from 'fast-check';
import { parseDatetime, printDatetime } from '../../../src/kql/values/datetime';
import { plainDatetime } from '../../../src/kql/values/plain-datetime';

const TICKS = fc.integer({ min: -28 * 365 * 86_400, max: 27 * 365 * 86_400 }).map((second) => second * 10_000_000);

test('reads what the reader of all forms reads, with any number of digits', () => {
  fc.assert(
    fc.property(TICKS, fc.nat(9_999_999), fc.integer({ min: 0, max: 7 }), (ticks, fraction, kept) => {
      const text = printDatetime(ticks + fraction);
      const cut = kept === 0 ? `${text.slice(0, 19)}Z` : `${text.slice(0, 20 + kept)}Z`;
      expect(plainDatetime(cut)).toBe(parseDatetime(cut));
    }),
  );
});

test.each([
  '2026-01-10T00:00:00',
  '2026-01-10T00:00:00.Z',
  '2026-01-10T00:00:00.12345678Z',
  '2026-01-10 00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-10T24:00:00Z',
  '2026-01-10T00:60:00Z',
  '2026-01-1xT00:00:00Z',
  '1991-12-31T00:00:00Z',
  '2048-01-01T00:00:00Z',
  '2026-01-10T00:00:00+1Z',
  '',
])('%p is left to the reader of all forms', (text) => {
  expect(plainDatetime(text)).toBeUndefined();
});
