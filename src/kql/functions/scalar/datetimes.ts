import type { Long } from '../../values/long';
import { addLong, divideLong, longOf, multiplyLong } from '../../values/long';
import {
  calendarOf,
  datetimeOfDays,
  daysOf,
  splitDays,
  TICKS_PER_DAY,
  TICKS_PER_MILLISECOND,
  TICKS_PER_SECOND,
  UNIX_EPOCH,
} from '../../values/datetime';
import { lift } from '../lift';
import { costOf } from '../overload';
import { fnOfSome } from '../partial-function';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfColumns } from '../scalar-function';

type Period = 'day' | 'week' | 'month' | 'year';

/** Days since 2020-01-01 at which the period `offset` periods after the datetime's begins. Weeks begin on Sunday. */
function startDay(period: Period, ticks: Long, offset: number): number {
  const { days } = splitDays(ticks);
  switch (period) {
    case 'day':
      return days + offset;
    case 'week':
      return days - dayOfWeek(days) + 7 * offset;
    case 'month': {
      const { year, month } = calendarOf(ticks);
      return daysOf(year, month + offset, 1);
    }
    case 'year':
      return daysOf(calendarOf(ticks).year + offset, 1, 1);
  }
}

// 2020-01-01 was a Wednesday.
const dayOfWeek = (days: number): number => (((days + 3) % 7) + 7) % 7;

const startOf =
  (period: Period) =>
  (ticks: Long, offset: Long): Long | null =>
    datetimeOfDays(startDay(period, ticks, Number(offset)), 0);

/** The last tick of the period. */
const endOf =
  (period: Period) =>
  (ticks: Long, offset: Long): Long | null =>
    datetimeOfDays(startDay(period, ticks, Number(offset) + 1), -1);

function periods(period: Period): readonly ScalarFunction[] {
  return [
    fn(`startof${period}`, ['datetime', 'long'], 'datetime', startOf(period)),
    fn(`startof${period}`, ['datetime'], 'datetime', (t) => startOf(period)(t, 0)),
    fn(`endof${period}`, ['datetime', 'long'], 'datetime', endOf(period)),
    fn(`endof${period}`, ['datetime'], 'datetime', (t) => endOf(period)(t, 0)),
  ];
}

/** Of whole numbers. What a fraction of the unit gives is not documented: not supported. */
function unixTimes(name: string, unit: number): ScalarFunction {
  const whole = fn(name, ['long'], 'datetime', unixTime(unit));
  const real = fnOfSome(name, ['real'], 'datetime', (value) =>
    Number.isInteger(value) ? unixTime(unit)(longOf(BigInt(value))) : undefined,
  );
  return fnOfColumns(name, (args, rowCount) => {
    if (args[0]?.type === 'real') return real.apply(args, rowCount);
    return costOf(whole, args) === Infinity ? undefined : lift(whole, args, rowCount);
  });
}

const unixTime =
  (unit: number) =>
  (value: Long): Long =>
    addLong(UNIX_EPOCH, multiplyLong(value, unit));

// prettier-ignore
export const datetimes: readonly ScalarFunction[] = [
  ...periods('day'),
  ...periods('week'),
  ...periods('month'),
  ...periods('year'),
  fn('dayofweek',                        ['datetime'], 'timespan', (t) => dayOfWeek(splitDays(t).days) * TICKS_PER_DAY),
  fn('dayofmonth',                       ['datetime'], 'long',     (t) => calendarOf(t).day),
  fn('dayofyear',                        ['datetime'], 'long',     (t) => splitDays(t).days - daysOf(calendarOf(t).year, 1, 1) + 1),
  fn('hourofday',                        ['datetime'], 'long',     (t) => calendarOf(t).hour),
  fn('getyear',                          ['datetime'], 'long',     (t) => calendarOf(t).year),
  fn('getmonth',                         ['datetime'], 'long',     (t) => calendarOf(t).month),
  fn('monthofyear',                      ['datetime'], 'long',     (t) => calendarOf(t).month),
  unixTimes('unixtime_seconds_todatetime', TICKS_PER_SECOND),
  unixTimes('unixtime_milliseconds_todatetime', TICKS_PER_MILLISECOND),
  unixTimes('unixtime_microseconds_todatetime', 10),
  fn('unixtime_nanoseconds_todatetime',  ['long'],     'datetime', (value) => addLong(UNIX_EPOCH, divideLong(value, 100) ?? 0)),
];
