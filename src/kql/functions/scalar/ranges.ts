import { toDynamic } from '../../values/convert';
import { TICKS_PER_HOUR } from '../../values/datetime';
import type { Dynamic } from '../../values/dynamic';
import { dynamicReal } from '../../values/dynamic';
import type { Long } from '../../values/long';
import { addLong } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';

/** Kusto documentation, range() function: longer results are cut there (read 2026-11-24). */
const MOST = 1_048_576;

function longs(start: Long, stop: Long, step: Long, wrap: (value: Long) => Dynamic): Dynamic {
  if (step === 0) return null;
  const items: Dynamic[] = [];
  let at = start;
  while ((step > 0 ? at <= stop : at >= stop) && items.length < MOST) {
    items.push(wrap(at));
    const next = addLong(at, step);
    // past the ends of 64 bits a sum begins again at the other end
    if (step > 0 ? next < at : next > at) break;
    at = next;
  }
  return items;
}

function reals(start: number, stop: number, step: number): Dynamic {
  if (step === 0 || !Number.isFinite(step)) return null;
  const count = Math.min(MOST, Math.floor((stop - start) / step + 1e-9) + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => dynamicReal(start + index * step));
}

const plain = (value: Long): Dynamic => value;
const datetime = (value: Long): Dynamic => toDynamic('datetime', value);
const timespan = (value: Long): Dynamic => toDynamic('timespan', value);

export const ranges: readonly ScalarFunction[] = [
  fn('range', ['long', 'long'], 'dynamic', (start, stop) => longs(start, stop, 1, plain)),
  fn('range', ['long', 'long', 'long'], 'dynamic', (start, stop, step) => longs(start, stop, step, plain)),
  fn('range', ['real', 'real'], 'dynamic', (start, stop) => reals(start, stop, 1)),
  fn('range', ['real', 'real', 'real'], 'dynamic', reals),
  fn('range', ['datetime', 'datetime'], 'dynamic', (start, stop) => longs(start, stop, TICKS_PER_HOUR, datetime)),
  fn('range', ['datetime', 'datetime', 'timespan'], 'dynamic', (start, stop, step) =>
    longs(start, stop, step, datetime),
  ),
  fn('range', ['timespan', 'timespan'], 'dynamic', (start, stop) => longs(start, stop, TICKS_PER_HOUR, timespan)),
  fn('range', ['timespan', 'timespan', 'timespan'], 'dynamic', (start, stop, step) =>
    longs(start, stop, step, timespan),
  ),
];
