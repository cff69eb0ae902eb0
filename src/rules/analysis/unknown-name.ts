import { suggest } from '../../diagnostics';
import type { KqlDiagnostic, Syntax } from '../../kql';
import { builtInFunctionNames } from '../../kql';
import type { Knowledge } from '../catalog/knowledge';
import { columnsOf, isCertain, loserOf } from './flow';
import type { Flow } from './flow';
import type { QueryFinding } from './query-finding';

/** Names of the query that the catalog or the rows should know, by the binder's codes. */
const TABLE = 'KS204';
const FUZZY_TABLE = 'KS205';
const ANY = 'KS142';
const FUNCTION: ReadonlySet<string> = new Set(['KS211', 'KS122', 'KS123', 'KS124', 'KS143']);

export function isUnknownName({ code }: KqlDiagnostic): boolean {
  return code === TABLE || code === FUZZY_TABLE || code === ANY || FUNCTION.has(code);
}

export interface UnknownNameContext {
  readonly query: string;
  readonly catalog: Knowledge;
  /** The rows in which the name stands, if it stands in any. */
  readonly row: Flow | undefined;
}

/** What to say about a name that refers to nothing. */
export function unknownName(found: KqlDiagnostic, context: UnknownNameContext): QueryFinding {
  const { span, code } = found;
  const name = nameIn(found, context.query);
  if (code === TABLE) return unknownTable(span, name, context);
  if (code === FUZZY_TABLE) return fuzzyTable(span, name, context);
  if (FUNCTION.has(code)) return unknownFunction(span, name, context);
  if (context.row === undefined) return unknownValue(span, name, context);
  return textProperty(span, name, context) ?? goneColumn(span, name, context) ?? unknownColumn(span, name, context);
}

/** The name as the official message quotes it: the text of a span may be in brackets. */
export function nameIn({ message, span }: KqlDiagnostic, query: string): string {
  return /'([^']+)'/.exec(message)?.[1] ?? query.slice(span.start, span.end);
}

type Say = (span: KqlDiagnostic['span'], name: string, context: UnknownNameContext) => QueryFinding;

const unknownTable: Say = (span, name, { query, catalog }) => {
  const near = suggest(name, [...letNames(query), ...catalog.tableNames(), ...catalog.functionNames()]);
  return {
    code: 'unknown-table',
    severity: 'warning',
    span,
    message: `no table, function or \`let\` is named \`${name}\``,
    help: didYouMean(
      near,
      'If your workspace has it, describe it in a table file (`schemas:` in the config) or `_functions`.',
    ),
  };
};

const fuzzyTable: Say = (span, name, { query, catalog }) => {
  const near = suggest(name, [...letNames(query), ...catalog.tableNames(), ...catalog.functionNames()]);
  return {
    code: 'unknown-table-fuzzy',
    severity: 'info',
    span,
    message: `nothing is named \`${name}\`; with \`isfuzzy=true\` the query runs without it`,
    help: didYouMean(near, 'If your workspace has it, describe it in a table file (`schemas:` in the config).'),
  };
};

const unknownFunction: Say = (span, name, { query, catalog }) => {
  const near = suggest(name, [...letNames(query), ...builtInFunctionNames(), ...catalog.functionNames()]);
  return {
    code: 'unknown-function',
    severity: 'warning',
    span,
    message: `no function is named \`${name}\``,
    help: didYouMean(near, 'If your workspace has it as a saved function, add it to `_functions`.'),
  };
};

/** A name where no row is in sight: `let x = Nope;`. */
const unknownValue: Say = (span, name, { query, catalog }) => {
  const near = suggest(name, [...letNames(query), ...catalog.tableNames(), ...catalog.functionNames()]);
  return {
    code: 'unknown-table',
    severity: 'warning',
    span,
    message: `nothing is named \`${name}\``,
    help: didYouMean(
      near,
      'If it is a table or function of your workspace, describe it in a table file or `_functions`.',
    ),
  };
};

/** `LocationDetails.city` where the column is text: only dynamic values have properties. */
function textProperty(
  span: KqlDiagnostic['span'],
  name: string,
  { query, row }: UnknownNameContext,
): QueryFinding | undefined {
  const owner = /([\p{L}_][\p{L}\p{N}_]*)\s*\.\s*$/u.exec(query.slice(0, span.start))?.[1];
  const column = row === undefined ? undefined : columnsOf(row).find((each) => each.name === owner);
  if (column === undefined) return undefined;
  return {
    code: 'text-property',
    severity: 'error',
    span,
    message: `\`${column.name}\` is ${column.type === 'string' ? 'text (string)' : `a ${column.type}`}, so it has no \`.${name}\``,
    help: `Write \`parse_json(${column.name}).${name}\`, if it holds JSON.`,
  };
}

/** A column that was there, until an operator left it out. */
function goneColumn(
  span: KqlDiagnostic['span'],
  name: string,
  { query, row }: UnknownNameContext,
): QueryFinding | undefined {
  const gone = row === undefined ? undefined : loserOf(name, row);
  if (row === undefined || gone === undefined) return undefined;
  const { keyword, line } = operatorPlace(gone, query);
  return {
    code: 'column-gone',
    severity: isCertain(row) ? 'error' : 'warning',
    span,
    message: `\`${name}\` is no longer there: \`${keyword}\` in line ${line} of the query leaves it out`,
    help: keyword === 'summarize' ? `Keep it: \`by ${name}\`, or \`take_any(${name})\`.` : `Keep it in \`${keyword}\`.`,
  };
}

const unknownColumn: Say = (span, name, { query, row }) => {
  const columns = row === undefined ? [] : columnsOf(row).map((column) => column.name);
  const near = suggest(name, [...columns, ...letNames(query)]);
  const sources = [...(row?.incomplete ?? [])];
  if (row === undefined || isCertain(row)) {
    return {
      code: 'unknown-column',
      severity: 'error',
      span,
      message: `there is no column \`${name}\` here`,
      help: didYouMean(near, columns.length === 0 ? 'No columns are known here.' : `There are: ${listed(columns)}.`),
    };
  }
  const where = sources.length > 0 ? listed(sources) : [...row.unbounded].join(', ');
  return {
    code: 'unknown-column',
    severity: 'warning',
    span,
    message: `no column \`${name}\` is known of ${where}`,
    help: didYouMean(near, 'If your workspace has it, add it to a table file (`schemas:` in the config).'),
  };
};

/** How people find an operator: its keyword and the line of the query. */
export function operatorPlace(operator: Syntax, query: string): { readonly keyword: string; readonly line: number } {
  const keyword = /^[\w-]+/.exec(operator.text)?.[0] ?? 'an operator';
  return { keyword, line: query.slice(0, operator.start).split('\n').length };
}

const MOST_LISTED = 12;

export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `\`${name}\``);
  return `${shown.join(', ')}${names.length > MOST_LISTED ? `, ${names.length - MOST_LISTED} more` : ''}`;
}

function letNames(query: string): readonly string[] {
  return [...query.matchAll(/\blet\s+([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
}

export function didYouMean(near: string | undefined, otherwise: string): string {
  return near === undefined ? otherwise : `Did you mean \`${near}\`?`;
}
