import type { Span } from '../../diagnostics';
import type { Catalog, KqlType, Syntax } from '../../kql';
import { compileQuery, runQuery } from '../../kql';
import { nodeAt, nodesIn } from './nodes';

/** How KQL writes the value that a column has where a left join found nothing. */
const EMPTY: Readonly<Record<KqlType, string>> = {
  bool: 'bool(null)',
  int: 'int(null)',
  long: 'long(null)',
  real: 'real(null)',
  decimal: 'decimal(null)',
  string: '""',
  datetime: 'datetime(null)',
  timespan: 'timespan(null)',
  guid: 'guid(null)',
  dynamic: 'dynamic(null)',
};

const EPOCH = new Date(0);
const NO_ROWS = { table: () => undefined };

/**
 * Whether a predicate of a bound query holds on a row whose columns are all null or empty, by running it on one.
 * Undefined where the engine cannot run it.
 */
export function holdsOnEmptyRow(root: Syntax, span: Span, query: string, catalog: Catalog): boolean | undefined {
  const predicate = nodeAt(root, span);
  if (predicate === undefined) return undefined;
  const columns = new Map<string, KqlType>();
  const variables = new Set<string>();
  for (const node of nodesIn(predicate)) {
    if (node.kind !== 'NameReference') continue;
    const { name, symbol, type } = node;
    if (symbol?.kind === 'column') columns.set(name, type === 'unknown' ? 'string' : type);
    if (symbol?.kind === 'variable' || symbol?.kind === 'function') variables.add(name);
  }
  const schema = [...columns].map(([name, type]) => `[${JSON.stringify(name)}]: ${type}`);
  const row = [...columns.values()].map((type) => EMPTY[type]);
  const source = columns.size === 0 ? 'print Row = 1' : `datatable(${schema.join(', ')})[${row.join(', ')}]`;
  const text = `${declarations(root, variables, query)}${source} | where coalesce(${query.slice(span.start, span.end)}, false)`;
  const compiled = compileQuery(text, catalog);
  if (!compiled.ok) return undefined;
  const result = runQuery(compiled.plan, { source: NO_ROWS, now: EPOCH });
  return result.ok ? result.table.rowCount > 0 : undefined;
}

/** The `let` statements that names need, and those that these need, in their order. */
function declarations(root: Syntax, names: ReadonlySet<string>, query: string): string {
  const needed = new Set(names);
  const kept: string[] = [];
  for (const statement of root.list('Statements').toReversed()) {
    const name = statement.kind === 'LetStatement' ? statement.optional('Name')?.name : undefined;
    if (name === undefined || !needed.has(name)) continue;
    kept.unshift(`${query.slice(statement.start, statement.end)};\n`);
    for (const node of nodesIn(statement)) if (node.kind === 'NameReference') needed.add(node.name);
  }
  return kept.join('');
}
