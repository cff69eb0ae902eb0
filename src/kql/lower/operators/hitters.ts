import { unsupported } from '../../kql-error';
import type { Expression } from '../../plan/plan';
import type { OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';

/** `sample-distinct N of x`: some of the distinct values. */
export const sampleDistinct: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  const { span } = node;
  const columns = [lowering.named(node.child('OfExpression'))];
  return {
    op: 'take',
    input: { op: 'distinct', input, columns, span },
    count: lowering.scalar(node.child('Expression')),
    sample: true,
    span,
  };
};

/** `top-hitters N of x by y`: the values with the most rows or the highest sums, of which the service makes an estimate. */
export const topHitters: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  const { span } = node;
  const key = lowering.named(node.child('OfExpression'));
  const weight = node.optional('ByClause')?.child('Expression');
  const measured = node.table?.columns[1];
  if (measured === undefined) throw unsupported('top-hitters over columns that only the data decides on', span);
  const args = weight === undefined ? [] : [lowering.scalar(weight)];
  const expression: Expression = {
    kind: 'call',
    name: weight === undefined ? 'count' : 'sum',
    args,
    typeArgs: {},
    type: measured.type,
    span,
  };
  const { name } = measured;
  return {
    op: 'top',
    input: {
      op: 'summarize',
      input,
      by: [key],
      aggregates: [{ names: [name], explicit: true, expression, argNames: [''] }],
      boundNames: [name],
      span,
    },
    count: lowering.scalar(node.child('Expression')),
    by: [{ expression: { kind: 'column', name, type: measured.type, span }, order: 'desc', nulls: 'last' }],
    span,
  };
};
