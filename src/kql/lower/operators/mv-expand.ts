import { unsupported } from '../../kql-error';
import type { OperatorLowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';
import { expandedColumn } from './expanded';

export const mvExpand: OperatorLowering = (node, input, lowering) => {
  const parameters = parametersOf(node, ['kind', 'with_itemindex', 'bagexpansion']);
  const bags = wordOf(parameters, 'kind') ?? wordOf(parameters, 'bagexpansion') ?? 'bag';
  if (bags !== 'bag' && bags !== 'array') throw unsupported(`mv-expand kind=${bags}`, node.span);
  const columns = node.list('Expressions').map((entry) => expandedColumn(entry, lowering));
  const limit = node.optional('RowLimitClause')?.child('RowLimit');
  return {
    op: 'mv-expand',
    input,
    columns,
    bags,
    itemIndex: parameters.get('with_itemindex')?.name,
    limit: limit === undefined ? undefined : lowering.scalar(limit),
    span: node.span,
  };
};
