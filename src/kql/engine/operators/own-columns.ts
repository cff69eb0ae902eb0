import { aggregateNamed } from '../../functions/aggregates';
import { isScalarFunction } from '../../functions/resolve';
import { mapParts } from '../../plan/map-expression';
import type { Expression, Tabular } from '../../plan/plan';

const FIXED: ReadonlySet<string> = new Set(['now', 'ago']);

/**
 * Whether what a sub-query makes of its rows is the same whatever they hold in the columns of these names, so that equal
 * rows but for those columns need it once. Only what is plain to see counts: anything unusual is no.
 */
export function ignores(body: Tabular, names: ReadonlySet<string>): boolean {
  const all = (expressions: readonly Expression[]): boolean => expressions.every((each) => isFree(each, names));
  const of = (columns: readonly { readonly expression: Expression }[]): readonly Expression[] =>
    columns.map(({ expression }) => expression);
  switch (body.op) {
    case 'context':
      return true;
    case 'where':
      return all([body.predicate]) && ignores(body.input, names);
    case 'extend':
    case 'serialize':
    case 'project':
      return all(of(body.columns)) && ignores(body.input, names);
    case 'summarize':
      return all([...of(body.by), ...of(body.aggregates)]) && ignores(body.input, names);
    case 'sort':
      return all(of(body.by)) && ignores(body.input, names);
    case 'top':
      return all([body.count, ...of(body.by)]) && ignores(body.input, names);
    case 'take':
      return !body.sample && all([body.count]) && ignores(body.input, names);
    case 'count':
      return ignores(body.input, names);
    default:
      return false;
  }
}

/** Whether an expression reads none of the columns, and is drawn from no lot. */
function isFree(expression: Expression, names: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case 'column':
      return !names.has(expression.name);
    case 'star':
    case 'part':
    case 'toscalar':
      return false;
    case 'in':
      if ('op' in expression.list) return false;
      break;
    case 'call': {
      const { name } = expression;
      if (!isScalarFunction(name) && aggregateNamed(name) === undefined && !FIXED.has(name)) return false;
      break;
    }
    default:
  }
  let free = true;
  mapParts(expression, (part) => {
    free &&= isFree(part, names);
    return part;
  });
  return free;
}
