import type { Syntax } from '../../language';
import { unsupported } from '../../kql-error';
import type { Tabular, UnionPlan } from '../../plan/plan';
import { bodyIn } from '../functions';
import type { Lowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';
import { fitsPattern } from '../wildcard';

/** `union A, B*, (…)`, alone or after a pipe, whose left side is then the first leg. */
export function union(node: Syntax, input: Tabular | undefined, lowering: Lowering): UnionPlan {
  const parameters = parametersOf(node, ['kind', 'withsource', 'with_source', 'isfuzzy']);
  const kind = wordOf(parameters, 'kind') ?? 'outer';
  if (kind !== 'inner' && kind !== 'outer') throw unsupported(`the union kind '${kind}'`, node.span);
  // A leg that does not exist is a semantic error before it comes here, unless the binder forgives it too.
  const fuzzy = parameters.get('isfuzzy')?.whole().text.toLowerCase() === 'true';
  const withSource = parameters.get('withsource') ?? parameters.get('with_source');
  const legs = node.list('Expressions').flatMap((leg) => legsOf(leg, fuzzy, lowering));
  const first = input === undefined ? [] : [{ name: nameOf(input), table: input }];
  if (first.length + legs.length === 0) throw unsupported('a union of nothing', node.span);
  return {
    op: 'union',
    kind,
    withSource: withSource?.name,
    legs: [...first, ...legs],
    span: node.span,
  };
}

function legsOf(node: Syntax, fuzzy: boolean, lowering: Lowering): UnionPlan['legs'] {
  if (node.kind === 'NameReference' && node.text.includes('*')) return matching(node, lowering);
  if (fuzzy && isMissing(node)) return [];
  const table = lowering.table(node);
  return [{ name: node.kind === 'NameReference' ? node.name : nameOf(table), table }];
}

/** A fuzzy union leaves out what the binder could not resolve. */
function isMissing(node: Syntax): boolean {
  const name = node.kind === 'FunctionCallExpression' ? node.child('Name') : node;
  const unresolved = name.kind === 'NameReference' && name.symbol === undefined;
  if (unresolved) node.whole();
  return unresolved;
}

/** Tables and views that fit a wildcard; a function of a `let` without `view` is not among them. */
function matching(node: Syntax, lowering: Lowering): UnionPlan['legs'] {
  const pattern = node.whole().text;
  const views = [...lowering.names].flatMap(([name, bound]): UnionPlan['legs'] => {
    if (bound.kind !== 'function' || bound.view === undefined || !fitsPattern(name, pattern)) return [];
    const body = bodyIn(bound.view, lowering.withNames(bound.scope));
    return [{ name, table: body.lowering.table(body.node) }];
  });
  const tables = lowering.catalog.tableNames().flatMap((name): UnionPlan['legs'] => {
    const schema = fitsPattern(name, pattern) ? lowering.catalog.table(name) : undefined;
    if (schema === undefined) return [];
    const { columns, open = false } = schema;
    return [{ name, table: { op: 'source', name, columns, open, span: node.span } }];
  });
  return [...tables, ...views];
}

function nameOf(table: Tabular): string {
  if (table.op === 'source' || table.op === 'shared') return table.name;
  return 'input' in table ? nameOf(table.input) : '';
}
