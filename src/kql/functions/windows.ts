import { columnBuilder } from '../table/builder';
import type { Operand } from '../table/operand';
import { columnOperand, operandReader } from '../table/operand';
import { convert } from '../values/convert';
import { addLong } from '../values/long';
import type { Long } from '../values/long';
import type { Value } from '../values/value';
import { emptyValue } from '../values/value';
import { rowRankDense, rowRankMin } from './windows-ranks';
import { rowWindowSession } from './windows-sessions';

/** A function of a row and its neighbours in a serialized table. Undefined when it does not take such arguments. */
export type WindowFunction = (args: readonly Operand[], rowCount: number) => Operand | undefined;

const constantValue = (operand: Operand | undefined, fallback: Value): Value =>
  operand === undefined ? fallback : operandReader(operand)(0);

/** Whether an argument that must be one value for all rows is a column. */
const varies = (operand: Operand | undefined): boolean => operand?.kind === 'column';

/** The value some rows before or after; past the ends the default, or null (facts: kql-semantics 6.25). */
function shifted(direction: 1 | -1): WindowFunction {
  return ([source, offset, fallback], rowCount) => {
    if (source === undefined || varies(offset) || varies(fallback)) return undefined;
    const read = operandReader(source);
    const distance = Number(constantValue(offset, 1)) * direction;
    const past =
      fallback === undefined
        ? emptyValue(source.type)
        : convert(constantValue(fallback, null), fallback.type, source.type);
    const builder = columnBuilder(source.type);
    for (let row = 0; row < rowCount; row++) {
      const from = row + distance;
      builder.push(from < 0 || from >= rowCount ? past : read(from));
    }
    return columnOperand(builder.finish());
  };
}

const rowNumber: WindowFunction = ([start, restart], rowCount) => {
  if (varies(start)) return undefined;
  const first = Number(constantValue(start, 1));
  const restarts = restart === undefined ? undefined : operandReader(restart);
  const builder = columnBuilder('long');
  let next = first;
  for (let row = 0; row < rowCount; row++) {
    if (row > 0 && restarts?.(row) === true) next = first;
    builder.push(next++);
  }
  return columnOperand(builder.finish());
};

const rowCumsum: WindowFunction = ([term, restart], rowCount) => {
  if (term === undefined) return undefined;
  const read = operandReader(term);
  const restarts = restart === undefined ? undefined : operandReader(restart);
  const type = term.type === 'int' ? 'long' : term.type;
  if (type !== 'long' && type !== 'real' && type !== 'timespan') return undefined;
  const builder = columnBuilder(type);
  let sum: Long = 0;
  for (let row = 0; row < rowCount; row++) {
    if (restarts?.(row) === true) sum = 0;
    const value = read(row);
    if (value !== null) sum = type === 'real' ? Number(sum) + Number(value) : addLong(sum, value as Long);
    builder.push(sum);
  }
  return columnOperand(builder.finish());
};

export const windowFunctions: Readonly<Record<string, WindowFunction>> = {
  prev: shifted(-1),
  next: shifted(1),
  row_number: rowNumber,
  row_cumsum: rowCumsum,
  row_rank_dense: rowRankDense,
  row_rank_min: rowRankMin,
  row_window_session: rowWindowSession,
};
