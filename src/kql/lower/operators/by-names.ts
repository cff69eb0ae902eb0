import type { OperatorLowering } from '../lowering';

export const projectByNames: OperatorLowering = (node, input, lowering) => ({
  op: 'by-names',
  input,
  specifiers: node.list('Expressions').map((entry) => lowering.scalar(entry)),
  span: node.span,
});
