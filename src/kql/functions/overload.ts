import type { Operand } from '../table/operand';
import type { KqlType } from '../values/type';
import type { Param, RowFunction } from './scalar-function';

/** How far the arguments' types are from the parameters'; infinite where they do not fit. */
export function costOf(row: RowFunction, args: readonly Operand[]): number {
  const { params, rest } = row;
  if (args.length < params.length || (rest === undefined && args.length > params.length)) return Infinity;
  let cost = 0;
  for (const [index, arg] of args.entries()) cost += distance(arg.type, params[index] ?? rest ?? 'json');
  return cost;
}

const WIDENING: Readonly<Partial<Record<KqlType, Readonly<Partial<Record<Param, number>>>>>> = {
  int: { long: 1, real: 2, decimal: 3 },
  long: { real: 2, decimal: 3, int: 5 },
  real: { long: 6, int: 7, decimal: 3 },
  decimal: { real: 4, long: 6 },
};

function distance(from: KqlType, to: Param): number {
  if (from === to) return 0;
  if (to === 'text') return from === 'string' ? 0 : 10;
  if (to === 'json') return from === 'dynamic' ? 0 : 11;
  if (from === 'dynamic') return to === 'string' ? 6 : 7;
  return WIDENING[from]?.[to] ?? Infinity;
}
