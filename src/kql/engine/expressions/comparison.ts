import type { ComparisonOperator } from '../../plan/plan';
import type { BoolColumn } from '../../table/column';
import { NULL_BOOL } from '../../table/column';
import type { ColumnOperand, Operand } from '../../table/operand';
import { columnOperand, constant, operandReader } from '../../table/operand';
import { testEntries } from '../../table/coded-kernels';
import { compareValues } from '../../values/compare';
import { convert } from '../../values/convert';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';

const HOLDS: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const NUMERIC: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** The type in which two types are compared; undefined where they are not. */
export function comparisonType(left: KqlType, right: KqlType): KqlType | undefined {
  if (left === right) return left;
  if (left === 'dynamic') return right;
  if (right === 'dynamic') return left;
  if (NUMERIC.has(left) && NUMERIC.has(right)) {
    if (left === 'decimal' || right === 'decimal') return 'decimal';
    return left === 'real' || right === 'real' ? 'real' : 'long';
  }
  // The binder lets a string meet a value of another type: the text is read as that type (rules: `ResultType == 0`).
  if (left === 'string') return right;
  if (right === 'string') return left;
  if (left === 'bool' && NUMERIC.has(right)) return right;
  return right === 'bool' && NUMERIC.has(left) ? left : undefined;
}

/**
 * `left sign right`, with Kusto's nulls: one null operand makes `==` false and `!=` true; two make both null; orderings
 * with any null are null (facts: kql-semantics 1.3, 1.4). Undefined where the types do not compare.
 */
export function compare(
  sign: ComparisonOperator,
  left: Operand,
  right: Operand,
  rowCount: number,
): Operand | undefined {
  if (left.kind === 'constant' && right.kind === 'column') return compare(FLIPPED[sign], right, left, rowCount);
  const type = comparisonType(left.type, right.type);
  if (type === undefined) return undefined;
  if (left.kind === 'column') {
    const fast = fastCompare(sign, left, right, rowCount);
    if (fast !== undefined) return columnOperand(fast);
  }
  const a = operandReader(left);
  const b = operandReader(right);
  const ordered = (x: Value, y: Value): boolean | null => {
    if (x === null || y === null) {
      // A null in a dynamic is the empty text to a string (measured on the Kusto emulator by duckdb-kql).
      if (type === 'string' && (x ?? y) === '') return HOLDS[sign](0);
      return ofNulls(sign, x === null && y === null);
    }
    const p = left.type === type ? x : inType(x, left.type, type);
    const q = right.type === type ? y : inType(y, right.type, type);
    if (p === null || q === null) return sign === '!=' ? true : sign === '==' ? false : null;
    return HOLDS[sign](orderOf(type, p, q));
  };
  const one = (row: number): boolean | null => ordered(a(row), b(row));
  if (left.kind === 'constant' && right.kind === 'constant') return constant('bool', one(0));
  if (left.kind === 'column' && left.column.kind === 'dynamic' && right.kind === 'constant') {
    const { value } = right;
    const ofEntry = (entry: Value): boolean | null => ordered(entry, value);
    return columnOperand(testEntries(left.column, ofEntry, ordered(null, value)));
  }
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const value = one(row);
    values[row] = value === null ? NULL_BOOL : Number(value);
  }
  return columnOperand({ kind: 'bool', type: 'bool', values });
}

// A NaN is not equal to itself and not ordered: 2 makes every sign but != fail.
function orderOf(type: KqlType, a: Value, b: Value): number {
  if (type === 'real' && (Number.isNaN(a) || Number.isNaN(b))) return Number.NaN;
  return compareValues(type, a, b);
}

function inType(value: Value, from: KqlType, to: KqlType): Value {
  return convert(value, from, to);
}

function ofNulls(sign: ComparisonOperator, both: boolean): boolean | null {
  if (both || (sign !== '==' && sign !== '!=')) return null;
  return sign === '!=';
}

