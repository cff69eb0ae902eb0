import { refusalHints } from '../functions/refusal-hints';
import { callScalar } from '../functions/resolve';
import { tupleFunctions } from '../functions/tuples';
import { windowFunctions } from '../functions/windows';
import { runtimeError, unsupported } from '../kql-error';
import type { BetweenExpression, BinaryExpression, CallExpression, ElementExpression, Expression } from '../plan/plan';
import type { Operand } from '../table/operand';
import { columnOperand, constant } from '../table/operand';
import { compileRegex } from '../values/regex';
import type { Table } from '../table/table';
import { readerOf } from '../table/reader';
import type { TypedValue } from '../values/value';
import { element, member } from './expressions/access';
import { anyColumn } from './expressions/any-column';
import { arithmetic, negate } from './expressions/arithmetic';
import { compare } from './expressions/comparison';
import { logical } from './expressions/logic';
import { membership } from './expressions/membership';
import { stringTest } from './expressions/string-test';
import { forms } from './forms';
import type { Run, Scope } from './run';

const HINT = 'columns that only the data decides on can be missing: column_ifexists(name, default) guards against it';

/** Evaluates an expression over all rows of a table at once. Constant parts are evaluated once. */
export function evaluateOver(expression: Expression, table: Table, run: Run): Operand {
  const scope: Scope = { table, run, evaluate: (inner) => evaluateIn(inner, scope) };
  return scope.evaluate(expression);
}

function evaluateIn(expression: Expression, scope: Scope): Operand {
  const { rowCount } = scope.table;
  switch (expression.kind) {
    case 'literal':
      return constant(expression.constant.type, expression.constant.value);
    case 'column': {
      const slot = scope.table.slot(expression.name);
      if (slot === undefined)
        throw runtimeError(`there is no column '${expression.name}' in these rows`, expression.span, HINT);
      return columnOperand(slot.column());
    }
    case 'call':
      return call(expression, scope);
    case 'binary':
      return binary(expression, scope);
    case 'logical':
      return logical(expression.operator, scope.evaluate(expression.left), scope.evaluate(expression.right), rowCount);
    case 'negate': {
      const operand = scope.evaluate(expression.operand);
      return negate(operand, rowCount) ?? refuse(`'-' of ${operand.type}`, expression);
    }
    case 'in':
      return membership(expression, scope);
    case 'between':
      return between(expression, scope);
    case 'member':
      return member(scope.evaluate(expression.operand), expression.name, rowCount);
    case 'element':
      return (
        partAt(expression, scope) ??
        element(scope.evaluate(expression.operand), scope.evaluate(expression.index), rowCount)
      );
    case 'toscalar': {
      const table = scope.run.table(expression.table);
      const [slot] = table.slots;
      if (slot === undefined) return constant('dynamic', null);
      const empty = slot.type === 'string' ? '' : null;
      return constant(slot.type, table.rowCount === 0 ? empty : readerOf(slot.column())(0));
    }
    case 'part':
      return parts(expression.call, scope)[expression.index] ?? refuse('this part', expression.call);
    case 'star':
      throw unsupported("'*' in this place", expression.span);
  }
}

/** `array_sort_asc(a, b)[1]` is the second array: an index into a call of several columns picks the column. */
function partAt({ operand, index }: ElementExpression, scope: Scope): Operand | undefined {
  if (operand.kind !== 'call' || tupleFunctions[operand.name] === undefined) return undefined;
  const made = parts(operand, scope);
  if (made.length < 2) return undefined;
  const { constant: at } = index.kind === 'literal' ? index : { constant: undefined };
  if (typeof at?.value !== 'number') return refuse('an index that varies, into a call of several columns', operand);
  return made[at.value] ?? constant('dynamic', null);
}

/** Where the pattern stands among the arguments of the functions that take one. */
const regexArguments: Readonly<Record<string, number>> = {
  extract: 0,
  extract_all: 0,
  replace_regex: 1,
  indexof_regex: 1,
  trim: 0,
  trim_start: 0,
  trim_end: 0,
};

/** A constant pattern that cannot be read is an error; one of a row matches nothing. */
function checkRegex(name: string, pattern: Operand | undefined, at: Expression | undefined): void {
  if (pattern?.kind !== 'constant' || at === undefined || typeof pattern.value !== 'string') return;
  const regex = compileRegex(pattern.value);
  if (regex !== null && (name !== 'extract_all' || regex.groupCount > 0)) return;
  if (regex !== null) throw runtimeError(`'${pattern.value}' has no group for extract_all to take`, at.span);
  throw runtimeError(
    `'${pattern.value}' is no regular expression of Kusto's kind (RE2)`,
    at.span,
    'look-around and back references are not in it; brackets must be closed',
  );
}

