import type { Decimal } from '../../values/decimal';
import { decimalOfInteger, negateDecimal, roundDecimal, truncateDecimal } from '../../values/decimal';
import type { Long } from '../../values/long';
import { floorLong, longOf, subtractLong } from '../../values/long';
import { YEAR_ONE } from '../../values/datetime';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import { binOfColumns } from './bin-columns';

const absLong = (x: Long): Long => (x < 0 ? subtractLong(0, x) : x);
const absDecimal = (x: Decimal): Decimal => (x.digits < 0n ? negateDecimal(x) : x);

const binLong = (value: Long, size: Long): Long | null => (size <= 0 ? null : floorLong(value, size, 0));
const binReal = (value: number, size: number): number | null => (size <= 0 ? null : Math.floor(value / size) * size);

/** Rounds half away from zero, as the digits are printed: 2.675 to two digits is 2.68. */
function round(value: number, digits: Long): number {
  if (!Number.isFinite(value)) return value;
  const places = Number(digits);
  const shifted = timesTenTo(Math.abs(value), places);
  const rounded = Number.isFinite(shifted) ? timesTenTo(Math.round(shifted), -places) : Math.abs(value);
  return value < 0 ? -rounded : rounded;
}

/** By its printed digits, which may have an exponent already. */
function timesTenTo(value: number, exponent: number): number {
  const [digits = '', given = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(given) + exponent}`);
}

/** Only to tens, hundreds and so on: a whole number has no other digits. */
function roundLong(value: Long, digits: Long): Long {
  if (digits >= 0) return value;
  return longOf(truncateDecimal(roundDecimal(decimalOfInteger(value), Number(digits))));
}

function bins(name: string): readonly ScalarFunction[] {
  return [
    binOfColumns(name),
    fn(name, ['long', 'long'], 'long', binLong),
    fn(name, ['real', 'real'], 'real', binReal),
    fn(name, ['timespan', 'timespan'], 'timespan', binLong),
    fn(name, ['datetime', 'timespan'], 'datetime', (value, size) =>
      size <= 0 ? null : floorLong(value, size, YEAR_ONE),
    ),
  ];
}

// prettier-ignore
export const maths: readonly ScalarFunction[] = [
  ...bins('bin'),
  ...bins('floor'),
  fn('abs',      ['long'],         'long',     absLong),
  fn('abs',      ['real'],         'real',     Math.abs),
  fn('abs',      ['timespan'],     'timespan', absLong),
  fn('abs',      ['decimal'],      'decimal',  absDecimal),
  fn('ceiling',  ['real'],         'real',     Math.ceil),
  fn('round',    ['long'],         'long',     (x) => x),
  fn('round',    ['long', 'long'], 'long',     roundLong),
  fn('round',    ['real'],         'real',     (x) => round(x, 0)),
  fn('round',    ['real', 'long'], 'real',     round),
  fn('round',    ['decimal'],      'decimal',  (x) => roundDecimal(x, 0)),
  fn('round',    ['decimal', 'long'], 'decimal', (x, digits) => roundDecimal(x, Number(digits))),
  fn('sqrt',     ['real'],         'real',     Math.sqrt),
  fn('exp',      ['real'],         'real',     Math.exp),
  fn('exp2',     ['real'],         'real',     (x) => 2 ** x),
  fn('exp10',    ['real'],         'real',     (x) => 10 ** x),
  fn('log',      ['real'],         'real',     Math.log),
  fn('log2',     ['real'],         'real',     Math.log2),
  fn('log10',    ['real'],         'real',     Math.log10),
  fn('pow',      ['real', 'real'], 'real',     Math.pow),
  fn('isnan',    ['real'],         'bool',     Number.isNaN),
  fn('isinf',    ['real'],         'bool',     (x) => x === Infinity || x === -Infinity),
  fn('isfinite', ['real'],         'bool',     Number.isFinite),
];
