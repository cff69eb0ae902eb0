import type { ArithmeticOperator } from '../../plan/plan';
import { columnBuilder } from '../../table/builder';
import type { NumberColumn } from '../../table/column';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import type { Reader } from '../../table/reader';
import { convert } from '../../values/convert';
import { inRange } from '../../values/datetime';
import type { Decimal } from '../../values/decimal';
import { addDecimal, divideDecimal, moduloDecimal, multiplyDecimal, negateDecimal } from '../../values/decimal';
import type { Long } from '../../values/long';
import { addLong, divideLong, longOfReal, moduloLong, multiplyLong, subtractLong } from '../../values/long';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';

interface Rule {
  readonly result: KqlType;
  /** The types that the operands are converted to. */
  readonly left: KqlType;
  readonly right: KqlType;
  readonly apply: (a: never, b: never) => Value;
}

const LONG: Readonly<Record<ArithmeticOperator, (a: Long, b: Long) => Long | null>> = {
  '+': addLong,
  '-': subtractLong,
  '*': multiplyLong,
  '/': divideLong,
  '%': moduloLong,
};

const REAL: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': moduloReal,
};

const DECIMAL: Readonly<Record<ArithmeticOperator, (a: Decimal, b: Decimal) => Decimal | null>> = {
  '+': addDecimal,
  '-': (a, b) => addDecimal(a, negateDecimal(b)),
  '*': multiplyDecimal,
  '/': divideDecimal,
  '%': moduloDecimal,
};

function moduloReal(a: number, b: number): number {
  const rest = a % Math.abs(b);
  return rest < 0 ? rest + Math.abs(b) : rest;
}

const scale = (ticks: Long, factor: number): Long | null =>
  Number.isInteger(factor) ? multiplyLong(ticks, factor) : longOfReal(Number(ticks) * factor);

const divideSpan = (ticks: Long, divisor: number): Long | null =>
  divisor === 0 ? null : longOfReal(Number(ticks) / divisor);

const NUMERIC: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** How an arithmetic operator works on two types (facts: kql-semantics 3.2 to 3.5); undefined where it does not. */
function ruleOf(sign: ArithmeticOperator, left: KqlType, right: KqlType): Rule | undefined {
  if (left === 'dynamic' && right !== 'dynamic') return ruleOf(sign, right === 'datetime' ? 'datetime' : right, right);
  if (right === 'dynamic' && left !== 'dynamic') return ruleOf(sign, left, left);
  if (left === 'dynamic') return ruleOf(sign, 'real', 'real');
  if (NUMERIC.has(left) && NUMERIC.has(right)) return numericRule(sign, left, right);
  const span: Pick<Rule, 'left' | 'right'> = { left: 'timespan', right: 'timespan' };
  if (left === 'timespan' && right === 'timespan') {
    if (sign === '/') return { ...span, result: 'real', apply: (a: Long, b: Long) => Number(a) / Number(b) };
    return sign === '*' ? undefined : { ...span, result: 'timespan', apply: LONG[sign] };
  }
  if (left === 'datetime' && right === 'datetime' && sign === '-') {
    return { left, right, result: 'timespan', apply: subtractLong };
  }
  if (left === 'datetime' && right === 'timespan' && (sign === '+' || sign === '-')) {
    const move = LONG[sign];
    return { left, right, result: 'datetime', apply: (a: Long, b: Long) => inRange(move(a, b) ?? 0) };
  }
  if (left === 'timespan' && right === 'datetime' && sign === '+') {
    return { left, right, result: 'datetime', apply: (a: Long, b: Long) => inRange(addLong(a, b)) };
  }
  if (left === 'timespan' && NUMERIC.has(right)) {
    if (sign === '*') return { left, right: 'real', result: 'timespan', apply: scale };
    return sign === '/' ? { left, right: 'real', result: 'timespan', apply: divideSpan } : undefined;
  }
  if (NUMERIC.has(left) && right === 'timespan' && sign === '*') {
    return { left: 'real', right, result: 'timespan', apply: (a: number, b: Long) => scale(b, a) };
  }
  return undefined;
}