function refuse(what: string, expression: Expression): never {
  const hint = expression.kind === 'call' ? refusalHints[expression.name] : undefined;
  throw unsupported(what, expression.span, hint);
}

function call(expression: CallExpression, scope: Scope): Operand {
  const form = forms[expression.name];
  const formed = form?.(expression, scope);
  if (formed !== undefined) return formed;
  const types = Object.entries(expression.typeArgs);
  const name = [expression.name, ...types.map(([, type]) => type)].join(':').replace(/:string$/, '');
  const args = expression.args.filter((_, index) => expression.typeArgs[index] === undefined).map(scope.evaluate);
  const { rowCount } = scope.table;
  const pattern = regexArguments[expression.name];
  if (pattern !== undefined) checkRegex(expression.name, args[pattern], expression.args[pattern]);
  const result = windowFunctions[name]?.(args, rowCount) ?? callScalar(name, args, rowCount);
  if (result !== undefined) return result;
  const signature = `${expression.name}(${args.map(({ type }) => type).join(', ')})`;
  return refuse(`the call ${signature}`, expression);
}

// Of one call over one table, the parts are wanted one after another: it runs for the first.
const ran = new WeakMap<CallExpression, WeakMap<Table, readonly (Operand | undefined)[]>>();

function parts(expression: CallExpression, scope: Scope): readonly (Operand | undefined)[] {
  const known = ran.get(expression) ?? new WeakMap<Table, readonly (Operand | undefined)[]>();
  ran.set(expression, known);
  const done = known.get(scope.table);
  if (done !== undefined) return done;
  const args = expression.args.map(scope.evaluate);
  const made =
    tupleFunctions[expression.name]?.(args, scope.table.rowCount) ??
    refuse(`the call ${expression.name}(${args.map(({ type }) => type).join(', ')})`, expression);
  known.set(scope.table, made);
  return made;
}

function binary(expression: BinaryExpression, scope: Scope): Operand {
  const right = scope.evaluate(expression.right);
  if (expression.left.kind !== 'star') return binaryOf(expression, scope.evaluate(expression.left), right, scope);
  const { operator } = expression;
  if (
    right.type !== 'string' ||
    !(operator.family === 'string' ? !operator.negated : operator.family === 'comparison' && operator.sign === '==')
  ) {
    return refuse("this test of '*'", expression);
  }
  // Only text equals a text: columns of other types cannot be the ones meant.
  const table = operator.family === 'string' ? scope.table : textColumns(scope.table);
  return anyColumn(expression, table, (left) => binaryOf(expression, left, right, scope));
}

function textColumns(table: Table): Table {
  return table.withSlots(table.slots.filter(({ type }) => type === 'string' || type === 'dynamic'));
}

function binaryOf(expression: BinaryExpression, left: Operand, right: Operand, scope: Scope): Operand {
  const { rowCount } = scope.table;
  const { operator } = expression;
  switch (operator.family) {
    case 'arithmetic':
      return (
        arithmetic(operator.sign, left, right, rowCount) ??
        refuse(`'${operator.sign}' of ${left.type} and ${right.type}`, expression)
      );
    case 'comparison':
      return (
        compare(operator.sign, left, right, rowCount) ??
        refuse(`'${operator.sign}' of ${left.type} and ${right.type}`, expression)
      );
    case 'string':
      if (operator.test === 'matches regex') checkRegex('matches regex', right, expression.right);
      return stringTest(operator, left, right, rowCount);
  }
}

/** Both ends count; a timespan as the upper end of a datetime is a length (facts: kql-semantics 3.13). */
function between(expression: BetweenExpression, scope: Scope): Operand {
  const { rowCount } = scope.table;
  const operand = scope.evaluate(expression.operand);
  const low = scope.evaluate(expression.low);
  const given = scope.evaluate(expression.high);
  const high = low.type === 'datetime' && given.type === 'timespan' ? arithmetic('+', low, given, rowCount) : given;
  const from = compare('>=', operand, low, rowCount);
  const to = high === undefined ? undefined : compare('<=', operand, high, rowCount);
  if (from === undefined || to === undefined) return refuse(`'between' of ${operand.type} and ${low.type}`, expression);
  const inside = logical('and', from, to, rowCount);
  if (!expression.negated) return inside;
  return callScalar('not', [inside], rowCount) ?? refuse("'!between'", expression);
}

/** The value of an expression that must not depend on rows. */
export function constantOf(expression: Expression, table: Table, run: Run): TypedValue {
  const operand = evaluateOver(expression, table, run);
  if (operand.kind !== 'constant') throw unsupported('a value that differs from row to row here', expression.span);
  return { type: operand.type, value: operand.value };
}
