import { refused, unsupported } from '../../kql-error';
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
  const filter = node.kind === 'ParseWhereOperator';
  if (filter && kind === 'relaxed') throw refused('parse-where has no kind=relaxed.', node.span);
  const flags = parameters.get('flags')?.name ?? '';
  if (flags !== '' && kind !== 'regex') throw refused('parse has flags with kind=regex only.', node.span);
  const steps = node.list('Patterns').map((step) => stepOf(step, lowering));
  if (steps.some((step) => step.kind === 'text' && step.text === '')) {
    throw refused('An empty text is no delimiter of parse.', node.span);
  }
  if (kind === 'regex') refuseLooseTimes(steps, flags, node);
  return {
    op: 'parse',
    input,
    kind,
    flags,
    operand: lowering.scalar(node.child('Expression')),
    steps,
    filter,
    span: node.span,
  };
};

/** A time at the end of the pattern, or with the flag `U`, is not taken as others are, and how is not known. */
function refuseLooseTimes(steps: readonly ParseStep[], flags: string, node: Syntax): void {
  const isTime = (step: ParseStep | undefined): boolean =>
    step?.kind === 'capture' && (step.type === 'datetime' || step.type === 'timespan');
  if (!isTime(steps.at(-1)) && !(flags.includes('U') && steps.some(isTime))) return;
  throw unsupported('parse kind=regex with a time here', node.span, 'capture a string and convert it');
}

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
