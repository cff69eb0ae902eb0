import { isScalarFunction } from '../../functions/resolve';
import { mapParts } from '../../plan/map-expression';
import type { Expression } from '../../plan/plan';

const FIXED = new Set(['now', 'ago']);

/**
 * Whether an expression has the same value for a row whatever other rows there are: not `prev`, `row_number`, `rand`.
 */
export function isOrderFree(expression: Expression): boolean {
  if (expression.kind === 'part') return false;
  if (expression.kind === 'call' && !isScalarFunction(expression.name) && !FIXED.has(expression.name)) return false;
  let free = true;
  mapParts(expression, (part) => {
    free &&= isOrderFree(part);
    return part;
  });
  return free;
}
