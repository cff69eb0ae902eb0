import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { NestedLevel } from '../../plan/plan';
import type { Lowering, OperatorLowering } from '../lowering';
import { computation } from './summarize';

export const topNested: OperatorLowering = (node, input, lowering) => {
  const bound = node.table;
  const clauses = node.list('Clauses');
  if (bound === undefined || bound.columns.length !== clauses.length * 2) {
    throw unsupported('top-nested over columns that only the data decides on', node.span);
  }
  return {
    op: 'top-nested',
    input,
    levels: clauses.map((clause, index) => levelOf(clause, bound.columns[index * 2 + 1]?.name ?? '', lowering)),
    span: node.span,
  };
};

function levelOf(clause: Syntax, name: string, lowering: Lowering): NestedLevel {
  const count = clause.optional('Expression');
  const others = clause.optional('WithOthersClause')?.child('Expression');
  const by = clause.child('ByExpression');
  const ordered = by.kind === 'OrderedExpression';
  const ordering = ordered ? by.optional('Ordering') : undefined;
  const nulls = ordering?.optional('NullsClause');
  if (nulls !== undefined) throw unsupported(`'${nulls.text}' of top-nested`, nulls.span);
  return {
    count: count === undefined ? undefined : lowering.scalar(count),
    of: lowering.named(clause.child('OfExpression')),
    others: others === undefined ? undefined : lowering.scalar(others),
    computation: computation(ordered ? by.child('Expression') : by, lowering),
    name,
    order: ordering?.token('AscOrDescKeyword') === 'asc' ? 'asc' : 'desc',
  };
}
