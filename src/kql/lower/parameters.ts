import { unsupported } from '../kql-error';
import type { Syntax } from '../language';

/** Hints and options that change how Kusto computes, never what: hints of strategy, remoteness, shuffling, spread. */
const WITHOUT_EFFECT = /^(?:hint\..*|bagexpansion)$/;

/**
 * The `name=value` parameters of an operator. Every one must be among `known` (or have no effect on rows): an unknown
 * parameter is unsupported, never ignored.
 */
export function parametersOf(node: Syntax, known: readonly string[]): ReadonlyMap<string, Syntax> {
  const found = new Map<string, Syntax>();
  for (const parameter of node.list('Parameters')) {
    const name = parameter.child('Name').name.toLowerCase();
    const value = parameter.child('Expression');
    if (known.includes(name)) found.set(name, value);
    else if (!WITHOUT_EFFECT.test(name)) throw unsupported(`the parameter '${name}'`, parameter.span);
    else value.whole();
  }
  return found;
}

/** The value of a parameter that is a word, such as `kind=inner`. */
export function wordOf(parameters: ReadonlyMap<string, Syntax>, name: string): string | undefined {
  const node = parameters.get(name);
  return node === undefined ? undefined : node.name.toLowerCase();
}
