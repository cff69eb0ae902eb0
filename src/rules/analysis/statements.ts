import type { Syntax } from '../../kql';
import { closedFlow } from './flow';
import type { Flow } from './flow';
import { foldTime } from './time-value';
import type { Binding, Bindings, Scope, Walk } from './walk';
import { valuesIn } from './walk';

/** Walks statements in order (a query, the body of a function); gives the rows of the last expression, if it has any. */
export function walkBody(walk: Walk, body: Syntax, scope: Scope): Flow {
  let bindings = scope.bindings;
  let result: Flow | undefined;
  for (const statement of body.list('Statements')) {
    if (statement.kind === 'LetStatement') bindings = bind(walk, statement, { ...scope, bindings });
    const expression = statement.kind === 'ExpressionStatement' ? statement.optional('Expression') : undefined;
    if (expression !== undefined) result = walkExpression(walk, expression, { ...scope, bindings });
  }
  const last = body.kind === 'FunctionBody' ? body.optional('Expression') : undefined;
  if (last !== undefined) result = walkExpression(walk, last, { ...scope, bindings });
  return result ?? closedFlow(body);
}

function walkExpression(walk: Walk, node: Syntax, scope: Scope): Flow | undefined {
  if (node.table !== undefined) return walk.tabular(node, scope);
  walk.scalar(node, scope);
  return undefined;
}

function bind(walk: Walk, statement: Syntax, scope: Scope): Bindings {
  const name = statement.optional('Name')?.name;
  const expression = statement.optional('Expression');
  if (name === undefined || expression === undefined) return scope.bindings;
  return new Map([...scope.bindings, [name, bindingOf(walk, expression, scope)]]);
}

function bindingOf(walk: Walk, expression: Syntax, scope: Scope): Binding {
  if (expression.kind === 'FunctionDeclaration') {
    const binding = { kind: 'function', declaration: expression, bindings: scope.bindings } as const;
    // once by itself: nobody may call it
    declaredWith(walk, binding, new Map(), scope);
    return binding;
  }
  if (expression.table !== undefined) return { kind: 'table', flow: walk.tabular(expression, scope) };
  walk.scalar(expression, scope);
  return { kind: 'value', value: foldTime(expression, valuesIn(scope)) };
}

/** The rows that a call of a function of the query gives. */
export function declared(
  walk: Walk,
  node: Syntax,
  binding: Extract<Binding, { readonly kind: 'function' }>,
  scope: Scope,
): Flow {
  const args = node.optional('ArgumentList')?.list('Expressions') ?? [];
  const given = new Map<string, Binding>();
  parametersOf(binding.declaration).forEach(({ name, fallback }, index) => {
    const arg = args.find((each) => each.optional('Name')?.name === name && each.kind === 'SimpleNamedExpression');
    const value = arg?.optional('Expression') ?? args[index] ?? fallback;
    if (value === undefined) return;
    given.set(
      name,
      value.table === undefined
        ? { kind: 'value', value: foldTime(value, valuesIn(scope)) }
        : { kind: 'table', flow: walk.tabular(value, scope) },
    );
  });
  for (const arg of args) if (arg.table === undefined) walk.scalar(arg, scope);
  return { ...declaredWith(walk, binding, given, scope), node };
}

function declaredWith(
  walk: Walk,
  { declaration, bindings }: Extract<Binding, { readonly kind: 'function' }>,
  given: Bindings,
  scope: Scope,
): Flow {
  const body = declaration.optional('Body');
  if (body === undefined) return closedFlow(declaration);
  const parameters = parametersOf(declaration).map(({ name, node }): readonly [string, Binding] => [
    name,
    given.get(name) ??
      (node.table === undefined ? { kind: 'value', value: undefined } : { kind: 'table', flow: closedFlow(node) }),
  ]);
  return walkBody(walk, body, { ...scope, bindings: new Map([...bindings, ...parameters]), row: undefined });
}

interface DeclaredParameter {
  readonly name: string;
  readonly node: Syntax;
  readonly fallback: Syntax | undefined;
}

function parametersOf(declaration: Syntax): readonly DeclaredParameter[] {
  return (declaration.optional('Parameters')?.list('Parameters') ?? []).flatMap((parameter) => {
    const node = parameter.optional('NameAndType')?.optional('Name');
    if (node === undefined) return [];
    return [{ name: node.name, node, fallback: parameter.optional('DefaultValue')?.optional('Value') }];
  });
}