function fastCompare(
  sign: ComparisonOperator,
  left: ColumnOperand,
  right: Operand,
  rowCount: number,
): BoolColumn | undefined {
  const { column } = left;
  if (column.kind === 'text' && right.kind === 'constant' && right.type === column.type && right.value !== null) {
    const wanted = right.value as string;
    const holds = HOLDS[sign];
    return testEntries(column, (text) => holds(text < wanted ? -1 : text > wanted ? 1 : 0), ofNulls(sign, false));
  }
  if (column.kind === 'text' && right.kind === 'constant' && right.value !== null && (sign === '==' || sign === '!=')) {
    const type = comparisonType(column.type, right.type);
    if (type === undefined) return undefined;
    const wanted = convert(right.value, right.type, type);
    const differs = sign === '!=';
    const equals = (text: string): boolean => {
      const value = convert(text, column.type, type);
      return value !== null && wanted !== null && orderOf(type, value, wanted) === 0;
    };
    return testEntries(column, (text) => equals(text) !== differs, differs);
  }
  if (column.kind === 'text') {
    if (
      right.kind !== 'column' ||
      right.column.kind !== 'text' ||
      column.type !== 'string' ||
      right.type !== 'string'
    ) {
      return undefined;
    }
    if (sign !== '==' && sign !== '!=') return undefined;
    const other = right.column;
    const wanted = sign === '==' ? 1 : 0;
    const same = column.dictionary === other.dictionary && column.distinct;
    const values = new Uint8Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const a = column.codes[row] as number;
      const b = other.codes[row] as number;
      const equal = same ? a === b : column.dictionary[a] === other.dictionary[b];
      values[row] = equal ? wanted : 1 - wanted;
    }
    return { kind: 'bool', type: 'bool', values };
  }
  if (column.kind !== 'number') return undefined;
  const other =
    right.kind === 'constant'
      ? typeof right.value === 'number' && right.type !== 'dynamic'
        ? right.value
        : undefined
      : right.column.kind === 'number'
        ? right.column
        : undefined;
  if (other === undefined) return undefined;
  const values = new Uint8Array(rowCount);
  const a = column.values;
  if (typeof other === 'number') compareWithConstant(sign, a, other, values);
  else compareArrays(sign, a, other.values, values);
  const otherNulls = typeof other === 'number' ? undefined : other.nulls;
  if (column.nulls !== undefined || otherNulls !== undefined) {
    for (let row = 0; row < rowCount; row++) {
      const x = column.nulls?.[row] === 1;
      const y = otherNulls?.[row] === 1;
      if (!x && !y) continue;
      const value = ofNulls(sign, x && y);
      values[row] = value === null ? NULL_BOOL : Number(value);
    }
  }
  return { kind: 'bool', type: 'bool', values };
}

function compareWithConstant(sign: ComparisonOperator, a: Float64Array, b: number, out: Uint8Array): void {
  const length = a.length;
  switch (sign) {
    case '==':
      for (let row = 0; row < length; row++) out[row] = (a[row] as number) === b ? 1 : 0;
      return;
    case '!=':
      for (let row = 0; row < length; row++) out[row] = (a[row] as number) !== b ? 1 : 0;
      return;
    case '<':
      for (let row = 0; row < length; row++) out[row] = (a[row] as number) < b ? 1 : 0;
      return;
    case '<=':
      for (let row = 0; row < length; row++) out[row] = (a[row] as number) <= b ? 1 : 0;
      return;
    case '>':
      for (let row = 0; row < length; row++) out[row] = (a[row] as number) > b ? 1 : 0;
      return;
    case '>=':
      for (let row = 0; row < length; row++) out[row] = (a[row] as number) >= b ? 1 : 0;
      return;
  }
}

function compareArrays(sign: ComparisonOperator, a: Float64Array, b: Float64Array, out: Uint8Array): void {
  const length = a.length;
  for (let row = 0; row < length; row++) {
    const x = a[row] as number;
    const y = b[row] as number;
    out[row] = (
      sign === '=='
        ? x === y
        : sign === '!='
          ? x !== y
          : sign === '<'
            ? x < y
            : sign === '<='
              ? x <= y
              : sign === '>'
                ? x > y
                : x >= y
    )
      ? 1
      : 0;
  }
}
