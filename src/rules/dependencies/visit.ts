import type { Catalog, Syntax } from '../../kql';
import type { Dependencies, FuzzyLeg, OtherUse } from './dependencies';

type Use = Pick<OtherUse, 'name' | 'span' | 'through' | 'fuzzy'>;
export type ListUse = Use & { readonly calls: Syntax['columnIdentities'][] };

/** What was found so far. Of each name one use for each way in which it may be missing: see `add`. */
export interface Found {
  readonly catalog: Catalog;
  /** The binder's codes by where they stand. */
  readonly diagnostics: ReadonlyMap<number, string>;
  readonly tables: Map<string, Dependencies['tables'][number][]>;
  readonly functions: Map<string, Dependencies['functions'][number][]>;
  readonly watchlists: Map<string, ListUse[]>;
  readonly others: Map<string, OtherUse[]>;
  readonly untold: Dependencies['untold'][number][];
  /** Identities of all columns that the query names. */
  readonly columnsRead: Set<object>;
  readonly budget: { steps: number };
  readonly unions: { count: number };
}

/** Where a node stands. */
export interface Place {
  readonly through: readonly string[];
  readonly fuzzy: readonly FuzzyLeg[];
  /** Behind `workspace("...").`: what is named there is not of this workspace. */
  readonly elsewhere: boolean;
  /** In a function of the query, where nobody calls it: what its parameters will be is not known. */
  readonly declared: boolean;
  /** Behind a bar. */
  readonly piped: boolean;
  /** Names that the query or function declares. */
  readonly lets: ReadonlySet<string>;
}

/** Lists of a thousand texts are common, and need nothing. */
const SILENT = /Literal|^Dynamic|^Json/;

/** The binder's codes of a table and of a function that nobody knows. */
const UNKNOWN_TABLE: ReadonlySet<string> = new Set(['KS204', 'KS205']);
const UNKNOWN_FUNCTION = 'KS211';

const OTHERS: Readonly<Record<string, OtherUse['by']>> = { workspace: 'workspace', app: 'app', resource: 'resource' };

/** Looks at a node and all below it, in the order of the text. */
export function visit(found: Found, node: Syntax, place: Place): void {
  if (SILENT.test(node.kind)) return;
  if (found.budget.steps-- <= 0) {
    if (found.budget.steps === -1) found.untold.push({ what: 'a query of too many parts', span: node.span });
    return;
  }
  switch (node.kind) {
    case 'QueryBlock':
    case 'FunctionBody':
      return children(found, node, { ...place, lets: new Set([...place.lets, ...declaredIn(node)]) });
    case 'FunctionDeclaration':
      return children(found, node, { ...place, declared: true });
    case 'PipeExpression':
      for (const slot of ['Expression', 'Operator'] as const) {
        const part = node.optional(slot);
        if (part !== undefined) visit(found, part, { ...place, piped: slot === 'Operator' });
      }
      return;
    case 'LetStatement':
    case 'ExpressionStatement':
      return statement(found, node, place);
    case 'PathExpression':
      return path(found, node, place);
    case 'UnionOperator':
      return union(found, node, place);
    case 'FindInClause':
    case 'SearchInClause':
      for (const each of node.children) tables(found, each, place);
      return;
    case 'FindOperator':
    case 'SearchOperator':
      if (node.optional('InClause') === undefined && !place.piped) everything(found, node, place);
      return children(found, node, place);
    case 'NameReference':
      return named(found, node, place);
    case 'FunctionCallExpression':
      return called(found, node, place);
    default:
      return children(found, node, place);
  }
}

function children(found: Found, node: Syntax, place: Place): void {
  for (const child of node.children) visit(found, child, { ...place, piped: false });
}

/** Where no row is in sight, a name that nobody knows can only be a table or a function. */
function statement(found: Found, node: Syntax, place: Place): void {
  const expression = node.optional('Expression');
  const alone = expression?.kind === 'NameReference' && expression.symbol === undefined && !place.elsewhere;
  if (!alone) return children(found, node, place);
  const { name } = expression;
  add(found.tables, name, { ...use(name, expression, place), wildcard: false, known: false });
}

function declaredIn(body: Syntax): readonly string[] {
  return body
    .list('Statements')
    .flatMap((each) => (each.kind === 'LetStatement' ? [each.optional('Name')?.name ?? ''] : []));
}

/** `workspace("x").Table`: the left side says where, the right side is not of this workspace. Else a property of a value. */
function path(found: Found, node: Syntax, place: Place): void {
  const owner = node.optional('Expression');
  const selector = node.optional('Selector');
  if (owner !== undefined) visit(found, owner, place);
  if (selector === undefined) return;
  const name = owner?.kind === 'FunctionCallExpression' ? owner.optional('Name')?.name : undefined;
  const away = name !== undefined && name in OTHERS && !place.lets.has(name);
  visit(found, selector, away ? { ...place, elsewhere: true } : place);
}

/** The legs of a fuzzy union may be missing one by one; what stands before its bar may not. */
function union(found: Found, node: Syntax, place: Place): void {
  const parameters = node.list('Parameters');
  const fuzzy = parameters.some(({ text }) => /^isfuzzy\s*=\s*true$/.test(text));
  const legs = node.list('Expressions');
  const number = found.unions.count++;
  legs.forEach((leg, index) => {
    const own = { union: number, leg: index, legs: legs.length + (place.piped ? 1 : 0) };
    tables(found, leg, { ...place, piped: false, fuzzy: fuzzy ? [...place.fuzzy, own] : place.fuzzy });
  });
}

