import type { Syntax } from '../../language';
import { unsupported } from '../../kql-error';
import type { Tabular, UnionPlan } from '../../plan/plan';
import type { Lowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';
import { legsOf, pipedLeg } from './legs';

/** `union A, B*, (…)`, alone or after a pipe, whose left side is then the first leg. */
export function union(node: Syntax, input: Tabular | undefined, lowering: Lowering): UnionPlan {
  const parameters = parametersOf(node, ['kind', 'withsource', 'with_source', 'isfuzzy']);
  const kind = wordOf(parameters, 'kind') ?? 'outer';
  if (kind !== 'inner' && kind !== 'outer') throw unsupported(`the union kind '${kind}'`, node.span);
  const fuzzy = parameters.get('isfuzzy')?.whole().text.toLowerCase() === 'true';
  const withSource = (parameters.get('withsource') ?? parameters.get('with_source'))?.name;
  const first = input === undefined ? [] : [pipedLeg(input, lowering)];
  const legs = [...first, ...legsOf(node.list('Expressions'), fuzzy ? 'fuzzy' : 'strict', lowering)];
  if (legs.length === 0) throw unsupported('a union of nothing', node.span);
  return {
    op: 'union',
    kind,
    withSource,
    legs: legs.map(({ table, name }, place) => ({ name: withSource === undefined ? '' : name(place), table })),
    span: node.span,
  };
}
