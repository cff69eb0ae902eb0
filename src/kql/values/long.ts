/**
 * A 64-bit integer: `long`, and the ticks of datetimes and timespans. A number when it is a safe integer, a bigint
 * beyond: one value has one form, so that `===` and Map keys work, and `<` compares the two forms exactly.
 */
export type Long = number | bigint;

export const LONG_MIN = -(2n ** 63n);
export const LONG_MAX = 2n ** 63n - 1n;

/** The canonical form of a 64-bit integer; what lies outside 64 bits wraps, as the engine's arithmetic does. */
export function longOf(value: bigint): Long {
  const wrapped = BigInt.asIntN(64, value);
  const number = Number(wrapped);
  return Number.isSafeInteger(number) ? number : wrapped;
}

/** The long that a real truncates to; null for NaN and for what 64 bits cannot hold. */
export function longOfReal(value: number): Long | null {
  const whole = Math.trunc(value);
  if (Number.isSafeInteger(whole)) return whole === 0 ? 0 : whole;
  if (!Number.isFinite(whole)) return null;
  const big = BigInt(whole);
  return big < LONG_MIN || big > LONG_MAX ? null : longOf(big);
}

const DECIMAL_DIGITS = /^\s*([+-]?\d{1,19})\s*$/;
const HEX_DIGITS = /^\s*(-?)0[xX]([0-9a-fA-F]{1,16})\s*$/;

/** Reads decimal or `0x` text; null for anything else and for what 64 bits cannot hold. */
export function parseLong(text: string): Long | null {
  const decimal = DECIMAL_DIGITS.exec(text)?.[1];
  if (decimal !== undefined) {
    const number = Number(decimal);
    if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
    const big = BigInt(decimal.replace('+', ''));
    return big < LONG_MIN || big > LONG_MAX ? null : longOf(big);
  }
  const hex = HEX_DIGITS.exec(text);
  if (hex === null) return null;
  const big = BigInt(`0x${hex[2] ?? '0'}`);
  return longOf(hex[1] === '-' ? -big : big);
}

export function addLong(a: Long, b: Long): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return longOf(BigInt(a) + BigInt(b));
}

export function subtractLong(a: Long, b: Long): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return longOf(BigInt(a) - BigInt(b));
}

export function multiplyLong(a: Long, b: Long): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return longOf(BigInt(a) * BigInt(b));
}

/** Division truncates towards zero; by zero it has no value. */
export function divideLong(a: Long, b: Long): Long | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const quotient = Math.trunc(a / b);
    // A safe dividend divides exactly enough: the double quotient can only be off where it is not safe itself.
    return quotient === 0 ? 0 : quotient;
  }
  return longOf(BigInt(a) / BigInt(b));
}

/** The remainder is never negative (facts: `-14 % 12` is 10, `14 % -12` is 2); by zero it has no value. */
export function moduloLong(a: Long, b: Long): Long | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const size = Math.abs(b);
    const rest = a % size;
    return rest < 0 ? rest + size : rest === 0 ? 0 : rest;
  }
  const size = BigInt(b) < 0n ? -BigInt(b) : BigInt(b);
  const rest = BigInt(a) % size;
  return longOf(rest < 0n ? rest + size : rest);
}

/** The largest multiple of `size` not above `value`, counted from `origin`. `size` must be positive. */
export function floorLong(value: Long, size: Long, origin: Long): Long {
  const from = subtractLong(value, origin);
  return subtractLong(value, moduloLong(from, size) ?? 0);
}

export function compareLong(a: Long, b: Long): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
