import { unsupported } from '../../kql-error';
import type { OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';

export const reduce: OperatorLowering = (node, input, lowering) => {
  const kind = parametersOf(node, ['kind']).get('kind');
  if (kind !== undefined) throw unsupported("'kind' of reduce", kind.span);
  const clause = node.optional('With');
  const parameters = clause === undefined ? undefined : parametersOf(clause, ['threshold', 'characters']);
  const [threshold, characters] = ['threshold', 'characters'].map((name) => {
    const value = parameters?.get(name);
    return value === undefined ? undefined : lowering.scalar(value);
  });
  return { op: 'reduce', input, by: lowering.scalar(node.child('Expression')), threshold, characters, span: node.span };
};
