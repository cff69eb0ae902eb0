import { unsupported } from '../../kql-error';
import type { ContextKey } from '../../plan/plan';
import type { OperatorLowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';

/** The strategy that runs where none is named takes no more (source: Microsoft Learn, partition-operator, read 2026-11-24). */
const MOST_OF_LEGACY = 64;

export const partition: OperatorLowering = (node, input, lowering) => {
  const strategy = wordOf(parametersOf(node, ['hint.strategy']), 'hint.strategy') ?? 'legacy';
  const operand = node.child('Operand');
  if (operand.kind !== 'PartitionSubquery') {
    throw unsupported('partition over a source of its own', operand.span, 'write the sub-query in parentheses');
  }
  const context: ContextKey = { operator: 'partition' };
  return {
    op: 'partition',
    input,
    by: lowering.named(node.child('ByExpression')),
    context,
    body: lowering.pipe(operand.child('Subquery'), { op: 'context', context, span: node.span }),
    most: strategy === 'legacy' ? MOST_OF_LEGACY : undefined,
    span: node.span,
  };
};
