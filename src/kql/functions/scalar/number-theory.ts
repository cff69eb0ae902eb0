import type { Long } from '../../values/long';
import { longOf } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany } from '../scalar-function';

const bits =
  (combine: (a: bigint, b: bigint) => bigint) =>
  (a: Long, b: Long): Long =>
    longOf(BigInt.asIntN(64, combine(BigInt(a), BigInt(b))));

/** A shift by a negative number or by 64 and more has no value. */
const shift =
  (move: (value: bigint, by: bigint) => bigint) =>
  (value: Long, by: Long): Long | null =>
    by < 0 || by > 63 ? null : longOf(BigInt.asIntN(64, move(BigInt(value), BigInt(by))));

function ones(value: Long): number {
  let rest = BigInt.asUintN(64, BigInt(value));
  let count = 0;
  for (; rest > 0n; rest &= rest - 1n) count++;
  return count;
}

// prettier-ignore
export const numberTheory: readonly ScalarFunction[] = [
  fn('sign', ['real'], 'real', (x) => (Number.isNaN(x) ? null : Math.sign(x) + 0)),
  fn('sin', ['real'], 'real', Math.sin),
  fn('cos', ['real'], 'real', Math.cos),
  fn('tan', ['real'], 'real', Math.tan),
  fn('cot', ['real'], 'real', (x) => 1 / Math.tan(x)),
  fn('asin', ['real'], 'real', (x) => (Math.abs(x) > 1 ? null : Math.asin(x))),
  fn('acos', ['real'], 'real', (x) => (Math.abs(x) > 1 ? null : Math.acos(x))),
  fn('atan', ['real'], 'real', Math.atan),
  fn('atan2', ['real', 'real'], 'real', Math.atan2),
  fn('degrees', ['real'], 'real', (x) => (x * 180) / Math.PI),
  fn('radians', ['real'], 'real', (x) => (x * Math.PI) / 180),
  fnOfMany('pi', [], 'real', 'real', () => Math.PI),
  fn('binary_and', ['long', 'long'], 'long', bits((a, b) => a & b)),
  fn('binary_or', ['long', 'long'], 'long', bits((a, b) => a | b)),
  fn('binary_xor', ['long', 'long'], 'long', bits((a, b) => a ^ b)),
  fn('binary_not', ['long'], 'long', (a) => longOf(~BigInt(a))),
  fn('binary_shift_left', ['long', 'long'], 'long', shift((a, by) => a << by)),
  fn('binary_shift_right', ['long', 'long'], 'long', shift((a, by) => a >> by)),
  fn('bitset_count_ones', ['long'], 'long', ones),
];
