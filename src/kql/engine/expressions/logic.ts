import type { Column } from '../../table/column';
import { NULL_BOOL } from '../../table/column';
import type { Operand } from '../../table/operand';
import { columnOperand, constant, operandReader, toColumn } from '../../table/operand';
import { convert } from '../../values/convert';

// Rows are the left value, columns the right one: false, true, null (facts: kql-semantics 1.7).
const AND = Uint8Array.of(0, 0, 0, 0, 1, 2, 0, 2, 2);
const OR = Uint8Array.of(0, 1, 2, 1, 1, 1, 2, 1, 2);

/** Three-valued `and` and `or`. */
export function logical(operator: 'and' | 'or', left: Operand, right: Operand, rowCount: number): Operand {
  const table = operator === 'and' ? AND : OR;
  if (left.kind === 'constant' && right.kind === 'constant') {
    const value = table[codeOf(left) * 3 + codeOf(right)];
    return constant('bool', value === NULL_BOOL ? null : value === 1);
  }
  const a = truths(left, rowCount);
  const b = truths(right, rowCount);
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) values[row] = table[(a[row] as number) * 3 + (b[row] as number)] as number;
  return columnOperand({ kind: 'bool', type: 'bool', values });
}

function codeOf(operand: Operand): number {
  const value = convert(operandReader(operand)(0), operand.type, 'bool');
  return value === null ? NULL_BOOL : Number(value);
}

/** 0, 1 or 2 (null) per row, whatever type the operand has (a dynamic holds a bool). */
export function truths(operand: Operand, rowCount: number): Uint8Array {
  const column: Column = toColumn(operand, rowCount);
  if (column.kind === 'bool') return column.values;
  const read = operandReader(operand);
  const values = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const value = convert(read(row), operand.type, 'bool');
    values[row] = value === null ? NULL_BOOL : Number(value);
  }
  return values;
}
