import { columnBuilder } from '../table/builder';
import type { CodedColumn } from '../table/column';
import { isCoded } from '../table/column';
import type { Operand } from '../table/operand';
import { columnOperand, constant, operandReader } from '../table/operand';
import type { Reader } from '../table/reader';
import { mapEntries } from '../table/coded-kernels';
import { convert, toDynamic } from '../values/convert';
import { textOf } from '../values/print';
import type { KqlType } from '../values/type';
import type { Value } from '../values/value';
import { emptyValue } from '../values/value';
import type { Param, RowFunction } from './scalar-function';

/** Runs a row function over operands: once for constants, once per distinct value of a lone coded column, else per row. */
export function lift(row: RowFunction, args: readonly Operand[], rowCount: number): Operand {
  const { returns } = row;
  const columns = args.filter((arg) => arg.kind === 'column');
  const readers = args.map((arg, index) => adapted(operandReader(arg), arg.type, paramAt(row, index)));
  const empty = emptyValue(returns);
  const strict = row.nulls === 'strict';
  const { apply } = row;

  if (columns.length === 0) {
    const values = readers.map((read) => read(0));
    return constant(returns, strict && values.includes(null) ? empty : (apply(...values) ?? empty));
  }
  const [only] = columns;
  if (columns.length === 1 && only !== undefined && isCoded(only.column)) {
    return columnOperand(perEntry(row, args, only.column));
  }
  const builder = columnBuilder(returns);
  const [first, second] = readers;
  if (readers.length === 1 && first !== undefined) {
    for (let at = 0; at < rowCount; at++) {
      const value = first(at);
      builder.push(strict && value === null ? empty : (apply(value) ?? empty));
    }
  } else if (readers.length === 2 && first !== undefined && second !== undefined) {
    for (let at = 0; at < rowCount; at++) {
      const a = first(at);
      const b = second(at);
      builder.push(strict && (a === null || b === null) ? empty : (apply(a, b) ?? empty));
    }
  } else {
    for (let at = 0; at < rowCount; at++) {
      const values = readers.map((read) => read(at));
      builder.push(strict && values.includes(null) ? empty : (apply(...values) ?? empty));
    }
  }
  return columnOperand(builder.finish());
}

function perEntry(row: RowFunction, args: readonly Operand[], column: CodedColumn) {
  const { returns } = row;
  const empty = emptyValue(returns);
  const { apply } = row;
  const position = args.findIndex((arg) => arg.kind === 'column');
  const values = args.map((arg, index) =>
    index === position ? null : adapted(operandReader(arg), arg.type, paramAt(row, index))(0),
  );
  const blocked = row.nulls === 'strict' && values.some((value, index) => value === null && index !== position);
  let raw: Value = null;
  const read = adapted(() => raw, column.type, paramAt(row, position));
  const compute = (entry: Value): Value => {
    raw = entry;
    const value = read(0);
    if (blocked || (row.nulls === 'strict' && value === null)) return empty;
    values[position] = value;
    return apply(...values) ?? empty;
  };
  return mapEntries(column, returns, compute);
}

function paramAt(row: RowFunction, index: number): Param {
  return row.params[index] ?? row.rest ?? 'json';
}

function adapted(read: Reader, from: KqlType, to: Param): Reader {
  if (from === to) return read;
  if (to === 'text') return (row) => textOf(from, read(row));
  if (to === 'json') return (row) => toDynamic(from, read(row));
  return (row) => convert(read(row), from, to);
}
