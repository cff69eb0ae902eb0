import type { Long } from '../../values/long';
import { longOf } from '../../values/long';
import type { AggregateFunction } from '../aggregate-function';
import { folded } from '../aggregate-function';

function bitwise(name: string, combine: (a: bigint, b: bigint) => bigint): AggregateFunction {
  return folded<Long | null>({
    name,
    takes: ['int', 'long'],
    returns: (type) => type,
    init: () => null,
    step: (state, value) => (state === null ? (value as Long) : longOf(combine(BigInt(state), BigInt(value as Long)))),
    finish: (state) => state,
  });
}

export const bits: readonly AggregateFunction[] = [
  bitwise('binary_all_and', (a, b) => a & b),
  bitwise('binary_all_or', (a, b) => a | b),
  bitwise('binary_all_xor', (a, b) => a ^ b),
];
