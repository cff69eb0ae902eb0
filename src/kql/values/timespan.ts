import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND } from './datetime';
import type { Long } from './long';
import { longOf } from './long';

const BIG_SECOND = BigInt(TICKS_PER_SECOND);

/** `[-][d.]hh:mm:ss[.fffffff]`, the fraction only when there is one. */
export function printTimespan(ticks: Long): string {
  const big = BigInt(ticks);
  const size = big < 0n ? -big : big;
  const seconds = size / BIG_SECOND;
  const fraction = size % BIG_SECOND;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const days = seconds / 86_400n;
  return [
    big < 0n ? '-' : '',
    days > 0n ? `${days}.` : '',
    `${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`,
    fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : '',
  ].join('');
}

const CLOCK = /^(-)?(?:(\d+)[.:])?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7})\d*)?)?$/;
const AMOUNT = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)\s*([a-z]+)$/i;

// prettier-ignore
const UNITS: readonly (readonly [ticks: number, names: RegExp])[] = [
  [TICKS_PER_DAY, /^(?:d|days?)$/],
  [TICKS_PER_HOUR, /^(?:h|hrs?|hours?)$/],
  [TICKS_PER_MINUTE, /^(?:m|min|minutes?)$/],
  [TICKS_PER_SECOND, /^(?:s|sec|seconds?)$/],
  [TICKS_PER_MILLISECOND, /^(?:ms|milli|millis|millisec|milliseconds?)$/],
  [10, /^(?:micro|micros|microsec|microseconds?)$/],
  [0.01, /^(?:nano|nanos|nanosec|nanoseconds?)$/],
  [1, /^(?:ticks?)$/],
];

/** Reads `1.02:03:04.5`, `02:03`, `1.5h`, `15 seconds`, or a plain number of days. Null for anything else. */
export function parseTimespan(text: string): Long | null {
  const trimmed = text.trim();
  const clock = CLOCK.exec(trimmed);
  if (clock !== null) return clockTicks(clock);
  if (/^-?\d+$/.test(trimmed)) return longOf(BigInt(trimmed) * BigInt(TICKS_PER_DAY));
  const amount = AMOUNT.exec(trimmed);
  if (amount === null) return null;
  const unit = UNITS.find(([, names]) => names.test((amount[3] ?? '').toLowerCase()));
  if (unit === undefined) return null;
  const ticks = scaled(amount[2] ?? '0', unit[0]);
  return longOf(amount[1] === '-' ? -ticks : ticks);
}

function clockTicks(match: readonly (string | undefined)[]): Long | null {
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const total = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const ticks = total * BIG_SECOND + BigInt(fraction.padEnd(7, '0') || '0');
  return longOf(sign === '-' ? -ticks : ticks);
}

function scaled(amount: string, unit: number): bigint {
  const whole = /^\d+$/.test(amount);
  return whole && unit >= 1 ? BigInt(amount) * BigInt(unit) : BigInt(Math.round(Number(amount) * unit));
}
