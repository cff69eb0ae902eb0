import { unsupported } from '../kql-error';
import type { Syntax } from '../language';
import type { Tabular } from '../plan/plan';
import { textOf } from '../values/print';
import { calledBody } from './functions';
import type { Lowering, TableLowering } from './lowering';
import { external } from './operators/external';
import { find } from './operators/find';
import { datatable, print, range } from './operators/leaves';
import { search } from './operators/search';
import { union } from './operators/union';

/** A name in a tabular place: a `let` or parameter, a table of the catalog, a function called without parentheses. */
const nameReference: TableLowering = (node, lowering) => {
  const { name } = node;
  const bound = lowering.names.get(name);
  if (bound?.kind === 'table') return bound.table;
  return called(node, name, lowering) ?? sourceTable(node, name, lowering);
};

function sourceTable(node: Syntax, name: string, { catalog }: Lowering): Tabular {
  const schema = catalog.table(name);
  if (schema === undefined) throw unsupported(`'${name}' as a table`, node.span);
  return { op: 'source', name, columns: schema.columns, open: schema.open === true, span: node.span };
}

const functionCall: TableLowering = (node, lowering) => {
  const { name } = node.child('Name');
  const args = node.child('ArgumentList');
  if (name === '_GetWatchlist') {
    const [alias, ...others] = args.list('Expressions');
    if (alias === undefined || others.length > 0) throw unsupported('_GetWatchlist with these arguments', node.span);
    return { op: 'watchlist', alias: lowering.scalar(alias), span: node.span };
  }
  if (name === 'table') {
    const [given, ...others] = args.list('Expressions');
    const literal = given === undefined ? undefined : lowering.scalar(given);
    if (literal?.kind === 'literal' && others.length === 0) {
      const wanted = textOf(literal.constant.type, literal.constant.value);
      const bound = lowering.names.get(wanted);
      return bound?.kind === 'table' ? bound.table : sourceTable(node, wanted, lowering);
    }
  }
  const found = called(node, name, lowering);
  if (found === undefined) throw unsupported(`the table function '${name}'`, node.span);
  return found;
};

/** A saved or `let` function; a parser known by its columns alone gives the rows of the table of its name. */
function called(node: Syntax, name: string, lowering: Lowering, piped?: Tabular): Tabular | undefined {
  if (node.symbol?.kind !== 'function') return undefined;
  const saved = lowering.names.has(name) ? undefined : lowering.catalog.function(name);
  if (saved !== undefined && saved.body === undefined) {
    node.whole();
    return { op: 'source', name, columns: saved.columns ?? [], open: false, span: node.span };
  }
  const body = calledBody(node, lowering, piped);
  return body === undefined ? undefined : body.lowering.table(body.node);
}

/** `T | invoke f(x)`: the left side is the first argument. */
export function invoke(node: Syntax, input: Tabular, lowering: Lowering): Tabular {
  const call = node.child('Function');
  const { name } = call.child('Name');
  const found = called(call, name, lowering, input);
  if (found === undefined) throw unsupported(`invoke of '${name}'`, node.span);
  return found;
}

export const tableLowerings: Readonly<Record<string, TableLowering>> = {
  NameReference: nameReference,
  FunctionCallExpression: functionCall,
  ParenthesizedExpression: (node, lowering) => lowering.table(node.child('Expression')),
  MaterializeExpression: (node, lowering) => lowering.table(node.child('Expression')),
  DataTableExpression: datatable,
  ExternalDataExpression: external,
  RangeOperator: range,
  PrintOperator: print,
  UnionOperator: (node, lowering) => union(node, undefined, lowering),
  FindOperator: find,
  SearchOperator: (node, lowering) => search(node, undefined, lowering),
};

/** Built-in functions that make a table, or take one; those of the query and the catalog come beside them. */
export const tableFunctions: ReadonlySet<string> = new Set(['table', 'column_names_of']);
