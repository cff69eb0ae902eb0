import {
  calendarOf,
  datetimeOf,
  datetimeOfDays,
  daysInMonth,
  daysOf,
  inRange,
  splitDays,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from '../../values/datetime';
import type { Long } from '../../values/long';
import { addLong, divideLong, floorLong, multiplyLong, subtractLong } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';

/** Ticks of the units that have a fixed length. A nanosecond is a hundredth of a tick. */
const UNIT_TICKS: Readonly<Record<string, number>> = {
  week: 7 * TICKS_PER_DAY,
  day: TICKS_PER_DAY,
  hour: TICKS_PER_HOUR,
  minute: TICKS_PER_MINUTE,
  second: TICKS_PER_SECOND,
  millisecond: TICKS_PER_MILLISECOND,
  microsecond: 10,
};

const MONTHS: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

/** Weeks begin on Sunday; 2020-01-05 was one. */
const SUNDAY = 4 * TICKS_PER_DAY;

const partName = (part: string): string => part.toLowerCase().replaceAll('_', '');

/** Months since year 0 of a datetime. */
function monthIndex(ticks: Long): number {
  const { year, month } = calendarOf(ticks);
  return year * 12 + month - 1;
}

/**
 * How many borders of the period lie between, signed `a - b`: not the difference cut off.
 * (Kusto documentation, datetime_diff; facts: kql-semantics 4.9, measured)
 */
function datetimeDiff(part: string, a: Long, b: Long): Long | null {
  const unit = partName(part);
  const months = MONTHS[unit];
  if (months !== undefined) return Math.floor(monthIndex(a) / months) - Math.floor(monthIndex(b) / months);
  if (unit === 'nanosecond') return multiplyLong(subtractLong(a, b), 100);
  const size = UNIT_TICKS[unit];
  if (size === undefined) return null;
  const origin = unit === 'week' ? SUNDAY : 0;
  return divideLong(subtractLong(floorLong(a, size, origin), floorLong(b, size, origin)), size);
}

/** A month is added to the calendar: a day that the month does not have becomes its last. */
function datetimeAdd(part: string, count: Long, ticks: Long): Long | null {
  const unit = partName(part);
  const months = MONTHS[unit];
  if (months !== undefined) {
    const { day } = calendarOf(ticks);
    const target = monthIndex(ticks) + Number(count) * months;
    const year = Math.floor(target / 12);
    const month = target - year * 12 + 1;
    return datetimeOfDays(daysOf(year, month, Math.min(day, daysInMonth(year, month))), splitDays(ticks).rest);
  }
  if (unit === 'nanosecond') return inRange(addLong(ticks, divideLong(count, 100) ?? 0));
  const size = UNIT_TICKS[unit];
  return size === undefined ? null : inRange(addLong(ticks, multiplyLong(count, size)));
}

/** ISO 8601: weeks begin on Monday, week 1 holds the year's first Thursday. */
export function isoWeek(ticks: Long): number {
  const { days } = splitDays(ticks);
  const sinceMonday = (((days + 2) % 7) + 7) % 7;
  const thursday = days - sinceMonday + 3;
  const { year } = calendarOf(datetimeOfDays(thursday, 0) ?? ticks);
  return Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1;
}

export const dayOfYear = (ticks: Long): number => splitDays(ticks).days - daysOf(calendarOf(ticks).year, 1, 1) + 1;

/** The part of a datetime; sub-second parts hold the whole fraction (nanosecond of .7654321 is 765432100). */
function datetimePart(part: string, ticks: Long): Long | null {
  const parts = calendarOf(ticks);
  switch (partName(part)) {
    case 'year':
      return parts.year;
    case 'quarter':
      return Math.floor((parts.month - 1) / 3) + 1;
    case 'month':
      return parts.month;
    case 'weekofyear':
    case 'week':
      return isoWeek(ticks);
    case 'day':
      return parts.day;
    case 'dayofyear':
      return dayOfYear(ticks);
    case 'hour':
      return parts.hour;
    case 'minute':
      return parts.minute;
    case 'second':
      return parts.second;
    case 'millisecond':
      return Math.floor(parts.fraction / TICKS_PER_MILLISECOND);
    case 'microsecond':
      return Math.floor(parts.fraction / 10);
    case 'nanosecond':
      return parts.fraction * 100;
    default:
      return null;
  }
}

/** Seconds may have a fraction; what is below a tick is cut off. An impossible part makes no datetime. */
function makeDatetime(year: Long, month: Long, day: Long, hour: Long, minute: Long, second: number): Long | null {
  const whole = Math.floor(second);
  const fraction = Math.trunc(Math.round((second - whole) * 1e8) / 10);
  const [y, m, d, h, min] = [year, month, day, hour, minute].map(Number) as [number, number, number, number, number];
  return datetimeOf({ year: y, month: m, day: d, hour: h, minute: min, second: whole, fraction });
}

function makeTimespan(days: Long, hours: Long, minutes: Long, seconds: number): Long | null {
  const [h, m] = [Number(hours), Number(minutes)];
  if (h < 0 || h > 23 || m < 0 || m > 59 || seconds < 0 || seconds >= 60) return null;
  const ticks = h * TICKS_PER_HOUR + m * TICKS_PER_MINUTE + Math.trunc(Math.round(seconds * 1e8) / 10);
  return addLong(multiplyLong(days, TICKS_PER_DAY), ticks);
}

const within = (value: Long, center: Long, delta: Long): boolean =>
  value >= subtractLong(center, delta) && value <= addLong(center, delta);

const positive = (size: Long): boolean => size > 0;

export const datetimeParts: readonly ScalarFunction[] = [
  fn('datetime_diff', ['string', 'datetime', 'datetime'], 'long', datetimeDiff),
  fn('datetime_add', ['string', 'long', 'datetime'], 'datetime', datetimeAdd),
  fn('datetime_part', ['string', 'datetime'], 'long', datetimePart),
  fn('datepart', ['string', 'datetime'], 'long', datetimePart),
  fn('week_of_year', ['datetime'], 'long', isoWeek),
  fn('weekofyear', ['datetime'], 'long', isoWeek),
  fn('make_datetime', ['long', 'long', 'long'], 'datetime', (y, m, d) => makeDatetime(y, m, d, 0, 0, 0)),
  fn('make_datetime', ['long', 'long', 'long', 'long', 'long'], 'datetime', (y, m, d, h, min) =>
    makeDatetime(y, m, d, h, min, 0),
  ),
  fn('make_datetime', ['long', 'long', 'long', 'long', 'long', 'real'], 'datetime', makeDatetime),
  fn('make_timespan', ['long', 'long'], 'timespan', (h, m) => makeTimespan(0, h, m, 0)),
  fn('make_timespan', ['long', 'long', 'real'], 'timespan', (h, m, s) => makeTimespan(0, h, m, s)),
  fn('make_timespan', ['long', 'long', 'long', 'real'], 'timespan', makeTimespan),
  fn('around', ['datetime', 'datetime', 'timespan'], 'bool', (v, center, delta) => within(v, center, delta)),
  fn('around', ['timespan', 'timespan', 'timespan'], 'bool', (v, center, delta) => within(v, center, delta)),
  fn('around', ['long', 'long', 'long'], 'bool', (v, center, delta) => within(v, center, delta)),
  fn('around', ['real', 'real', 'real'], 'bool', (v, center, delta) => v >= center - delta && v <= center + delta),
  fn('bin_at', ['long', 'long', 'long'], 'long', (v, size, at) => (positive(size) ? floorLong(v, size, at) : null)),
  fn('bin_at', ['real', 'real', 'real'], 'real', (v, size, at) =>
    size > 0 ? Math.floor((v - at) / size) * size + at : null,
  ),
  fn('bin_at', ['timespan', 'timespan', 'timespan'], 'timespan', (v, size, at) =>
    positive(size) ? floorLong(v, size, at) : null,
  ),
  fn('bin_at', ['datetime', 'timespan', 'datetime'], 'datetime', (v, size, at) =>
    positive(size) ? inRange(floorLong(v, size, at)) : null,
  ),
];
