import type { Expression } from './plan';

/** The expression with each direct part replaced; the same object when nothing changed. */
export function mapParts(expression: Expression, map: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'toscalar':
    case 'star':
    case 'part':
      return expression;
    case 'call':
      return { ...expression, args: expression.args.map(map) };
    case 'binary':
    case 'logical':
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case 'negate':
    case 'member':
      return { ...expression, operand: map(expression.operand) };
    case 'in': {
      const { list } = expression;
      return { ...expression, operand: map(expression.operand), list: 'op' in list ? list : list.map(map) };
    }
    case 'between':
      return { ...expression, operand: map(expression.operand), low: map(expression.low), high: map(expression.high) };
    case 'element':
      return { ...expression, operand: map(expression.operand), index: map(expression.index) };
  }
}
