import { isKnownFunction } from '../../engine/known-functions';
import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { CallExpression, Expression } from '../../plan/plan';
import type { KqlType } from '../../values/type';
import { typeNamed } from '../../values/type';
import type { ExpressionLowering, Lowering } from '../lowering';
import { calledBody } from '../functions';

const call: ExpressionLowering = (node, lowering) => {
  const body = calledBody(node, lowering);
  if (body !== undefined) return body.lowering.scalar(body.node);
  return builtIn(node, lowering);
};

function builtIn(node: Syntax, lowering: Lowering): CallExpression {
  const name = node.child('Name').name;
  if (!isKnownFunction(name)) throw unsupported(`the function '${name}'`, node.child('Name').span);
  const nodes = node.child('ArgumentList').list('Expressions');
  const typeArgs: Record<number, KqlType> = {};
  const args = nodes.map((arg, index): Expression => {
    if (arg.kind !== 'TypeOfLiteralExpression') return lowering.scalar(arg);
    typeArgs[index] = typeOf(arg);
    return { kind: 'star', type: 'unknown', span: arg.span };
  });
  return { kind: 'call', name, args, typeArgs, type: node.type, span: node.span };
}

/** The type in `typeof(long)`. */
export function typeOf(node: Syntax): KqlType {
  const [type, ...others] = node.list('Types');
  const known = type === undefined || others.length > 0 ? undefined : typeNamed(type.whole().text);
  if (known === undefined) throw unsupported(node.text, node.span);
  return known;
}

/** A table's first value; run once, whatever the rows around it. */
const toScalar: ExpressionLowering = (node, lowering) => ({
  kind: 'toscalar',
  table: { op: 'shared', input: lowering.table(node.child('Expression')), name: '', span: node.span },
  type: node.type,
  span: node.span,
});

export const calls: Readonly<Record<string, ExpressionLowering>> = {
  FunctionCallExpression: call,
  ToScalarExpression: toScalar,
};
