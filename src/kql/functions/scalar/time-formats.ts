import { calendarOf, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../values/datetime';
import type { Long } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';

type Parts = Readonly<Record<string, (width: number) => string>>;

const padded =
  (value: number | bigint) =>
  (width: number): string =>
    String(value).padStart(width, '0');

/** The first digits of the fraction of a second. */
const fractionOf =
  (fraction: number) =>
  (width: number): string =>
    String(fraction).padStart(7, '0').slice(0, width);

/** As `f`, without zeros at the end. */
const shortFraction =
  (fraction: number) =>
  (width: number): string =>
    fractionOf(fraction)(width).replace(/0+$/, '');

/** Texts between specifiers (Kusto documentation, format_datetime and format_timespan, read 2026-11-24). */
const DELIMITERS = /^[ /\-:,._[\]]$/;

/**
 * Replaces each run of a specifier. Null for a letter that is none: the engine would refuse the format, and a guess
 * would be a wrong text.
 */
function format(pattern: string, parts: Parts, longest: Readonly<Record<string, number>>): string | null {
  let out = '';
  for (const [run] of pattern.matchAll(/(.)\1*/gs)) {
    const letter = run[0] ?? '';
    const part = parts[letter];
    if (part !== undefined && run.length <= (longest[letter] ?? 2)) out += part(run.length);
    else if (DELIMITERS.test(letter)) out += run;
    else return null;
  }
  return out;
}

function formatDatetime(ticks: Long, pattern: string): string | null {
  const { year, month, day, hour, minute, second, fraction } = calendarOf(ticks);
  const half = hour % 12 === 0 ? 12 : hour % 12;
  const longest = { y: 4, f: 7, F: 7 };
  const yearText = (width: number): string => padded(width <= 2 ? year % 100 : year)(width === 4 ? 4 : width);
  return format(
    pattern,
    {
      y: yearText,
      M: padded(month),
      d: padded(day),
      H: padded(hour),
      h: padded(half),
      m: padded(minute),
      s: padded(second),
      f: fractionOf(fraction),
      F: shortFraction(fraction),
      t: (width) => (hour < 12 ? 'AM' : 'PM').slice(0, width),
    },
    longest,
  );
}

function formatTimespan(ticks: Long, pattern: string): string | null {
  const all = BigInt(ticks);
  const size = all < 0n ? -all : all;
  const within = Number(size % BigInt(TICKS_PER_DAY));
  const hour = Math.floor(within / TICKS_PER_HOUR);
  const half = hour % 12 === 0 ? 12 : hour % 12;
  const fraction = within % TICKS_PER_SECOND;
  const text = format(
    pattern,
    {
      d: padded(size / BigInt(TICKS_PER_DAY)),
      H: padded(hour),
      h: padded(hour > 12 ? half : hour),
      m: padded(Math.floor(within / TICKS_PER_MINUTE) % 60),
      s: padded(Math.floor(within / TICKS_PER_SECOND) % 60),
      f: fractionOf(fraction),
      F: shortFraction(fraction),
    },
    { d: 8, f: 7, F: 7 },
  );
  return text === null || all >= 0n ? text : `-${text}`;
}

export const timeFormats: readonly ScalarFunction[] = [
  fn('format_datetime', ['datetime', 'string'], 'string', formatDatetime),
  fn('format_timespan', ['timespan', 'string'], 'string', formatTimespan),
];
