import type { Operand } from '../table/operand';

/** A scalar function that makes several columns, in the binder's order. Undefined: no such overload. */
export type TupleFunction = (args: readonly Operand[], rowCount: number) => readonly Operand[] | undefined;
