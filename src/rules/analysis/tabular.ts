import type { Syntax } from '../../kql';
import { closedFlow, unboundedFlow } from './flow';
import type { Flow, TimeColumn } from './flow';
import { literalText } from './literal';
import { applyOperator } from './operators';
import { bounded } from './time-filter';
import { foldTime } from './time-value';
import { declared, walkBody } from './statements';
import type { Scope, Walk } from './walk';
import { valuesIn } from './walk';

/** The rows that a tabular expression gives. */
export function walkTabular(walk: Walk, node: Syntax, scope: Scope): Flow {
  if (walk.budget.steps-- <= 0) return unboundedFlow(node, 'a query of too many parts');
  switch (node.kind) {
    case 'ParenthesizedExpression':
    case 'MaterializeExpression':
    case 'MvApplySubqueryExpression':
    case 'ExpressionStatement':
      return inner(walk, node, 'Expression', scope);
    case 'PartitionSubquery':
      return inner(walk, node, 'Subquery', scope);
    case 'PartitionQuery':
      return inner(walk, node, 'Query', scope);
    case 'PipeExpression':
      return pipe(walk, node, scope);
    case 'NameReference':
      return named(walk, node, scope);
    case 'FunctionCallExpression':
      return called(walk, node, scope);
    case 'PathExpression':
      return elsewhere(walk, node, scope);
    case 'DataTableExpression':
    case 'ExternalDataExpression':
    case 'PrintOperator':
    case 'RangeOperator':
      for (const child of node.children) walk.scalar(child, scope);
      return closedFlow(node);
    case 'ToScalarExpression':
      return inner(walk, node, 'Expression', scope);
    default:
      return applyOperator(walk, { operator: node, node, input: scope.row ?? closedFlow(node), scope });
  }
}

function inner(walk: Walk, node: Syntax, slot: string, scope: Scope): Flow {
  const expression = node.optional(slot);
  return expression === undefined ? closedFlow(node) : { ...walkTabular(walk, expression, scope), node };
}

function pipe(walk: Walk, node: Syntax, scope: Scope): Flow {
  const source = node.optional('Expression');
  const operator = node.optional('Operator');
  if (source === undefined || operator === undefined) return unboundedFlow(node, 'a part of the query that is missing');
  const input = walkTabular(walk, source, scope);
  return applyOperator(walk, { operator, node, input, scope });
}

function named(walk: Walk, node: Syntax, scope: Scope): Flow {
  const name = node.name;
  const binding = scope.bindings.get(name);
  if (binding?.kind === 'table') return { ...binding.flow, node };
  if (binding?.kind === 'function') return declared(walk, node, binding, scope);
  const alias = walk.aliases.get(name);
  if (alias !== undefined) return { ...alias, node };
  if (binding !== undefined || node.symbol?.kind === 'variable') return unboundedFlow(node, `\`${name}\``);
  return sourceNamed(walk, node, name, scope);
}

/** `workspace("other").SigninLogs`: the columns are taken to be those of the table here. */
function elsewhere(walk: Walk, node: Syntax, scope: Scope): Flow {
  const selector = node.optional('Selector');
  if (selector?.kind !== 'NameReference' || selector.symbol?.kind !== 'table') {
    return unboundedFlow(node, 'another database');
  }
  return { ...sourceNamed(walk, selector, selector.name, scope), node };
}

/** A table, or a function that is called without parentheses. */
function sourceNamed(walk: Walk, node: Syntax, name: string, scope: Scope): Flow {
  if (!walk.notes.sources.has(name)) walk.notes.sources.set(name, node.span);
  const saved = walk.catalog.function(name);
  const table = walk.catalog.table(name);
  if (node.symbol?.kind === 'function' && saved !== undefined) return savedFunction(walk, node, name, scope);
  if (table !== undefined) return leaf(walk, node, { name, complete: table.complete, mirrors: table.mirrors });
  if (name.includes('*')) return leaf(walk, node, { name, complete: false, mirrors: {} });
  return {
    ...leaf(walk, node, { name, complete: true, mirrors: {} }),
    unbounded: new Set([`\`${name}\`, which nobody here knows`]),
  };
}

