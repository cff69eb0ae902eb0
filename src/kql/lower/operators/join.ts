import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Expression, JoinKind, JoinPlan } from '../../plan/plan';
import type { Lowering, OperatorLowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';

export const joinKinds: Readonly<Record<string, JoinKind>> = {
  innerunique: 'innerunique',
  inner: 'inner',
  leftouter: 'leftouter',
  rightouter: 'rightouter',
  fullouter: 'fullouter',
  leftsemi: 'leftsemi',
  rightsemi: 'rightsemi',
  leftanti: 'leftanti',
  leftantisemi: 'leftanti',
  anti: 'leftanti',
  rightanti: 'rightanti',
  rightantisemi: 'rightanti',
};

export const join: OperatorLowering = (node, input, lowering) =>
  joined(node, input, lowering, { slot: 'ConditionClause', fallback: 'innerunique', lookup: false });

export const lookup: OperatorLowering = (node, input, lowering) =>
  joined(node, input, lowering, { slot: 'LookupClause', fallback: 'leftouter', lookup: true });

function joined(
  node: Syntax,
  input: JoinPlan['input'],
  lowering: Lowering,
  {
    slot,
    fallback,
    lookup: isLookup,
  }: { readonly slot: string; readonly fallback: JoinKind; readonly lookup: boolean },
): JoinPlan {
  const word = wordOf(parametersOf(node, ['kind']), 'kind') ?? fallback;
  const kind = joinKinds[word];
  if (kind === undefined) throw unsupported(`the join kind '${word}'`, node.span);
  const right = lowering.table(node.child('Expression'));
  const clause = node.child(slot);
  if (clause.kind !== 'JoinOnClause') throw unsupported(`the join condition '${clause.text}'`, clause.span);
  const on = clause.list('Expressions').flatMap((condition) => conditionsOf(condition, lowering));
  return { op: 'join', input, kind, right, on, lookup: isLookup, span: node.span };
}

/** A column of both sides, or `$left.a == $right.b` in either order, or several of them with `and`. */
function conditionsOf(node: Syntax, lowering: Lowering): JoinPlan['on'] {
  if (node.kind === 'ParenthesizedExpression') return conditionsOf(node.child('Expression'), lowering);
  if (node.kind === 'AndExpression') {
    return [...conditionsOf(node.child('Left'), lowering), ...conditionsOf(node.child('Right'), lowering)];
  }
  if (node.kind === 'NameReference') {
    const { name } = node;
    const column: Expression = { kind: 'column', name, type: node.type, span: node.span };
    return [{ left: column, right: column }];
  }
  if (node.kind !== 'EqualExpression') throw unsupported(`the join condition '${node.text}'`, node.span);
  const [first, second] = [node.child('Left'), node.child('Right')];
  const swapped = /^\s*\$right\b/.test(first.text);
  return [
    {
      left: lowering.scalar(swapped ? second : first),
      right: lowering.scalar(swapped ? first : second),
    },
  ];
}
