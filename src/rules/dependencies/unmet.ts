import type { Span } from '../../diagnostics';
import type { Knowledge } from '../catalog/knowledge';
import type { Dependencies, FuzzyLeg, TableUse } from './dependencies';

/** The tables of a workspace: a map of their plans is one. */
export interface OfferedTables {
  has(table: string): boolean;
  /** As the service says it; undefined where it says none. */
  get(table: string): string | undefined;
  keys(): Iterable<string>;
}

/** What a workspace has, as far as it could be read: what is absent was not. */
export interface Offered {
  readonly tables?: OfferedTables;
  /** Names of saved functions, of the workspace and of the repository. */
  readonly functions?: { has(name: string): boolean };
  /** Aliases in lower case, of the workspace and of the repository. */
  readonly watchlists?: ReadonlySet<string>;
}

export type UnmetCode = 'dependency-table' | 'dependency-plan' | 'dependency-function' | 'dependency-watchlist';

/** Something that a query needs and the workspace does not offer. */
export interface Unmet {
  readonly code: UnmetCode;
  readonly name: string;
  /** In the compiled query. */
  readonly span: Span;
  readonly message: string;
  readonly help: string;
  readonly fuzzy: readonly FuzzyLeg[];
}

export interface Judged {
  /** With any of these the query fails in the workspace. */
  readonly unmet: readonly Unmet[];
  /** Legs of fuzzy unions that the query runs without there. */
  readonly without: readonly Unmet[];
}

/**
 * Holds what a query needs against what a workspace has. A part of the workspace that could not be read is not judged.
 * Tables have to be on the Analytics plan: no other is read by analytics rules (Microsoft Learn, data tiers and
 * retention, and Azure Monitor, table plans; read 2026-11-24). Functions that Microsoft puts into every workspace are there.
 */
export function unmetIn(needs: Dependencies, offered: Offered, knowledge: Pick<Knowledge, 'function'>): Judged {
  const all = [
    ...needs.tables.flatMap((use) => unmetTable(use, offered)),
    ...needs.functions.flatMap((use): readonly Unmet[] => {
      const { name, span, fuzzy, through } = use;
      const there = offered.functions === undefined || offered.functions.has(name);
      if (there || knowledge.function(name)?.origin === 'built-in') return [];
      const message = `${lead(through)}the saved function \`${name}\` is not there`;
      return [{ code: 'dependency-function', name, span, fuzzy, message, help: HELP.function }];
    }),
    ...needs.watchlists.flatMap((use): readonly Unmet[] => {
      const { name, span, fuzzy, through } = use;
      if (offered.watchlists === undefined || offered.watchlists.has(name.toLowerCase())) return [];
      const message = `${lead(through)}the watchlist \`${name}\` is not there`;
      return [{ code: 'dependency-watchlist', name, span, fuzzy, message, help: HELP.watchlist }];
    }),
  ];
  const unmet = new Set(fatal(all, 0));
  return { unmet: [...unmet], without: all.filter((one) => !unmet.has(one)) };
}

const HELP = {
  table: 'connect the data that fills it, or keep the rule from this target (`targets:`)',
  plan: 'move the table to the Analytics plan, or keep the rule from this target (`targets:`)',
  function: 'add it to `_functions` with its query, or install what brings it',
  watchlist: 'add it to `_watchlists`, or create it in the workspace',
} as const;

const READABLE = 'analytics';

function unmetTable(use: TableUse, { tables, functions }: Offered): readonly Unmet[] {
  if (tables === undefined) return [];
  const { name, span, fuzzy, through, wildcard, known } = use;
  const base = { name, span, fuzzy };
  const fits = wildcard ? [...tables.keys()].filter((table) => fitting(name).test(table)) : [name];
  const there = fits.filter((table) => tables.has(table));
  if (there.length === 0) {
    // a name that nobody here knows may be a function
    if (functions?.has(name) === true || (!known && !wildcard && functions === undefined)) return [];
    const what = wildcard ? `no table is named like \`${name}\`` : `the table \`${name}\` is not there`;
    return [{ ...base, code: 'dependency-table', message: `${lead(through)}${what}`, help: HELP.table }];
  }
  const plans = there.map((table) => tables.get(table) ?? READABLE);
  if (plans.some((plan) => plan.toLowerCase() === READABLE)) return [];
  const [plan = ''] = plans;
  const message = `${lead(through)}the table \`${there[0] ?? name}\` is on the ${plan} plan, which analytics rules cannot read`;
  return [{ ...base, code: 'dependency-plan', message, help: HELP.plan }];
}

function fitting(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').join('.*')}$`);
}

function lead(through: readonly string[]): string {
  return through.length === 0 ? '' : `in ${through.map((name) => `\`${name}\``).join(', ')}: `;
}

/** Those that the query does not survive: outside of fuzzy unions, and where every leg of one falls. */
function fatal(missing: readonly Unmet[], depth: number): readonly Unmet[] {
  const direct = missing.filter(({ fuzzy }) => fuzzy.length === depth);
  const unions = groupBy(missing, ({ fuzzy }) => fuzzy[depth]?.union);
  const fallen = unions.flatMap((inUnion) => {
    const legs = groupBy(inUnion, ({ fuzzy }) => fuzzy[depth]?.leg).map((leg) => fatal(leg, depth + 1));
    const count = inUnion[0]?.fuzzy[depth]?.legs ?? 0;
    const dead = legs.filter((leg) => leg.length > 0);
    return dead.length === count ? dead.flat() : [];
  });
  return [...direct, ...fallen];
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => number | undefined): readonly (readonly T[])[] {
  const groups = new Map<number, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
