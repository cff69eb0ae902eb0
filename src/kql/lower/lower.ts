import type { Catalog } from '../catalog';
import { unsupported } from '../kql-error';
import type { Analysis, Syntax } from '../language';
import type { Expression, Tabular } from '../plan/plan';
import { expressionLowerings } from './expressions';
import type { Lowering, Names } from './lowering';
import { namedColumns, namedOne } from './named';
import { operatorLowerings } from './operators';
import { letStatements } from './statements';
import { invoke, tableLowerings } from './tables';

/**
 * The plan of an analysed query: of its last statement, the others name things for it. Throws a `KqlFailure` for what
 * the engine does not know, and for any part of the query that nobody read.
 */
export function lower({ root, use }: Analysis, catalog: Catalog): Tabular {
  const statements = root.list('Statements');
  const tabular = statements.filter(({ kind }) => kind === 'ExpressionStatement');
  const last = tabular.at(-1);
  if (last === undefined) throw unsupported('a query without a tabular statement', root.span);
  for (const other of tabular) if (other !== last) other.whole();
  const lets = statements.filter(({ kind }) => kind !== 'ExpressionStatement');
  const lowering = letStatements(lets, loweringOf(catalog, new Map()));
  const plan = lowering.table(last.child('Expression'));
  const unread = use.firstUnread();
  if (unread !== undefined) throw unsupported(`'${unread.text}' in this place`, unread.span);
  return plan;
}

function loweringOf(catalog: Catalog, names: Names): Lowering {
  const lowering: Lowering = {
    catalog,
    names,
    scalar: (node) => scalar(node, lowering),
    table: (node) => table(node, lowering),
    pipe: (node, input) => pipe(node, input, lowering),
    named: (node) => namedOne(node, lowering),
    columns: (node) => namedColumns(node, lowering),
    withNames: (more) => loweringOf(catalog, more),
  };
  return lowering;
}

function scalar(node: Syntax, lowering: Lowering): Expression {
  const lowered = expressionLowerings[node.kind];
  if (lowered === undefined) throw unsupported(`the expression '${node.text}' (${node.kind})`, node.span);
  return lowered(node, lowering);
}

function table(node: Syntax, lowering: Lowering): Tabular {
  if (node.kind === 'PipeExpression') {
    const left = table(node.child('Expression'), lowering);
    return operator(node.child('Operator'), left, withAsName(left, lowering));
  }
  const lowered = tableLowerings[node.kind];
  if (lowered === undefined) throw unsupported(`the operator ${nameOf(node)}`, node.span);
  return lowered(node, lowering);
}

/** A name given by `as` is known further right in the same pipe. */
function withAsName(left: Tabular, lowering: Lowering): Lowering {
  if (left.op !== 'shared' || left.named !== 'as' || lowering.names.has(left.name)) return lowering;
  return lowering.withNames(new Map([...lowering.names, [left.name, { kind: 'table', table: left }]]));
}

function pipe(node: Syntax, input: Tabular, lowering: Lowering): Tabular {
  if (node.kind === 'PipeExpression') {
    const left = pipe(node.child('Expression'), input, lowering);
    return operator(node.child('Operator'), left, withAsName(left, lowering));
  }
  return operator(node, input, lowering);
}

function operator(node: Syntax, input: Tabular, lowering: Lowering): Tabular {
  if (node.kind === 'InvokeOperator') return invoke(node, input, lowering);
  const lowered = operatorLowerings[node.kind];
  if (lowered === undefined) throw unsupported(`the operator ${nameOf(node)}`, node.span);
  return lowered(node, input, lowering);
}

/** The operator as people write it: the first word of its text. */
function nameOf(node: Syntax): string {
  return `'${/^[\w-]+/.exec(node.text)?.[0] ?? node.kind}'`;
}