function numericRule(sign: ArithmeticOperator, left: KqlType, right: KqlType): Rule {
  const types = new Set([left, right]);
  if (types.has('decimal')) return { result: 'decimal', left: 'decimal', right: 'decimal', apply: DECIMAL[sign] };
  if (types.has('real')) return { result: 'real', left: 'real', right: 'real', apply: REAL[sign] };
  return { result: 'long', left: 'long', right: 'long', apply: LONG[sign] };
}

/** `left sign right`; null with null is null. Undefined where the operator does not take these types. */
export function arithmetic(
  sign: ArithmeticOperator,
  left: Operand,
  right: Operand,
  rowCount: number,
): Operand | undefined {
  const rule = ruleOf(sign, left.type, right.type);
  if (rule === undefined) return undefined;
  const fast = fastLoop(sign, rule, left, right, rowCount);
  if (fast !== undefined) return columnOperand(fast);
  const a = converted(left, rule.left);
  const b = converted(right, rule.right);
  const apply = rule.apply as (x: Value, y: Value) => Value;
  const at = (row: number): Value => {
    const x = a(row);
    const y = b(row);
    return x === null || y === null ? null : apply(x, y);
  };
  if (left.kind === 'constant' && right.kind === 'constant') return constant(rule.result, at(0));
  const builder = columnBuilder(rule.result);
  for (let row = 0; row < rowCount; row++) builder.push(at(row));
  return columnOperand(builder.finish());
}

function converted(operand: Operand, type: KqlType): Reader {
  const read = operandReader(operand);
  return operand.type === type ? read : (row) => convert(read(row), operand.type, type);
}

const LINEAR: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'datetime', 'timespan']);

/** Typed arrays in, typed array out: + - * and real division of plain numbers; undefined where that would not be exact. */
function fastLoop(
  sign: ArithmeticOperator,
  rule: Rule,
  left: Operand,
  right: Operand,
  rowCount: number,
): NumberColumn | undefined {
  const { result } = rule;
  if (sign === '%' || (sign === '/' && result !== 'real') || result === 'decimal') return undefined;
  if (!LINEAR.has(left.type) || !LINEAR.has(right.type) || result === 'dynamic') return undefined;
  if (result === 'timespan' && sign === '*') return undefined;
  const a = numbers(left);
  const b = numbers(right);
  if (a === undefined || b === undefined || (left.kind === 'constant' && right.kind === 'constant')) return undefined;
  const values = new Float64Array(rowCount);
  const exact = result !== 'real';
  let largest = 0;
  for (let row = 0; row < rowCount; row++) {
    const x = a.values === undefined ? a.value : (a.values[row] as number);
    const y = b.values === undefined ? b.value : (b.values[row] as number);
    const value = sign === '+' ? x + y : sign === '-' ? x - y : sign === '*' ? x * y : x / y;
    values[row] = value;
    const size = value < 0 ? -value : value;
    if (size > largest) largest = size;
  }
  if (exact && largest > Number.MAX_SAFE_INTEGER) return undefined;
  return {
    kind: 'number',
    type: result as NumberColumn['type'],
    values,
    nulls: mergedNulls(a.nulls, b.nulls, rowCount),
  };
}

interface Numbers {
  readonly values: Float64Array | undefined;
  readonly value: number;
  readonly nulls: Uint8Array | undefined;
}

function numbers(operand: Operand): Numbers | undefined {
  if (operand.kind === 'constant') {
    if (typeof operand.value !== 'number') return undefined;
    return { values: undefined, value: operand.value, nulls: undefined };
  }
  const { column } = operand;
  return column.kind === 'number' ? { values: column.values, value: 0, nulls: column.nulls } : undefined;
}

function mergedNulls(a: Uint8Array | undefined, b: Uint8Array | undefined, rowCount: number): Uint8Array | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const nulls = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) nulls[row] = (a[row] as number) | (b[row] as number);
  return nulls;
}

/** `-x`. */
export function negate(operand: Operand, rowCount: number): Operand | undefined {
  const zero = operand.type === 'real' ? constant('real', -1) : constant('long', -1);
  if (operand.type === 'timespan') return arithmetic('*', operand, zero, rowCount);
  return arithmetic('*', operand, operand.type === 'decimal' ? constant('long', -1) : zero, rowCount);
}
