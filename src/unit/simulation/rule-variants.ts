import { hasFilterAt } from '../../kql';
import type { Span } from '../../diagnostics';
import type { Knowledge, Rule, TargetOverrides } from '../../rules';
import type { FunctionStub, GivenWatchlist, TestCase } from '../test-file/model';
import { testCatalog } from '../world/stand-ins';
import type { TestCatalog } from '../world/stand-ins';
import { readyRule } from './ready-rule';
import type { Readied } from './ready-rule';

/** A rule made ready for a case, and what its query may name there. */
export interface Variant {
  readonly readied: Readied;
  readonly world: TestCatalog;
  /** The same without some exclusions: filters to leave out, or another plan where they cannot be left out so. */
  without(names: readonly string[]): { readonly readied: Readied; readonly filters: readonly Span[] };
}

export interface VariantContext {
  readonly rule: Rule;
  readonly knowledge: Knowledge;
}

/**
 * Worlds by rule and by what its cases put in the place of the workspace's own. They outlast a run, since the binder keeps
 * what it has worked out in one: who runs the same tests again and again (a watch, seeded faults) finds it there.
 */
const worldsOf = new WeakMap<Knowledge, Map<string, TestCatalog>>();

/** Plans of one rule, made once for what its cases have in common: a plan costs more than most cases. */
export function ruleVariants(context: VariantContext): (testCase: TestCase, overrides: TargetOverrides) => Variant {
  const worlds = worldsOf.get(context.knowledge) ?? new Map<string, TestCatalog>();
  worldsOf.set(context.knowledge, worlds);
  const made = new Map<string, Readied>();
  const worldOf = ({ functions, watchlists }: TestCase): readonly [key: string, world: TestCatalog] => {
    const key = `${context.rule.id} ${worldKey(functions, watchlists, context.knowledge)}`;
    const world = worlds.get(key) ?? testCatalog(context.knowledge, { functions, watchlists });
    worlds.set(key, world);
    return [key, world];
  };
  return (testCase, overrides) => {
    const [worldName, world] = worldOf(testCase);
    const ready = (without: readonly string[]): Readied => {
      const key = JSON.stringify([worldName, testCase.target, testCase.parameters, without]);
      const known = made.get(key);
      if (known !== undefined) return known;
      const kept = <T extends { readonly name: string }>(all: readonly T[] = []): readonly T[] =>
        all.filter(({ name }) => !without.includes(name));
      const readied = readyRule(
        { ...context.rule, exclusions: kept(context.rule.exclusions) },
        {
          ...overrides,
          exclusions: kept(overrides.exclusions),
          parameters: { ...overrides.parameters, ...testCase.parameters },
        },
        world.catalog,
      );
      made.set(key, readied);
      return readied;
    };
    const readied = ready([]);
    return {
      readied,
      world,
      without(names) {
        if (!readied.ok) return { readied, filters: [] };
        const { exclusions, plan } = readied.ready;
        const filters = names.flatMap((name) => exclusions.get(name) ?? []);
        // an exclusion in a function of the query has no place of its own in the plan
        const apart = filters.every((span) => hasFilterAt(plan, around(span)));
        return apart ? { readied, filters: filters.map(around) } : { readied: ready(names), filters: [] };
      },
    };
  };
}

/** The predicate of an exclusion together with the `not(coalesce(` and `, false)` that compiling puts around it. */
function around({ start, end }: Span): Span {
  return { start: start - 'not(coalesce('.length, end: end + ', false))'.length };
}

function worldKey(
  functions: readonly FunctionStub[],
  watchlists: readonly GivenWatchlist[],
  knowledge: Knowledge,
): string {
  const unknown = watchlists.filter(({ alias }) => knowledge.watchlist(alias) === undefined);
  return JSON.stringify([
    functions.map(({ name, query, parameters }) => [name, query, parameters]),
    unknown.map(({ alias, columns }) => [alias, [...columns.keys()]]),
  ]);
}
