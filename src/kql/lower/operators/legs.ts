import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Tabular } from '../../plan/plan';
import { bodyIn } from '../functions';
import type { Lowering } from '../lowering';
import { fitsPattern } from '../wildcard';

/** A table of a union, search or find. */
export interface Leg {
  readonly table: Tabular;
  /** What a column of sources calls its rows, from its place among the legs. Refuses where that is not known. */
  name(place: number): string;
}

/** The tables of a list of names, wildcards and queries. A fuzzy list leaves out what the binder could not resolve. */
export function legsOf(nodes: readonly Syntax[], how: 'strict' | 'fuzzy', lowering: Lowering): readonly Leg[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'NameReference' && node.text.includes('*')) return matching(node.whole(), node.text, lowering);
    if (how === 'fuzzy' && isMissing(node)) return [];
    const table = lowering.table(node);
    return [{ table, name: (place) => nameOf(table, node, lowering) ?? `union_arg${place}` }];
  });
}

/** The left side of a pipe. */
export function pipedLeg(table: Tabular, lowering: Lowering): Leg {
  return { table, name: (place) => nameOf(table, undefined, lowering) ?? `union_arg${place}` };
}

function isMissing(node: Syntax): boolean {
  const name = node.kind === 'FunctionCallExpression' ? node.child('Name') : node;
  const unresolved = name.kind === 'NameReference' && name.symbol === undefined;
  if (unresolved) node.whole();
  return unresolved;
}

/** Tables and views that fit a wildcard; a function of a `let` without `view` is not among them. */
export function matching({ span }: Syntax, pattern: string, lowering: Lowering): readonly Leg[] {
  const views = [...lowering.names].flatMap(([name, bound]): readonly Leg[] => {
    if (bound.kind !== 'function' || bound.view === undefined || !fitsPattern(name, pattern)) return [];
    const body = bodyIn(bound.view, lowering.withNames(bound.scope));
    return [{ table: body.lowering.table(body.node), name: () => name }];
  });
  const tables = lowering.catalog.tableNames().flatMap((name): readonly Leg[] => {
    const schema = fitsPattern(name, pattern) ? lowering.catalog.table(name) : undefined;
    if (schema === undefined) return [];
    const { columns, open = false } = schema;
    return [{ table: { op: 'source', name, columns, open, span }, name: () => name }];
  });
  return [...tables, ...views];
}

/**
 * A table by its bare name, a view and what `as` names have their names; any other query has none (source: the
 * documentation of bag_pack and of `as`, read 2026-11-24; measured on the Kusto emulator by duckdb-kql).
 */
function nameOf(table: Tabular, node: Syntax | undefined, lowering: Lowering): string | undefined {
  if (node?.kind === 'ParenthesizedExpression') return nameOf(table, node.child('Expression'), lowering);
  if (node?.kind === 'FunctionCallExpression' || node?.symbol?.kind === 'function') {
    const bound = node.kind === 'NameReference' ? lowering.names.get(node.name) : undefined;
    if (bound?.kind === 'function' && bound.view !== undefined) return node.name;
    throw unsupported('the name of the rows of a function', node.span, 'give it one: | as Name');
  }
  return namedBy(table);
}

/** The name that `as` gives, or of the table that a `let` is another name of. */
function namedBy(table: Tabular): string | undefined {
  if (table.op === 'source' || (table.op === 'shared' && table.named === 'as')) return table.name;
  return table.op === 'shared' ? namedBy(table.input) : undefined;
}
