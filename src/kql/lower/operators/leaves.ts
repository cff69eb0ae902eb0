import type { TableLowering } from '../lowering';
import { declaredType } from './parse';

export const datatable: TableLowering = (node, lowering) => ({
  op: 'datatable',
  columns: node
    .child('Schema')
    .list('Columns')
    .map((column) => ({ name: column.child('Name').name, type: declaredType(column.child('Type')) })),
  values: node.list('Values').map((value) => lowering.scalar(value)),
  span: node.span,
});

export const range: TableLowering = (node, lowering) => ({
  op: 'range',
  name: node.child('Name').name,
  from: lowering.scalar(node.child('From')),
  to: lowering.scalar(node.child('To')),
  step: lowering.scalar(node.child('Step')),
  span: node.span,
});

/** Unnamed columns are `print_0`, `print_1`… by position (facts: kql-semantics 6.2). */
export const print: TableLowering = (node, lowering) => {
  const bound = node.table?.columns ?? [];
  const columns = node
    .list('Expressions')
    .flatMap((entry) => lowering.columns(entry))
    .map(({ name, explicit, expression }, index) => ({ name: bound[index]?.name ?? name, explicit, expression }));
  return { op: 'print', columns, span: node.span };
};
