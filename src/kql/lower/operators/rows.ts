import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Ordering } from '../../plan/plan';
import type { Lowering, OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';

export const where: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  return { op: 'where', input, predicate: lowering.scalar(node.child('Condition')), span: node.span };
};

export const take: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  const count = lowering.scalar(node.child('Expression'));
  return { op: 'take', input, count, sample: node.kind === 'SampleOperator', span: node.span };
};

export const count: OperatorLowering = (node, input) => ({
  op: 'count',
  input,
  name: node.optional('AsIdentifier')?.child('Identifier').name ?? 'Count',
  span: node.span,
});

export const distinct: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  const entries = node.list('Expressions');
  const all = entries.length === 1 && entries[0]?.kind === 'StarExpression';
  return {
    op: 'distinct',
    input,
    columns: all ? undefined : entries.map((entry) => lowering.named(entry)),
    span: node.span,
  };
};

export const sort: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  return { op: 'sort', input, by: node.list('Expressions').map((each) => ordering(each, lowering)), span: node.span };
};

export const top: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  return {
    op: 'top',
    input,
    count: lowering.scalar(node.child('Expression')),
    by: [ordering(node.child('ByExpression'), lowering)],
    span: node.span,
  };
};

/** Descending unless said otherwise; nulls are the smallest unless said otherwise (facts: kql-semantics 6.3). */
export function ordering(node: Syntax, lowering: Lowering): Ordering {
  if (node.kind !== 'OrderedExpression') {
    return { expression: lowering.scalar(node), order: 'desc', nulls: 'last' };
  }
  const expression = lowering.scalar(node.child('Expression'));
  const clause = node.optional('Ordering');
  const order = clause?.token('AscOrDescKeyword') === 'asc' ? 'asc' : 'desc';
  const nulls = clause?.optional('NullsClause')?.token('FirstOrLastKeyword');
  if (nulls !== undefined && nulls !== 'first' && nulls !== 'last') throw unsupported(`nulls ${nulls}`, node.span);
  return { expression, order, nulls: nulls ?? (order === 'asc' ? 'first' : 'last') };
}