/** What a union or an `in (...)` names: wildcards stand for tables here, and for columns everywhere else. */
function tables(found: Found, node: Syntax, place: Place): void {
  const { name } = node.kind === 'NameReference' ? node : { name: '' };
  if (!name.includes('*')) visit(found, node, place);
  else if (name === '*') everything(found, node, place);
  else if (!place.elsewhere) {
    add(found.tables, name, { ...use(name, node, place), wildcard: true, known: node.symbol !== undefined });
  }
}

function everything(found: Found, node: Syntax, { declared }: Place): void {
  if (!declared) found.untold.push({ what: 'every table of the workspace', span: node.span });
}

function named(found: Found, node: Syntax, place: Place): void {
  const { name, symbol } = node;
  for (const column of node.columnOrigins) found.columnsRead.add(column);
  if (place.elsewhere) return;
  if (symbol?.kind === 'table') return addTable(found, symbol.name, node, place);
  if (symbol?.kind === 'function') return saved(found, node, name, place);
  if (symbol === undefined && UNKNOWN_TABLE.has(found.diagnostics.get(node.start) ?? '')) {
    add(found.tables, name, { ...use(name, node, place), wildcard: false, known: false });
  }
}

function addTable(found: Found, name: string, node: Syntax, place: Place): void {
  add(found.tables, name, { ...use(name, node, place), wildcard: false, known: true });
}

function called(found: Found, node: Syntax, place: Place): void {
  const callee = node.optional('Name');
  const name = callee?.name ?? '';
  const args = node.optional('ArgumentList')?.list('Expressions') ?? [];
  const [first] = args;
  const ownName = place.lets.has(name);
  if (!ownName && name === '_GetWatchlist') watchlist(found, node, first, place);
  else if (!ownName && name === 'table') tableCall(found, node, first, place);
  else if (!ownName && OTHERS[name] !== undefined) other(found, node, OTHERS[name], first?.constantText, place);
  else if (!place.elsewhere) saved(found, node, name, place);
  for (const arg of args) visit(found, arg, { ...place, piped: false, elsewhere: false });
}

function watchlist(found: Found, node: Syntax, alias: Syntax | undefined, place: Place): void {
  const name = alias?.constantText;
  if (place.elsewhere) return;
  if (name === undefined) {
    if (!place.declared) found.untold.push({ what: 'a watchlist whose alias is computed', span: node.span });
    return;
  }
  const uses = found.watchlists.get(name.toLowerCase());
  const same = uses?.find((each) => sameWay(each, place));
  if (same !== undefined) same.calls.push(node.columnIdentities);
  else add(found.watchlists, name.toLowerCase(), { ...use(name, node, place), calls: [node.columnIdentities] });
}

function tableCall(found: Found, node: Syntax, given: Syntax | undefined, place: Place): void {
  const name = given?.constantText;
  if (place.elsewhere) return;
  if (name !== undefined) {
    const known = found.catalog.table(name) !== undefined;
    if (!place.lets.has(name)) add(found.tables, name, { ...use(name, node, place), wildcard: false, known });
  } else if (!place.declared) found.untold.push({ what: 'a table whose name is computed', span: node.span });
}

function other(found: Found, node: Syntax, by: OtherUse['by'], name: string | undefined, place: Place): void {
  if (name !== undefined) add(found.others, `${by} ${name.toLowerCase()}`, { ...use(name, node, place), by });
  else if (!place.declared) found.untold.push({ what: `a ${by} whose name is computed`, span: node.span });
}

/** A function of the query, one that is saved in the workspace, or one of KQL, which needs nothing. */
function saved(found: Found, node: Syntax, name: string, place: Place): void {
  if (place.lets.has(name)) {
    const body = node.functionBody();
    if (body !== undefined) visit(found, body, { ...place, declared: false, piped: false });
    return;
  }
  if (found.catalog.function(name) === undefined) {
    const unknown = found.diagnostics.get(node.start) === UNKNOWN_FUNCTION;
    if (unknown) add(found.functions, name, { ...use(name, node, place), known: false });
    return;
  }
  add(found.functions, name, { ...use(name, node, place), known: true });
  const body = found.catalog.function(name)?.body === undefined ? undefined : node.functionBody();
  if (body === undefined) return;
  const inside = {
    ...place,
    through: [...place.through, name],
    declared: false,
    piped: false,
    lets: new Set<string>(),
  };
  visit(found, body, inside);
}

const use = (name: string, { span }: Syntax, { through, fuzzy }: Place): Use => ({ name, span, through, fuzzy });

/** A second use says nothing new, unless it may be missing where the first may not, or the other way round. */
function add<U extends Use>(uses: Map<string, U[]>, key: string, one: U): void {
  const list = uses.get(key) ?? [];
  if (list.some((each) => sameWay(each, one))) return;
  uses.set(key, [...list, one]);
}

const sameWay = (a: Pick<Use, 'fuzzy'>, b: Pick<Use, 'fuzzy'>): boolean =>
  JSON.stringify(a.fuzzy) === JSON.stringify(b.fuzzy);
