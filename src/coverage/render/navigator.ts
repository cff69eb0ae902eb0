import { shortRuleId } from '../../sentinel';
import type { Coverage, TacticCoverage, TechniqueCoverage } from '../cover';
import type { CoveredRule } from '../covered-rule';

/** What a technique's score counts. */
export type ScoreBy = 'rules' | 'enabled' | 'tested';

/** A layer of the ATT&CK Navigator: see `schemas/navigator-layer.schema.json`. */
export interface NavigatorLayer {
  readonly name: string;
  readonly versions: { readonly attack: string; readonly navigator: string; readonly layer: '4.5' };
  readonly domain: 'enterprise-attack';
  readonly description: string;
  readonly sorting: 3;
  readonly layout: Readonly<Record<string, string | boolean>>;
  readonly techniques: readonly NavigatorTechnique[];
  readonly gradient: { readonly colors: readonly string[]; readonly minValue: number; readonly maxValue: number };
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
}

interface NavigatorTechnique {
  readonly techniqueID: string;
  readonly tactic: string;
  readonly score: number;
  readonly comment: string;
  readonly showSubtechniques?: true;
  readonly metadata: readonly { readonly name: string; readonly value: string }[];
}

const NAMES: Readonly<Record<ScoreBy, string>> = {
  rules: 'rules',
  enabled: 'rules that are enabled',
  tested: 'rules with a test that fires',
};

/**
 * Coverage as a layer, format 4.5 (attack-navigator, layers/LAYERFORMATv4_5.md). Techniques that no rule
 * names are left out: the Navigator shows them without a colour.
 */
export function navigatorLayer(coverage: Coverage, by: ScoreBy): NavigatorLayer {
  const techniques = coverage.tactics.flatMap((tactic) =>
    tactic.techniques.flatMap((technique) =>
      [technique, ...technique.subTechniques].flatMap((each) => layerTechnique(each, tactic, by)),
    ),
  );
  return {
    name: `Sentinel: ${NAMES[by]}`,
    versions: { attack: coverage.attack, navigator: '5.0.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: `${coverage.totals[by]} of ${coverage.totals.techniques} techniques; the score is the number of ${NAMES[by]}`,
    sorting: 3,
    layout: { layout: 'side', showID: true, showName: true, expandedSubtechniques: 'annotated' },
    techniques,
    gradient: {
      colors: ['#ffffff', '#9ecae1', '#08519c'],
      minValue: 0,
      maxValue: Math.max(1, ...techniques.map(({ score }) => score)),
    },
    metadata: [
      { name: 'rules', value: String(coverage.rules) },
      ...(coverage.targets.length === 0 ? [] : [{ name: 'targets', value: coverage.targets.join(', ') }]),
    ],
  };
}

function layerTechnique(
  technique: TechniqueCoverage,
  tactic: TacticCoverage,
  by: ScoreBy,
): readonly NavigatorTechnique[] {
  const { id, rules, subTechniques } = technique;
  const inside = subTechniques.some((sub) => sub.rules > 0);
  if (rules === 0) return [];
  return [
    {
      techniqueID: id,
      tactic: shortName(tactic.name),
      score: technique[by],
      comment: technique.by.map(commentLine).join('\n'),
      ...(inside ? { showSubtechniques: true } : {}),
      metadata: [
        { name: 'rules', value: String(rules) },
        { name: 'enabled', value: String(technique.enabled) },
        { name: 'tested', value: String(technique.tested) },
      ],
    },
  ];
}

function commentLine({ name, id, enabledIn, tested }: CoveredRule): string {
  const where = enabledIn.length === 0 ? 'not enabled by the ledger' : `enabled in ${enabledIn.join(', ')}`;
  return `${name} (${shortRuleId(id)}): ${where}; tests: ${tested}`;
}

/** `Command and Control` is `command-and-control`: the short name that layers use. */
function shortName(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
