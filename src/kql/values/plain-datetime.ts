import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND, daysInMonth, daysOf } from './datetime';

const DASH = 45;
const T = 84;
const COLON = 58;
const POINT = 46;
const Z = 90;

/**
 * Reads `2026-01-10T00:00:00[.1234567]Z` of this age, the form of nearly every time in a log, ten times faster than the
 * reader of all forms; undefined for any other text.
 */
export function plainDatetime(text: string): number | undefined {
  const end = text.length - 1;
  if (end < 19 || end > 27 || end === 20 || text.charCodeAt(end) !== Z) return undefined;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charCodeAt(10) !== T) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  let fraction = 0;
  if (end > 19) {
    if (text.charCodeAt(19) !== POINT) return undefined;
    fraction = digits(text, 20, end);
    for (let place = end; place < 27; place++) fraction *= 10;
  }
  // A part that is no number is NaN and passes none of these.
  if (!(year >= 1992 && year < 2048 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)))
    return undefined;
  if (!(hour < 24 && minute < 60 && second < 60 && fraction >= 0)) return undefined;
  const ticks = hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE + second * TICKS_PER_SECOND + fraction;
  return daysOf(year, month, day) * TICKS_PER_DAY + ticks;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
