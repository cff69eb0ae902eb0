import type { ContextKey } from '../../plan/plan';
import type { OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';
import { expandedColumn } from './expanded';

export const mvApply: OperatorLowering = (node, input, lowering) => {
  const parameters = parametersOf(node, ['with_itemindex']);
  const columns = node.list('Expressions').map((entry) => expandedColumn(entry, lowering));
  const limit = node.optional('RowLimitClause')?.child('RowLimit');
  const context: ContextKey = { operator: 'mv-apply' };
  const body = node.child('Subquery').child('Expression');
  return {
    op: 'mv-apply',
    input,
    columns,
    itemIndex: parameters.get('with_itemindex')?.name,
    limit: limit === undefined ? undefined : lowering.scalar(limit),
    context,
    body: lowering.pipe(body, { op: 'context', context, span: node.span }),
    span: node.span,
  };
};
