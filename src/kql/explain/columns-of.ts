import type { Expression } from '../plan/plan';

/** The columns that an expression reads from its row, each once, in order. Sub-queries read their own tables. */
export function columnsOf(expression: Expression): readonly string[] {
  return [...new Set(columnsIn(expression))];
}

function columnsIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'literal':
    case 'toscalar':
    case 'star':
      return [];
    case 'column':
      return [expression.name];
    case 'call':
      return expression.args.flatMap(columnsIn);
    case 'part':
      return columnsIn(expression.call);
    case 'binary':
    case 'logical':
      return [...columnsIn(expression.left), ...columnsIn(expression.right)];
    case 'negate':
    case 'member':
      return columnsIn(expression.operand);
    case 'in': {
      const { operand, list } = expression;
      return [...columnsIn(operand), ...('op' in list ? [] : list.flatMap(columnsIn))];
    }
    case 'between':
      return [expression.operand, expression.low, expression.high].flatMap(columnsIn);
    case 'element':
      return [...columnsIn(expression.operand), ...columnsIn(expression.index)];
  }
}
