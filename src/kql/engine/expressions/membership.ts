import type { InExpression } from '../../plan/plan';
import { columnOperand, constant, operandReader } from '../../table/operand';
import type { Operand } from '../../table/operand';
import { readerOf } from '../../table/reader';
import { testEntries } from '../../table/coded-kernels';
import { isCoded } from '../../table/column';
import { convert, toDynamic, typedDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { dynamicKey, isArray } from '../../values/dynamic';
import { textOf } from '../../values/print';
import { hasTerm } from '../../values/term';
import type { TypedValue, Value } from '../../values/value';
import type { Scope } from '../run';
import { comparisonType } from './comparison';

/**
 * `in`, `has_any`, `has_all` over a list of values: literals, arrays (their elements) or the first column of a table.
 * A null operand is in nothing: the test fails, its negation holds (facts: kql-semantics 1.5).
 */
export function membership(expression: InExpression, scope: Scope): Operand {
  const operand = scope.evaluate(expression.operand);
  const { rowCount } = scope.table;
  const items = 'op' in expression.list ? columnItems(expression, scope) : listItems(expression, scope);
  if (items === undefined) return perRow(expression, operand, scope);
  const test = testOf(expression, operand, items);
  if (operand.kind === 'constant') return constant('bool', test(operand.value));
  const { column } = operand;
  if (isCoded(column)) return columnOperand(testEntries(column, test, expression.negated));
  const read = readerOf(column);
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) values[row] = Number(test(read(row)));
  return columnOperand({ kind: 'bool', type: 'bool', values });
}

function columnItems({ list }: InExpression, { run }: Scope): readonly TypedValue[] {
  if (!('op' in list)) return [];
  const [slot] = run.table(list).slots;
  if (slot === undefined) return [];
  const read = readerOf(slot.column());
  const count = slot.column().kind === 'text' ? 0 : 1;
  const { rowCount } = run.table(list);
  const seen = new Set<Value>();
  const items: TypedValue[] = [];
  for (let row = 0; row < rowCount; row++) {
    const value = read(row);
    if (count === 0 && seen.has(value)) continue;
    seen.add(value);
    items.push(...flattened({ type: slot.type, value }));
  }
  return items;
}

function listItems({ list }: InExpression, scope: Scope): readonly TypedValue[] | undefined {
  if ('op' in list) return undefined;
  const operands = list.map((item) => scope.evaluate(item));
  if (operands.some(({ kind }) => kind === 'column')) return undefined;
  return operands.flatMap((item) => flattened({ type: item.type, value: operandReader(item)(0) }));
}

function flattened(item: TypedValue): readonly TypedValue[] {
  if (item.type !== 'dynamic' || !isArray(item.value as Dynamic)) return [item];
  return (item.value as readonly Dynamic[]).map((value) => ({ type: 'dynamic', value }));
}

/** A list that differs from row to row. */
function perRow(expression: InExpression, operand: Operand, scope: Scope): Operand {
  const list = 'op' in expression.list ? [] : expression.list.map((item) => scope.evaluate(item));
  const readers = list.map(operandReader);
  const read = operandReader(operand);
  const { rowCount } = scope.table;
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const items = list.flatMap(({ type }, index) => flattened({ type, value: readers[index]?.(row) ?? null }));
    values[row] = Number(testOf(expression, operand, items)(read(row)));
  }
  return columnOperand({ kind: 'bool', type: 'bool', values });
}

function testOf(expression: InExpression, operand: Operand, items: readonly TypedValue[]): (value: Value) => boolean {
  const { negated, caseSensitive, test } = expression;
  const fold = caseSensitive ? (text: string) => text : (text: string) => text.toLowerCase();
  if (test !== 'in') {
    const needles = items.map(({ type, value }) => fold(textOf(type, value)));
    const holds = (text: string) => (needle: string) => hasTerm(text, needle, 'both');
    return (value) => {
      if (value === null) return negated;
      const text = fold(textOf(operand.type, value));
      return (test === 'has_any' ? needles.some(holds(text)) : needles.every(holds(text))) !== negated;
    };
  }
  if (operand.type === 'dynamic') {
    const keyOf = (value: Dynamic): string => dynamicKey(typeof value === 'string' ? fold(value) : value);
    const keys = new Set(items.map(({ type, value }) => keyOf(toDynamic(type, value))));
    return (value) => (value !== null && keys.has(keyOf(value as Dynamic))) !== negated;
  }
  const wanted = new Set<unknown>();
  for (const item of items) {
    const key = keyIn(operand, item);
    if (key !== null) wanted.add(typeof key === 'string' ? fold(key) : key);
  }
  return (value) => {
    if (value === null) return negated;
    const key = operand.type === 'decimal' ? textOf('decimal', value) : value;
    return wanted.has(typeof key === 'string' ? fold(key) : key) !== negated;
  };
}

/** A list item in the operand's type, in a form that a Set compares by value; null when it can equal nothing. */
function keyIn(operand: Operand, item: TypedValue): Value {
  const typed = item.type === 'dynamic' ? typedDynamic(item.value as Dynamic) : item;
  if (typed === undefined || typed.value === null) return null;
  if (typed.type === operand.type) {
    return operand.type === 'decimal' ? textOf('decimal', typed.value) : typed.value;
  }
  // A text in the list is read as the operand's type, a real or long as `==` reads it.
  if (typed.type === 'string') return convert(typed.value, 'string', operand.type);
  const type = comparisonType(operand.type, typed.type);
  if (type === undefined) return item.type === 'dynamic' ? convert(item.value, 'dynamic', operand.type) : null;
  // A real that no long equals must not be rounded into one: numbers are compared as they are.
  if (type === 'real' || type === 'long') return typed.value;
  return convert(typed.value, typed.type, operand.type);
}
