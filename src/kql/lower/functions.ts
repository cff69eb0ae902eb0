import { unsupported } from '../kql-error';
import type { Syntax } from '../language';
import type { Tabular } from '../plan/plan';
import type { Binding, Lowering, Names } from './lowering';
import { letStatements } from './statements';

interface CalledBody {
  /** The expression that the body returns. */
  readonly node: Syntax;
  readonly lowering: Lowering;
}

/**
 * The body of a function of the query or the catalog, with the arguments of this call bound to its parameters;
 * undefined for a built-in function. `piped` is the left side of an `invoke`.
 */
export function calledBody(call: Syntax, lowering: Lowering, piped?: Tabular): CalledBody | undefined {
  const body = call.functionBody();
  if (body === undefined) return undefined;
  const name = call.kind === 'FunctionCallExpression' ? call.child('Name').name : call.name;
  const args = call.kind === 'FunctionCallExpression' ? call.child('ArgumentList').list('Expressions') : [];
  const known = lowering.names.get(name);
  const scope: Names = known?.kind === 'function' ? known.scope : new Map();
  const names = new Map([...scope, ...bindArguments(call, args, lowering, piped)]);
  return bodyIn(body, lowering.withNames(names));
}

/** What a function's body returns, where its own `let` statements are known. */
export function bodyIn(body: Syntax, lowering: Lowering): CalledBody {
  if (body.kind !== 'FunctionBody') return { node: body, lowering };
  return { node: body.child('Expression'), lowering: letStatements(body.list('Statements'), lowering) };
}

function bindArguments(
  call: Syntax,
  args: readonly Syntax[],
  lowering: Lowering,
  piped: Tabular | undefined,
): readonly (readonly [string, Binding])[] {
  const parameters = call.parameters;
  const bound = new Map<string, Binding>();
  const [first] = parameters;
  if (piped !== undefined && first !== undefined)
    bound.set(first.name, { kind: 'table', table: shared(piped, first.name) });
  let position = bound.size;
  for (const arg of args) {
    // A named argument takes up a place too: `f(b = 2, 1)` would give the second place twice.
    const parameter = parameters[position++];
    if (arg.kind === 'SimpleNamedExpression') {
      bound.set(arg.child('Name').name, argument(arg.child('Expression'), lowering));
      continue;
    }
    if (parameter === undefined || bound.has(parameter.name)) {
      throw unsupported('an argument without a parameter of its own', arg.span);
    }
    bound.set(parameter.name, argument(arg, lowering));
  }
  for (const { name, default: value } of parameters) {
    if (bound.has(name)) continue;
    if (value === undefined) throw unsupported(`the call without a value for '${name}'`, call.span);
    bound.set(name, argument(value(), lowering));
  }
  return [...bound];
}

function argument(node: Syntax, lowering: Lowering): Binding {
  if (node.table === undefined) return { kind: 'scalar', expression: lowering.scalar(node) };
  return { kind: 'table', table: shared(lowering.table(node), node.text) };
}

function shared(input: Tabular, name: string): Tabular {
  return input.op === 'shared' ? input : { op: 'shared', input, name, named: 'parameter', span: input.span };
}
