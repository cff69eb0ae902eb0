import type { Mutation } from '../change';
import { textAt } from '../change';

export const andOr: Mutation = (node) => {
  const span = node.tokenSpan('Operator');
  if (span === undefined) return [];
  if (node.kind === 'AndExpression') return [{ span, text: 'or' }];
  return node.kind === 'OrExpression' ? [{ span, text: 'and' }] : [];
};

/** One side of an `and` or `or` is gone. */
export const halfDropped: Mutation = (node, { query }) => {
  if (node.kind !== 'AndExpression' && node.kind !== 'OrExpression') return [];
  return ['Left', 'Right'].map((slot) => ({ span: node.span, text: textAt(query, node.child(slot).span) }));
};

const OPPOSITE: Readonly<Record<string, string>> = {
  isempty: 'isnotempty',
  isnotempty: 'isempty',
  isnull: 'isnotnull',
  isnotnull: 'isnull',
};

export const negation: Mutation = (node) => {
  if (node.kind === 'BooleanLiteralExpression') {
    return [{ span: node.span, text: node.text === 'true' ? 'false' : 'true' }];
  }
  if (node.kind !== 'FunctionCallExpression') return [];
  const callee = node.child('Name');
  if (callee.text === 'not') return [{ span: callee.span, text: '' }];
  const opposite = OPPOSITE[callee.text];
  return opposite === undefined ? [] : [{ span: callee.span, text: opposite }];
};

/** `iff(condition, a, b)`: the branches change places. */
export const branches: Mutation = (node, { query }) => {
  if (node.kind !== 'FunctionCallExpression' || !/^iff?$/.test(node.child('Name').text)) return [];
  const [, then, otherwise] = node.child('ArgumentList').list('Expressions');
  if (then === undefined || otherwise === undefined) return [];
  const between = query.text.slice(then.end, otherwise.start);
  const text = textAt(query, otherwise.span) + between + textAt(query, then.span);
  return [{ span: { start: then.start, end: otherwise.end }, text }];
};
