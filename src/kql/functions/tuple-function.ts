import type { Operand } from '../table/operand';

/**
 * A scalar function that makes several columns, in the binder's order. Undefined: no such overload. A column that is
 * undefined is not known for some row; the others can be used.
 */
export type TupleFunction = (
  args: readonly Operand[],
  rowCount: number,
) => readonly (Operand | undefined)[] | undefined;
