import type { Syntax } from '../../language';
import type { Computation, NamedExpression } from '../../plan/plan';
import type { Lowering, OperatorLowering } from '../lowering';
import { parametersOf } from '../parameters';

export const summarize: OperatorLowering = (node, input, lowering) => {
  parametersOf(node, []);
  const by = node.optional('ByClause')?.list('Expressions') ?? [];
  const aggregates = node.list('Aggregates').map((entry) => computation(entry, lowering));
  const bound = node.table;
  return {
    op: 'summarize',
    input,
    by: by.map((entry, index) =>
      keyOf(entry, bound?.open === false ? bound.columns[index]?.name : undefined, lowering),
    ),
    aggregates,
    boundNames:
      bound === undefined || bound.open || aggregates.some(misnamed)
        ? undefined
        : bound.columns.slice(by.length).map(({ name }) => name),
    span: node.span,
  };
};

/** A key; its name is the binder's where nobody gave one. The value of a `let` has none (measured by duckdb-kql). */
function keyOf(entry: Syntax, bound: string | undefined, lowering: Lowering): NamedExpression {
  const key = lowering.named(entry);
  if (entry.kind === 'NameReference') return key.expression.kind === 'column' ? key : { ...key, name: 'Column1' };
  // The binder alone knows whether there is such a column, after which it is named then.
  return bound !== undefined && /^column_?ifexists\s*\(/.test(entry.text) ? { ...key, name: bound } : key;
}

/** The binder says `covariance_x` where Kusto says `covariance_x_y` (facts: kql-semantics 6.6). */
function misnamed({ explicit, expression }: Computation): boolean {
  return !explicit && expression.kind === 'call' && expression.name.startsWith('covariance');
}

export function computation(node: Syntax, lowering: Lowering): Computation {
  if (node.kind === 'SimpleNamedExpression') {
    return { ...unnamed(node.child('Expression'), lowering), names: [node.child('Name').name], explicit: true };
  }
  if (node.kind === 'CompoundNamedExpression') {
    const names = node
      .child('Names')
      .list('Names')
      .map((each) => each.name);
    return { ...unnamed(node.child('Expression'), lowering), names, explicit: true };
  }
  return unnamed(node, lowering);
}

/** Aggregates that make a column per argument, named after it, rather than one of an own name. */
const NAMES_ITS_COLUMNS = /^(?:arg_?(?:max|min)|take_any.*|any|anyif|percentiles.*|covariance.*)$/;

function unnamed(node: Syntax, lowering: Lowering): Computation {
  const expression = lowering.scalar(node);
  const isCall = node.kind === 'FunctionCallExpression' && expression.kind === 'call';
  const args = isCall ? node.child('ArgumentList').list('Expressions') : [];
  const name = node.resultName;
  return {
    names: name === '' || (isCall && NAMES_ITS_COLUMNS.test(expression.name)) ? [] : [name],
    explicit: false,
    expression,
    argNames: args.map((arg) => arg.resultName),
  };
}
