import type { Operand } from '../table/operand';
import type { KqlType } from '../values/type';
import { lift } from './lift';
import { scalarFunctions } from './scalar';
import type { Param, RowFunction, ScalarFunction } from './scalar-function';

const byName = new Map<string, ScalarFunction[]>();
for (const each of scalarFunctions) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);

/** Whether the engine has any overload of a scalar function of this name. */
export function isScalarFunction(name: string): boolean {
  return byName.has(name);
}

/**
 * Calls a scalar function: the overload whose parameters are nearest to the arguments' types. Undefined when none
 * takes them; the binder has already refused what Kusto refuses.
 */
export function callScalar(name: string, args: readonly Operand[], rowCount: number): Operand | undefined {
  let best: RowFunction | undefined;
  let bestCost = Infinity;
  for (const each of byName.get(name) ?? []) {
    if (each.kind === 'column') {
      const result = each.apply(args, rowCount);
      if (result !== undefined) return result;
      continue;
    }
    const cost = costOf(each, args);
    if (cost >= bestCost) continue;
    best = each;
    bestCost = cost;
  }
  return best === undefined ? undefined : lift(best, args, rowCount);
}

function costOf(row: RowFunction, args: readonly Operand[]): number {
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