/** Columns by which other schemas tell when an event happened, close to the workspace's own. */
const REPORTED = ['Timestamp', 'EventTime', 'EventStartTime', 'EventEndTime'] as const;

interface Source {
  readonly name: string;
  readonly complete: boolean;
  readonly mirrors: Readonly<Record<string, string>>;
}

function leaf(walk: Walk, node: Syntax, { name, complete, mirrors }: Source): Flow {
  const id = walk.nextLeg();
  const times = new Map<string, TimeColumn>(REPORTED.map((column) => [column, { role: 'reported', legs: [id] }]));
  for (const [column, repeats] of Object.entries(mirrors)) {
    if (repeats === 'TimeGenerated') times.set(column, { role: 'mirror', repeats, legs: [id] });
  }
  times.set('TimeGenerated', { role: 'event', legs: [id] });
  return {
    ...closedFlow(node),
    incomplete: new Set(complete ? [] : [name]),
    times,
    legs: new Map([[id, { table: name, span: node.span }]]),
  };
}

function called(walk: Walk, node: Syntax, scope: Scope): Flow {
  const callee = node.optional('Name');
  const name = callee?.name ?? '';
  const args = node.optional('ArgumentList')?.list('Expressions') ?? [];
  const binding = scope.bindings.get(name);
  if (binding?.kind === 'function') return declared(walk, node, binding, scope);
  if (callee !== undefined && walk.unresolved.has(callee.start)) walk.notes.rowsAt.set(callee.start, scope.row);
  const [first] = args;
  switch (name) {
    case 'materialize':
    case 'view':
      return first === undefined ? closedFlow(node) : { ...walkTabular(walk, first, scope), node };
    case 'table':
      return tableFunction(walk, node, literalText(first), scope);
    case '_GetWatchlist':
      return watchlist(walk, node, first);
    default:
      for (const arg of args) walk.scalar(arg, scope);
      return savedFunction(walk, node, name, scope);
  }
}

function tableFunction(walk: Walk, node: Syntax, name: string | undefined, scope: Scope): Flow {
  if (name === undefined) return unboundedFlow(node, '`table()` of a name that is computed');
  return sourceNamed(walk, node, name, scope);
}

function watchlist(walk: Walk, node: Syntax, alias: Syntax | undefined): Flow {
  const name = literalText(alias);
  const known = name === undefined ? undefined : walk.catalog.watchlist(name);
  return known === undefined ? unboundedFlow(node, 'a watchlist whose columns nobody here knows') : closedFlow(node);
}

function savedFunction(walk: Walk, node: Syntax, name: string, scope: Scope): Flow {
  if (!walk.notes.sources.has(name)) walk.notes.sources.set(name, node.span);
  const saved = walk.catalog.function(name);
  if (saved === undefined) return unboundedFlow(node, `\`${name}\`, which nobody here knows`);
  const body = saved.body === undefined ? undefined : node.functionBody();
  if (body !== undefined) return { ...walkBody(walk, body, { bindings: new Map(), row: undefined }), node };
  const flow = leaf(walk, node, { name, complete: saved.complete, mirrors: {} });
  return parserWindow(flow, node, scope);
}

/** ASIM parsers take the time range as `starttime` and `endtime`. */
function parserWindow(flow: Flow, node: Syntax, scope: Scope): Flow {
  const args = node.optional('ArgumentList')?.list('Expressions') ?? [];
  const valueOf = (name: string): ReturnType<typeof foldTime> => {
    const given = args.find((arg) => arg.kind === 'SimpleNamedExpression' && arg.optional('Name')?.name === name);
    const expression = given?.optional('Expression');
    return expression === undefined ? undefined : foldTime(expression, valuesIn(scope));
  };
  const from = valueOf('starttime');
  const to = valueOf('endtime');
  const time = flow.times.get('TimeGenerated');
  return bounded(flow, {
    span: node.span,
    column: 'TimeGenerated',
    time,
    tables: [],
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
}
