import { isKnownFunction } from '../../engine/known-functions';
import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Expression, Tabular } from '../../plan/plan';
import type { KqlType } from '../../values/type';
import { typeNamed } from '../../values/type';
import type { ExpressionLowering, Lowering } from '../lowering';
import { noGoalHint } from '../../support/no-goals';
import { calledBody } from '../functions';

const call: ExpressionLowering = (node, lowering) => {
  const body = calledBody(node, lowering);
  if (body !== undefined) return body.lowering.scalar(body.node);
  return builtIn(node, lowering);
};

function builtIn(node: Syntax, lowering: Lowering): Expression {
  const name = node.child('Name').name;
  if (name === 'column_names_of') return columnNames(node, lowering);
  if (!isKnownFunction(name)) throw unsupported(`the function '${name}'`, node.child('Name').span, noGoalHint(name));
  const nodes = node.child('ArgumentList').list('Expressions');
  const typeArgs: Record<number, KqlType> = {};
  const args = nodes.map((arg, index): Expression => {
    if (arg.kind === 'SimpleNamedExpression') return lowering.scalar(inPlace(arg, index, node));
    if (arg.kind !== 'TypeOfLiteralExpression') return lowering.scalar(arg);
    typeArgs[index] = typeOf(arg);
    return { kind: 'star', type: 'unknown', span: arg.span };
  });
  return { kind: 'call', name, args, typeArgs, type: node.type, span: node.span };
}

/** The value of a named argument, such as `make_set(x, maxSize = 8)`: a name does not move it to another place. */
function inPlace(arg: Syntax, index: number, caller: Syntax): Syntax {
  const { name } = arg.child('Name');
  const meant = caller.parameters.findIndex((parameter) => parameter.name.toLowerCase() === name.toLowerCase());
  if (meant !== -1 && meant !== index) throw unsupported(`the argument '${name}' in another place`, arg.span);
  return arg.child('Expression');
}

/** The type in `typeof(long)`. */
export function typeOf(node: Syntax): KqlType {
  const [type, ...others] = node.list('Types');
  const known = type === undefined || others.length > 0 ? undefined : typeNamed(type.whole().text);
  if (known === undefined) throw unsupported(node.text, node.span);
  return known;
}

/** The first value of the table; run once, whatever the rows around it. */
function firstValue(input: Tabular, { type, span }: Syntax): Expression {
  return { kind: 'toscalar', table: { op: 'shared', input, name: '', named: 'once', span }, type, span };
}

/** `toscalar` of a value is the value, also computed once. */
const toScalar: ExpressionLowering = (node, lowering) => {
  const inner = node.child('Expression');
  if (inner.table !== undefined) return firstValue(lowering.table(inner), node);
  const columns = [{ name: 'value', explicit: true, expression: lowering.scalar(inner) }];
  return firstValue({ op: 'print', columns, span: inner.span }, node);
};

/** `column_names_of(T)`: the names that `getschema` lists, as an array. */
function columnNames(node: Syntax, lowering: Lowering): Expression {
  const { span } = node;
  const [table, ...others] = node.child('ArgumentList').list('Expressions');
  if (table === undefined || others.length > 0) throw unsupported(node.text, span);
  const name: Expression = { kind: 'column', name: 'ColumnName', type: 'string', span };
  const list: Expression = { kind: 'call', name: 'make_list', args: [name], typeArgs: {}, type: 'dynamic', span };
  const aggregates = [{ names: ['names'], explicit: true, expression: list, argNames: ['ColumnName'] }];
  const input: Tabular = { op: 'getschema', input: lowering.table(table), span };
  return firstValue({ op: 'summarize', input, by: [], aggregates, boundNames: undefined, span }, node);
}

export const calls: Readonly<Record<string, ExpressionLowering>> = {
  FunctionCallExpression: call,
  ToScalarExpression: toScalar,
};
