import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
import type { Column } from './column';
import { constantColumn } from './constant';
import type { Reader } from './reader';
import { readerOf } from './reader';

/** What an expression evaluates to over the rows of a table: one value for all of them, or a column. */
export type Operand = ConstantOperand | ColumnOperand;

export interface ConstantOperand {
  readonly kind: 'constant';
  readonly type: KqlType;
  readonly value: Value;
}

export interface ColumnOperand {
  readonly kind: 'column';
  readonly type: KqlType;
  readonly column: Column;
}

export function constant(type: KqlType, value: Value): ConstantOperand {
  return { kind: 'constant', type, value };
}

export function columnOperand(column: Column): ColumnOperand {
  return { kind: 'column', type: column.type, column };
}

export function toColumn(operand: Operand, rowCount: number): Column {
  return operand.kind === 'column' ? operand.column : constantColumn(operand.type, operand.value, rowCount);
}

export function operandReader(operand: Operand): Reader {
  if (operand.kind === 'column') return readerOf(operand.column);
  const { value } = operand;
  return () => value;
}
