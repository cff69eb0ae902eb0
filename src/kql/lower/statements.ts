import { unsupported } from '../kql-error';
import type { Syntax } from '../language';
import type { Tabular } from '../plan/plan';
import type { Binding, Lowering } from './lowering';

/** Binds the names of `let` statements, in order; the result knows them all. */
export function letStatements(statements: readonly Syntax[], lowering: Lowering): Lowering {
  return statements.reduce((known, statement) => {
    if (statement.kind === 'LetStatement') return letStatement(statement, known);
    if (statement.kind === 'SetOptionStatement') return setOption(statement, known);
    if (statement.kind === 'QueryParametersStatement') return queryParameters(statement, known);
    throw unsupported(`the statement ${statement.kind.replace('Statement', '')}`, statement.span);
  }, lowering);
}

function letStatement(statement: Syntax, lowering: Lowering): Lowering {
  const name = statement.child('Name').name;
  const value = statement.child('Expression');
  return lowering.withNames(new Map([...lowering.names, [name, binding(value, name, lowering)]]));
}

/**
 * `declare query_parameters(days: long = 7)`: nobody gives values here, so each has its default (source: Microsoft
 * Learn, query-parameters-statement, read 2026-11-24).
 */
function queryParameters(statement: Syntax, lowering: Lowering): Lowering {
  const bound = statement.list('Parameters').map((parameter): readonly [string, Binding] => {
    const declared = parameter.child('NameAndType');
    const { name } = declared.child('Name');
    const value = parameter.optional('DefaultValue')?.child('Value');
    if (value === undefined) throw unsupported(`the parameter '${name}' without a default value`, parameter.span);
    if (value.type !== declared.child('Type').whole().text)
      throw unsupported(`a default of another type for the parameter '${name}'`, value.span);
    return [name, { kind: 'scalar', expression: lowering.scalar(value) }];
  });
  return lowering.withNames(new Map([...lowering.names, ...bound]));
}

function binding(value: Syntax, name: string, lowering: Lowering): Binding {
  if (value.kind === 'FunctionDeclaration') {
    // The body is lowered where it is called, bound for the arguments there.
    value.whole();
    const isView = value.token('ViewKeyword') === 'view' && value.child('Parameters').list('Parameters').length === 0;
    return { kind: 'function', scope: lowering.names, view: isView ? value.child('Body') : undefined };
  }
  if (value.table === undefined) return { kind: 'scalar', expression: lowering.scalar(value) };
  const input: Tabular = lowering.table(value);
  return { kind: 'table', table: { op: 'shared', input, name, named: 'let', span: value.span } };
}

/** Options of the service that change no rows of what runs here. */
const HARMLESS_OPTION = /^(?:notruncation|truncation.*|servertimeout|norequesttimeout|query_.*(?:cache|timeout).*)$/;

function setOption(statement: Syntax, lowering: Lowering): Lowering {
  const name = statement.child('Name').name;
  if (!HARMLESS_OPTION.test(name)) throw unsupported(`the option '${name}'`, statement.span);
  statement.whole();
  return lowering;
}

/** The statements before a query that are known here, by the official name of their syntax. */
export const statementKinds: ReadonlySet<string> = new Set([
  'LetStatement',
  'SetOptionStatement',
  'QueryParametersStatement',
]);
