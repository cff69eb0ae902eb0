import {
  datetimeOfUnixMilliseconds,
  inRange,
  TICKS_PER_DAY,
  TICKS_PER_MILLISECOND,
  TICKS_PER_SECOND,
  UNIX_EPOCH,
} from '../../values/datetime';
import type { Long } from '../../values/long';
import { addLong, floorLong, subtractLong } from '../../values/long';
import { fnOfSome } from '../partial-function';
import type { ScalarFunction } from '../scalar-function';

const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

/** What clocks show in a zone of the IANA database; undefined for a name that is none. */
function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!clocks.has(zone)) clocks.set(zone, makeClock(zone));
  return clocks.get(zone);
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  const numeric = 'numeric';
  const parts = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  } catch {
    return undefined;
  }
}

/** How far clocks are ahead of UTC at a moment, in ticks. */
function offsetAt(utc: Long, clock: Intl.DateTimeFormat): Long {
  const whole = floorLong(utc, TICKS_PER_SECOND, UNIX_EPOCH);
  const milliseconds = Number(subtractLong(whole, UNIX_EPOCH)) / TICKS_PER_MILLISECOND;
  const shown = new Map(clock.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(shown.get(type));
  const date = new Date(0);
  date.setUTCFullYear(part('year'), part('month') - 1, part('day'));
  date.setUTCHours(part('hour'), part('minute'), part('second'));
  return subtractLong(datetimeOfUnixMilliseconds(date.getTime()), whole);
}

const toLocal = (utc: Long, clock: Intl.DateTimeFormat): Long | null => inRange(addLong(utc, offsetAt(utc, clock)));

/**
 * The moment at which clocks show a time. A time that they skip is read with the offset after the change (source: the
 * table of Brussels in Microsoft Learn, datetime-local-to-utc-function, read 2026-11-24). Undefined for a time that
 * they show twice: which one Kusto takes is not documented.
 */
function toUtc(local: Long, clock: Intl.DateTimeFormat): Long | null | undefined {
  const before = offsetAt(subtractLong(local, TICKS_PER_DAY), clock);
  const after = offsetAt(addLong(local, TICKS_PER_DAY), clock);
  const moments = [...new Set([subtractLong(local, before), subtractLong(local, after)])];
  const found = moments.filter((utc) => addLong(utc, offsetAt(utc, clock)) === local);
  return found.length > 1 ? undefined : inRange(found[0] ?? subtractLong(local, after));
}

const located =
  (move: (time: Long, clock: Intl.DateTimeFormat) => Long | null | undefined) =>
  (time: Long, zone: string): Long | null | undefined => {
    const clock = clockOf(zone);
    return clock === undefined ? undefined : move(time, clock);
  };

export const timeZones: readonly ScalarFunction[] = [
  fnOfSome('datetime_utc_to_local', ['datetime', 'string'], 'datetime', located(toLocal)),
  fnOfSome('datetime_local_to_utc', ['datetime', 'string'], 'datetime', located(toUtc)),
];
