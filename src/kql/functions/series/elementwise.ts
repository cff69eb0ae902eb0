import type { Dynamic } from '../../values/dynamic';
import { dynamicReal, isArray } from '../../values/dynamic';
import type { Long } from '../../values/long';
import { addLong, compareLong, multiplyLong, subtractLong } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import { elementOf, numberOf } from './numbers';

/** A function of each element, in reals; an element that is no number gives null. */
function mapped(name: string, apply: (x: number) => number): ScalarFunction {
  return fn(name, ['dynamic'], 'dynamic', (series) => {
    if (!isArray(series)) return null;
    return series.map((each): Dynamic => {
      const number = numberOf(each);
      return number === undefined ? null : dynamicReal(apply(number));
    });
  });
}

/** Whole numbers where all elements are whole, reals otherwise. */
function kept(name: string, whole: (x: Long) => Long, real: (x: number) => number): ScalarFunction {
  return fn(name, ['dynamic'], 'dynamic', (series) => {
    if (!isArray(series)) return null;
    const elements = series.map(elementOf);
    const fractional = elements.some(({ kind }) => kind === 'real');
    return elements.map((element): Dynamic => {
      if (element.kind === 'none') return null;
      return element.kind === 'real' || fractional ? dynamicReal(real(Number(element.value))) : whole(element.value);
    });
  });
}

/** Two series in step; a number stands for a series of it, and what the shorter one lacks is null. */
function paired(name: string, apply: (a: Dynamic, b: Dynamic) => Dynamic): ScalarFunction {
  return fn(name, ['json', 'json'], 'dynamic', (left, right) => {
    const length = Math.max(isArray(left) ? left.length : 0, isArray(right) ? right.length : 0);
    if (!isArray(left) && !isArray(right)) return null;
    const at = (series: Dynamic, index: number): Dynamic => (isArray(series) ? (series[index] ?? null) : series);
    return Array.from({ length }, (_, index) => apply(at(left, index), at(right, index)));
  });
}

function arithmetic(name: string, whole: (a: Long, b: Long) => Long, real: (a: number, b: number) => number) {
  return paired(name, (a, b) => {
    const [x, y] = [elementOf(a), elementOf(b)];
    if (x.kind === 'none' || y.kind === 'none') return null;
    if (x.kind === 'whole' && y.kind === 'whole') return whole(x.value, y.value);
    return dynamicReal(real(Number(x.value), Number(y.value)));
  });
}

/** Division and powers are of reals, whatever the elements are. */
function realArithmetic(name: string, apply: (a: number, b: number) => number): ScalarFunction {
  return paired(name, (a, b) => {
    const [x, y] = [numberOf(a), numberOf(b)];
    return x === undefined || y === undefined ? null : dynamicReal(apply(x, y));
  });
}

function comparison(name: string, apply: (a: Long, b: Long) => boolean): ScalarFunction {
  return paired(name, (a, b) => {
    const [x, y] = [elementOf(a), elementOf(b)];
    return x.kind === 'none' || y.kind === 'none' ? null : apply(x.value, y.value);
  });
}

const equal = (a: Long, b: Long): boolean => compareLong(a, b) === 0;

// prettier-ignore
export const elementwise: readonly ScalarFunction[] = [
  mapped('series_exp',     Math.exp),
  mapped('series_log',     Math.log),
  mapped('series_sin',     Math.sin),
  mapped('series_cos',     Math.cos),
  mapped('series_tan',     Math.tan),
  mapped('series_asin',    Math.asin),
  mapped('series_acos',    Math.acos),
  mapped('series_atan',    Math.atan),
  mapped('series_ceiling', Math.ceil),
  mapped('series_floor',   Math.floor),
  kept('series_abs',  (x) => (x < 0 ? subtractLong(0, x) : x), Math.abs),
  kept('series_sign', (x) => (x < 0 ? -1 : x > 0 ? 1 : 0),     Math.sign),
  arithmetic('series_add',      addLong,      (a, b) => a + b),
  arithmetic('series_subtract', subtractLong, (a, b) => a - b),
  arithmetic('series_multiply', multiplyLong, (a, b) => a * b),
  realArithmetic('series_divide', (a, b) => a / b),
  realArithmetic('series_pow',    Math.pow),
  comparison('series_greater',        (a, b) => a > b),
  comparison('series_greater_equals', (a, b) => a >= b),
  comparison('series_less',           (a, b) => a < b),
  comparison('series_less_equals',    (a, b) => a <= b),
  comparison('series_equals',         equal),
  comparison('series_not_equals',     (a, b) => !equal(a, b)),
];
