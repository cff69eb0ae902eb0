import type { Rule } from '../rules';

/** What rules choose a target by. */
export interface PlacementTarget {
  readonly name: string;
  readonly tags: readonly string[];
}

/** What is known of a rule in a target. */
export interface PlacementFacts {
  /** Tables that the rule reads; absent where its query was not read. */
  readonly reads?: readonly string[];
  /** Tables that the target has; absent where nobody has asked it. */
  readonly tables?: ReadonlySet<string>;
}

/**
 * Whether a rule goes to a target, with the reason in words that follow the target's name. `lacks`: nobody wrote down
 * that it does not, only tables were not in the list.
 */
export type Placement =
  | { readonly goes: true; readonly why: string }
  | { readonly goes: false; readonly why: string; readonly lacks?: readonly string[] };

/**
 * Whether a rule goes to a target. Tags and exceptions of the rule decide; a rule that asks for no tag goes everywhere
 * that has its tables. One that asks for a tag goes where the tag is: that a table is missing there is a failure of the
 * plan and no choice. Where nobody knows the target's tables they are taken to be there.
 */
export function placement(
  { targets = {} }: Pick<Rule, 'targets'>,
  { name, tags }: PlacementTarget,
  { reads, tables }: PlacementFacts,
): Placement {
  const { tags: wanted, except = [] } = targets;
  if (except.includes(name)) return { goes: false, why: 'the rule excepts it' };
  if (wanted !== undefined) {
    const shared = wanted.find((tag) => tags.includes(tag));
    if (shared !== undefined) return { goes: true, why: `it is tagged ${shared}` };
    return { goes: false, why: `it is not tagged ${wanted.length === 0 ? 'with anything' : wanted.join(' or ')}` };
  }
  if (reads === undefined || tables === undefined) return { goes: true, why: 'its tables are not known' };
  const missing = reads.filter((table) => !tables.has(table));
  if (missing.length === 0) return { goes: true, why: 'it has the tables' };
  return { goes: false, why: `it has no table ${missing.join(', ')}`, lacks: missing };
}
