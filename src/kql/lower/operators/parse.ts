import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { ParseStep } from '../../plan/plan';
import { textOf } from '../../values/print';
import type { KqlType } from '../../values/type';
import { typeNamed } from '../../values/type';
import type { OperatorLowering } from '../lowering';
import { literals } from '../expressions/literals';
import { parametersOf, wordOf } from '../parameters';

export const parse: OperatorLowering = (node, input, lowering) => {
  const parameters = parametersOf(node, ['kind', 'flags']);
  const kind = wordOf(parameters, 'kind') ?? 'simple';
  if (kind !== 'simple' && kind !== 'relaxed' && kind !== 'regex') throw unsupported(`parse kind=${kind}`, node.span);
  return {
    op: 'parse',
    input,
    kind,
    flags: parameters.get('flags')?.name ?? '',
    operand: lowering.scalar(node.child('Expression')),
    steps: node.list('Patterns').map((step) => stepOf(step, lowering)),
    filter: node.kind === 'ParseWhereOperator',
    span: node.span,
  };
};

function stepOf(node: Syntax, lowering: Parameters<OperatorLowering>[2]): ParseStep {
  switch (node.kind) {
    case 'StarExpression':
      node.whole();
      return { kind: 'skip' };
    case 'NameDeclaration':
      return { kind: 'capture', name: node.name, type: 'string' };
    case 'NameAndTypeDeclaration':
      return { kind: 'capture', name: node.child('Name').name, type: declaredType(node.child('Type')) };
    default: {
      const text = literals[node.kind]?.(node, lowering);
      if (text?.kind !== 'literal' || text.constant.type !== 'string') {
        throw unsupported(`'${node.text}' in a parse pattern`, node.span);
      }
      return { kind: 'text', text: textOf('string', text.constant.value) };
    }
  }
}

/** The type in a declaration such as `name: long`. */
export function declaredType(node: Syntax): KqlType {
  const type = typeNamed(node.whole().text);
  if (type === undefined) throw unsupported(`the type '${node.text}'`, node.span);
  return type;
}
