import type { Mutation } from '../change';
import { textAt } from '../change';
import { withoutEach } from './joins';

/** A key of a group or series that is forgotten: two things become one. */
export const groupKey: Mutation = (node) =>
  node.kind === 'SummarizeByClause' || node.kind === 'MakeSeriesByClause' ? withoutEach(node.list('Expressions')) : [];

const OTHER: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  minif: 'maxif',
  maxif: 'minif',
  arg_min: 'arg_max',
  arg_max: 'arg_min',
  min_of: 'max_of',
  max_of: 'min_of',
  sum: 'max',
  avg: 'max',
  make_set: 'make_list',
  make_set_if: 'make_list_if',
};

const WITHOUT_CONDITION: Readonly<Record<string, string>> = {
  countif: 'count',
  dcountif: 'dcount',
  sumif: 'sum',
  minif: 'min',
  maxif: 'max',
  make_set_if: 'make_set',
  take_anyif: 'take_any',
};

export const aggregate: Mutation = (node, { query }) => {
  if (node.kind !== 'FunctionCallExpression') return [];
  const callee = node.child('Name');
  const args = node.child('ArgumentList').list('Expressions');
  const other = OTHER[callee.text];
  const changes = other === undefined ? [] : [{ span: callee.span, text: other }];
  // events counted instead of what is distinct in them
  if (callee.text === 'dcount') return [...changes, { span: node.span, text: 'count()' }];
  const plain = WITHOUT_CONDITION[callee.text];
  if (plain === undefined) return changes;
  const position = callee.text === 'countif' ? 0 : 1;
  const kept = args.filter((_, index) => index !== position).map(({ span }) => textAt(query, span));
  return [...changes, { span: node.span, text: `${plain}(${kept.join(', ')})` }];
};
