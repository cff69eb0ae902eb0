import type { Mutation } from '../change';
import { withoutEach } from './joins';

/** A `where` that is not there. */
export const clauseDropped: Mutation = (node) => {
  if (node.kind !== 'PipeExpression') return [];
  const operator = node.child('Operator');
  const bar = node.tokenSpan('Bar');
  if (operator.kind !== 'FilterOperator' || bar === undefined) return [];
  return [{ span: { start: bar.start, end: operator.end }, text: '' }];
};

/** A leg of a union that is not there. */
export const legDropped: Mutation = (node) =>
  node.kind === 'UnionOperator' ? withoutEach(node.list('Expressions')) : [];
