import { compareText } from '../diagnostics';
import { ATTACK_VERSION, attackId, enterpriseMatrix } from '../rules';
import type { CoveredRule } from './covered-rule';

/** In how many ways a cell is covered: rules that are written, enabled in a target, and tested. */
export interface Counts {
  readonly rules: number;
  /** Of those, enabled in at least one of the targets that were looked at. */
  readonly enabled: number;
  readonly tested: number;
}

/** A technique or sub-technique below one tactic. */
export interface TechniqueCoverage extends Counts {
  readonly id: string;
  readonly name: string;
  /** Rules that name this very id; those of its sub-techniques are there. */
  readonly by: readonly CoveredRule[];
  /** Empty for a sub-technique. */
  readonly subTechniques: readonly TechniqueCoverage[];
}

/** A column of the matrix. */
export interface TacticCoverage extends Counts {
  /** As the API spells it. */
  readonly id: string;
  readonly name: string;
  readonly techniques: readonly TechniqueCoverage[];
}

/** How many techniques (without sub-techniques) at least one such rule looks for, itself or in a sub-technique. */
export interface Totals extends Counts {
  readonly techniques: number;
}

/** What a rule names and the matrix does not have. */
export interface Misplaced {
  readonly rule: CoveredRule;
  readonly id: string;
  readonly why: string;
}

export interface Coverage {
  /** Version of ATT&CK, enterprise. */
  readonly attack: string;
  /** Targets whose ledgers were looked at. */
  readonly targets: readonly string[];
  /** Whether tests were run: without, nothing counts as tested. */
  readonly tests: 'run' | 'not run';
  readonly tactics: readonly TacticCoverage[];
  readonly totals: Totals;
  readonly rules: number;
  readonly misplaced: readonly Misplaced[];
  /** Rules that name no technique. */
  readonly without: readonly CoveredRule[];
}

/** The columns in the order of the published matrix (attack.mitre.org). */
const ORDER: readonly string[] = [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'CommandAndControl',
  'Exfiltration',
  'Impact',
];

/** Lays rules over the enterprise matrix. `targets` are those that `enabledIn` of the rules speaks of. */
export function coverageOf(rules: readonly CoveredRule[], targets: readonly string[]): Coverage {
  const cells = new Map<string, CoveredRule[]>();
  const misplaced: Misplaced[] = [];
  for (const rule of rules) {
    for (const id of new Set(rule.techniques)) {
      const technique = enterpriseMatrix.techniques.get(id);
      if (technique === undefined) {
        misplaced.push({ rule, id, why: whyNot(id) });
        continue;
      }
      const shared = technique.tactics.filter((tactic) => rule.tactics.includes(tactic));
      for (const tactic of shared.length > 0 ? shared : technique.tactics) {
        cells.set(`${tactic}/${id}`, [...(cells.get(`${tactic}/${id}`) ?? []), rule]);
      }
    }
  }
  const tactics = columns().map((tactic) => tacticCoverage(tactic, cells));
  return {
    attack: ATTACK_VERSION,
    targets,
    tests: rules.some(({ tested }) => tested !== 'not run') ? 'run' : 'not run',
    tactics,
    totals: totalsOf(tactics),
    rules: rules.length,
    misplaced,
    without: rules.filter(({ techniques }) => techniques.length === 0),
  };
}

/** Tactics by the matrix; one that a later version of the data brings stands at the end, not nowhere. */
function columns(): readonly string[] {
  const known = [...enterpriseMatrix.tactics.keys()];
  return [...ORDER.filter((tactic) => known.includes(tactic)), ...known.filter((tactic) => !ORDER.includes(tactic))];
}

function whyNot(id: string): string {
  const known = attackId(id);
  switch (known.status) {
    case 'current':
      return 'not in the enterprise matrix: a technique of ICS';
    case 'retired':
      return known.successor === undefined ? 'retired' : `retired, now ${known.successor}`;
    case 'unknown':
      return `not in ATT&CK ${ATTACK_VERSION}`;
  }
}

function tacticCoverage(tactic: string, cells: ReadonlyMap<string, readonly CoveredRule[]>): TacticCoverage {
  const all = [...enterpriseMatrix.techniques].filter(([, { tactics }]) => tactics.includes(tactic));
  const cover = (id: string, name: string, subTechniques: readonly TechniqueCoverage[]): TechniqueCoverage => {
    const by = cells.get(`${tactic}/${id}`) ?? [];
    return { id, name, by, subTechniques, ...countsOf(by) };
  };
  const techniques = all
    .filter(([id]) => !id.includes('.'))
    .map(([id, { name }]) => {
      const subs = all.filter(([sub]) => sub.startsWith(`${id}.`)).map(([sub, each]) => cover(sub, each.name, []));
      return cover(id, name, subs);
    })
    .toSorted((a, b) => compareText(a.name, b.name));
  return {
    id: tactic,
    name: enterpriseMatrix.tactics.get(tactic) ?? tactic,
    techniques,
    ...countsOf([...new Set(techniques.flatMap(rulesIn))]),
  };
}

/** Rules of a technique and of its sub-techniques, each once. */
export function rulesIn({ by, subTechniques }: TechniqueCoverage): readonly CoveredRule[] {
  return [...new Set([...by, ...subTechniques.flatMap((sub) => sub.by)])];
}

function countsOf(rules: readonly CoveredRule[]): Counts {
  return {
    rules: rules.length,
    enabled: rules.filter(({ enabledIn }) => enabledIn.length > 0).length,
    tested: rules.filter(({ tested }) => tested === 'fires').length,
  };
}

function totalsOf(tactics: readonly TacticCoverage[]): Totals {
  const byId = new Map<string, Set<CoveredRule>>();
  for (const technique of tactics.flatMap(({ techniques }) => techniques)) {
    const found = byId.get(technique.id) ?? new Set();
    for (const rule of rulesIn(technique)) found.add(rule);
    byId.set(technique.id, found);
  }
  const each = [...byId.values()].map((rules) => countsOf([...rules]));
  return {
    techniques: byId.size,
    rules: each.filter(({ rules }) => rules > 0).length,
    enabled: each.filter(({ enabled }) => enabled > 0).length,
    tested: each.filter(({ tested }) => tested > 0).length,
  };
}
