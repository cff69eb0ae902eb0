import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Expression, ScanPlan } from '../../plan/plan';
import { mapParts } from '../../plan/map-expression';
import type { Binding, Lowering, OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';
import { declaredType } from './parse';

type Step = ScanPlan['steps'][number];

export const scan: OperatorLowering = (node, input, lowering) => {
  const parameters = parametersOf(node, ['with_match_id']);
  for (const slot of ['PartitionByClause', 'OrderByClause']) {
    const clause = node.optional(slot);
    if (clause !== undefined) throw unsupported(`'${clause.text}' of scan`, clause.span, 'sort the rows before scan');
  }
  const declared = (node.optional('DeclareClause')?.list('Declarations') ?? []).map((each) =>
    declaration(each, lowering),
  );
  const steps: Step[] = [];
  const names = new Map<string, Binding>(lowering.names);
  for (const step of node.list('Steps')) {
    const name = step.child('Name').name;
    // A step knows itself and those before it.
    names.set(name, { kind: 'record' });
    steps.push(stepOf(step, name, new Set(declared.map((each) => each.name)), lowering.withNames(new Map(names))));
  }
  return {
    op: 'scan',
    input,
    matchId: parameters.get('with_match_id')?.name,
    declared,
    steps,
    span: node.span,
  };
};

function declaration(node: Syntax, lowering: Lowering): ScanPlan['declared'][number] {
  const column = node.child('NameAndType');
  const fallback = node.optional('DefaultValue')?.child('Value');
  return {
    name: column.child('Name').name,
    type: declaredType(column.child('Type')),
    fallback: fallback === undefined ? undefined : lowering.scalar(fallback),
  };
}

function stepOf(node: Syntax, name: string, declared: ReadonlySet<string>, lowering: Lowering): Step {
  const output = node.optional('ScanStepOutput')?.token('OutputKind') ?? 'all';
  if (output !== 'all' && output !== 'last' && output !== 'none') throw unsupported(`output=${output}`, node.span);
  const value = (part: Syntax): Expression => ofRecord(lowering.scalar(part), declared);
  const assignments = node.optional('ComputationClause')?.list('Assignments') ?? [];
  return {
    name,
    output,
    condition: value(node.child('Condition')),
    assignments: assignments.map((each) => ({
      name: each.child('Name').name,
      expression: value(each.child('Expression')),
    })),
  };
}

/** Whether a declared column without a step means the value before or behind the assignments is not documented. */
function ofRecord(expression: Expression, declared: ReadonlySet<string>): Expression {
  if (expression.kind === 'column' && declared.has(expression.name)) {
    throw unsupported(
      `the declared column '${expression.name}' without a step`,
      expression.span,
      `say which step's value it is: step.${expression.name}`,
    );
  }
  return mapParts(expression, (part) => ofRecord(part, declared));
}
