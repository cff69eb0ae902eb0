import type { NamedExpression, Tabular } from '../../plan/plan';

/**
 * Whether a sub-query hands on the column of this name as it came in; true also where its result has none. What it
 * gives a new meaning is what is seen behind `mv-apply` (source: the columns that the official binder gives).
 */
export function handsOn(body: Tabular, name: string): boolean {
  switch (body.op) {
    case 'context':
      return true;
    case 'where':
    case 'sort':
    case 'top':
    case 'take':
    case 'select':
    case 'reorder':
    case 'shared':
    case 'join':
      return handsOn(body.input, name);
    case 'extend':
    case 'serialize':
      return keeps(body.columns, name) && handsOn(body.input, name);
    case 'project':
      return keeps(body.columns, name) && handsOn(body.input, name);
    case 'distinct':
      return keeps(body.columns ?? [], name) && handsOn(body.input, name);
    case 'summarize':
      return body.by.some((key) => key.name === name) && keeps(body.by, name) && handsOn(body.input, name);
    case 'rename':
      return !body.renames.some(({ to }) => to === name) && handsOn(body.input, name);
    default:
      return false;
  }
}

/** Whether none of the columns, or only the column itself, has the name. */
function keeps(columns: readonly NamedExpression[], name: string): boolean {
  return columns.every(
    (column) => column.name !== name || (column.expression.kind === 'column' && column.expression.name === name),
  );
}
