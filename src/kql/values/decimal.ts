/** An exact decimal number: `digits` × 10^-`scale`, without trailing zeros unless they were written. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DIVISION_DIGITS = 28;
/** Far beyond what a decimal of 128 bits reaches; without a bound, a text of ten letters would make a number of gigabytes. */
const MOST_SCALE = 6200;
const DECIMAL = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/;

export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > MOST_SCALE) return null;
  const digits = BigInt(`${whole}${fraction}`) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
  return { digits: sign === '-' ? -digits : digits, scale: Math.max(0, scale) };
}

export function decimalOfInteger(value: number | bigint): Decimal {
  return { digits: BigInt(value), scale: 0 };
}

/** The decimal that prints like the real; null where a real is no number. */
export function decimalOfReal(value: number): Decimal | null {
  return Number.isFinite(value) ? parseDecimal(String(value)) : null;
}

export function printDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

export function realOfDecimal(value: Decimal): number {
  return Number(printDecimal(value));
}

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

export function compareDecimal(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: left + right, scale };
}

export function negateDecimal({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** Division to 28 digits after the point, trailing zeros dropped; by zero it has no value. */
export function divideDecimal(a: Decimal, b: Decimal): Decimal | null {
  if (b.digits === 0n) return null;
  const [left, right] = aligned(a, b);
  let digits = (left * 10n ** BigInt(DIVISION_DIGITS)) / right;
  let scale = DIVISION_DIGITS;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale--;
  }
  return { digits, scale };
}

export function moduloDecimal(a: Decimal, b: Decimal): Decimal | null {
  if (b.digits === 0n) return null;
  const [left, right, scale] = aligned(a, b);
  const size = right < 0n ? -right : right;
  const rest = left % size;
  return { digits: rest < 0n ? rest + size : rest, scale };
}

/** The digits before the point, towards zero. */
export function truncateDecimal({ digits, scale }: Decimal): bigint {
  return digits / 10n ** BigInt(scale);
}

/** Half away from zero; negative `places` round to tens, hundreds and so on. */
export function roundDecimal(value: Decimal, places: number): Decimal {
  const drop = value.scale - places;
  if (drop <= 0 || value.digits === 0n) return value;
  if (drop > MOST_SCALE) return { digits: 0n, scale: 0 };
  const unit = 10n ** BigInt(drop);
  const half = value.digits < 0n ? -unit / 2n : unit / 2n;
  const digits = (value.digits + half) / unit;
  return places >= 0 ? { digits, scale: places } : { digits: digits * 10n ** BigInt(-places), scale: 0 };
}
