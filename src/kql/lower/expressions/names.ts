import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import { textOf } from '../../values/print';
import { stateColumn } from '../../plan/nodes/scan';
import type { Expression } from '../../plan/plan';
import type { ExpressionLowering } from '../lowering';

/** A name in a scalar place: a `let` or parameter, else a column of the row. */
const nameReference: ExpressionLowering = (node, { names }) => {
  const { name } = node;
  const { symbol } = node;
  if (symbol?.kind !== 'column') {
    const bound = names.get(name);
    if (bound?.kind === 'scalar') return bound.expression;
    if (symbol !== undefined && symbol.kind !== 'other')
      throw unsupported(`the ${symbol.kind} '${name}' as a value`, node.span);
  }
  return { kind: 'column', name, type: node.type, span: node.span };
};

/** `a.b`; in a join's condition `$left.a` and `$right.a` are columns. */
const path: ExpressionLowering = (node, lowering) => {
  const target = node.child('Expression');
  const selector = node.child('Selector');
  if (target.kind === 'NameReference' && /^\$(?:left|right)$/.test(target.name)) return lowering.scalar(selector);
  const name = target.kind === 'NameReference' && target.symbol?.kind !== 'column' ? target.name : '';
  if (lowering.names.get(name)?.kind === 'record' && selector.kind === 'NameReference') {
    return { kind: 'column', name: stateColumn(name, selector.name), type: node.type, span: node.span };
  }
  const operand = lowering.scalar(target);
  if (selector.kind === 'NameReference') {
    return { kind: 'member', operand, name: selector.name, type: 'dynamic', span: node.span };
  }
  return indexed(operand, selector, node, lowering);
};

const element: ExpressionLowering = (node, lowering) => {
  const operand = lowering.scalar(node.child('Expression'));
  return indexed(operand, node.child('Selector'), node, lowering);
};

function indexed(
  operand: Expression,
  selector: Syntax,
  node: Syntax,
  lowering: Parameters<ExpressionLowering>[1],
): Expression {
  if (selector.kind !== 'BracketedExpression') throw unsupported(`the selector ${selector.text}`, selector.span);
  const index = lowering.scalar(selector.child('Expression'));
  if (index.kind === 'literal' && index.constant.type === 'string') {
    return { kind: 'member', operand, name: textOf('string', index.constant.value), type: 'dynamic', span: node.span };
  }
  return { kind: 'element', operand, index, type: 'dynamic', span: node.span };
}

export const names: Readonly<Record<string, ExpressionLowering>> = {
  NameReference: nameReference,
  PathExpression: path,
  ElementExpression: element,
  StarExpression: (node) => ({ kind: 'star', type: 'unknown', span: node.whole().span }),
};
