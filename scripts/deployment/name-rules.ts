import { suggest } from '../../src/diagnostics';
import { inertLine, resourceTypes } from '../../src/state';
import type { Resource } from '../../src/state';

/** As many letters of an id as plans show: fewer are no name. */
const LEAST_OF_ID = 8;

/** Live rules that people named, and what could not be found, in words. */
export interface NamedRules {
  readonly found: readonly Resource[];
  readonly problems: readonly string[];
}

/**
 * Finds rules by what people call them: an id, its beginning as plans show it, or a name; letter case does not matter. A
 * word that fits several rules names none.
 */
export function nameRules(live: readonly Resource[], names: readonly string[]): NamedRules {
  const found = new Map<string, Resource>();
  const problems: string[] = [];
  for (const name of names) {
    const [rule, ...more] = fitting(live, name.trim().toLowerCase());
    if (rule === undefined) problems.push(unknown(live, name));
    else if (more.length > 0) {
      const ids = [rule, ...more].map(({ id }) => inertLine(id)).join(', ');
      problems.push(`${JSON.stringify(name)} fits ${more.length + 1} rules: name one of them by its id: ${ids}`);
    } else found.set(rule.id, rule);
  }
  return { found: [...found.values()], problems };
}

export function titleOf({ type, id, body }: Resource): string {
  return resourceTypes[type].title(body) ?? id;
}

function fitting(live: readonly Resource[], name: string): readonly Resource[] {
  const same = live.filter(({ id }) => id.toLowerCase() === name);
  if (same.length > 0) return same;
  const called = live.filter((rule) => titleOf(rule).trim().toLowerCase() === name);
  if (called.length > 0) return called;
  return name.length < LEAST_OF_ID ? [] : live.filter(({ id }) => id.toLowerCase().startsWith(name));
}

function unknown(live: readonly Resource[], name: string): string {
  const near = suggest(
    name,
    live.flatMap((rule) => [titleOf(rule), rule.id]),
  );
  const help = near === undefined ? '' : `; is ${JSON.stringify(inertLine(near))} meant?`;
  return `no live rule is called ${JSON.stringify(name)}${help}`;
}
