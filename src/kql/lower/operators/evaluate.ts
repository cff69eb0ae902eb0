import type { Syntax } from '../../language';
import type { Expression, Tabular } from '../../plan/plan';
import type { Lowering, OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';
import { declaredType } from './parse';

export const evaluate: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  const call = node.child('FunctionCall');
  const schema = node.optional('Schema')?.child('Schema');
  return {
    op: 'evaluate',
    input,
    plugin: call.child('Name').name,
    args: call
      .child('ArgumentList')
      .list('Expressions')
      .map((arg) =>
        arg.kind === 'SimpleNamedExpression'
          ? { name: arg.child('Name').name, value: valueOf(arg.child('Expression'), lowering) }
          : { name: undefined, value: valueOf(arg, lowering) },
      ),
    schema:
      schema === undefined
        ? undefined
        : {
            columns: schema
              .list('Columns')
              .map((column) => ({ name: column.child('Name').name, type: declaredType(column.child('Type')) })),
            rest: schema.token('AsteriskToken') === '*',
          },
    span: node.span,
  };
};

function valueOf(node: Syntax, lowering: Lowering): Expression | Tabular {
  return node.table === undefined ? lowering.scalar(node) : lowering.table(node);
}
