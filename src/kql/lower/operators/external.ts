import type { TableLowering } from '../lowering';
import { parametersOf } from '../parameters';
import { declaredType } from './parse';

/** How the file is written (`with (format=...)`) is a matter of whoever reads the fixture. */
export const external: TableLowering = (node, lowering) => {
  parametersOf(node, []);
  node.optional('WithClause')?.whole();
  return {
    op: 'external',
    columns: node
      .child('Schema')
      .list('Columns')
      .map((column) => ({ name: column.child('Name').name, type: declaredType(column.child('Type')) })),
    uris: node.list('URIs').map((uri) => lowering.scalar(uri)),
    span: node.span,
  };
};
