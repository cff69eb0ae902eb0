import type { Operand } from '../table/operand';
import { lift } from './lift';
import { costOf } from './overload';
import { scalarFunctions } from './scalar';
import type { RowFunction, ScalarFunction } from './scalar-function';

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
