import { positionAt } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';
import { effectOf } from '../../src/unit';
import type { CaseResult, Effect } from '../../src/unit';
import type { Samples, Side } from './side';

/** What became of one sample. */
export interface SampleEffect extends Effect {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /**
   * Where its case is: `kept` and `added` are in the file of now, `gone` only in the one of before: taken out, or rewritten.
   */
  readonly case: 'kept' | 'added' | 'gone';
  /** Whether the case of now agrees with the result of now. */
  readonly passes?: boolean;
}

/** What a change does to the alerts of one rule. */
export interface RuleEffect {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** `new` and `gone`: there is nothing to compare with; `alerting` says for how many samples it alerts, or did. */
  readonly state: 'kept' | 'new' | 'gone';
  readonly samples: number;
  readonly alerting: number;
  /** Samples with another result. */
  readonly effects: readonly SampleEffect[];
  /** Why samples of a side are missing. */
  readonly unread: readonly string[];
}

/** The effects on every rule whose results may have moved, by path. Rules are the same if their id is. */
export function ruleEffects(before: Side, after: Side, asked: (path: string) => boolean): readonly RuleEffect[] {
  const ids = new Set([...before.affected, ...after.affected]);
  return [...ids]
    .flatMap((id) => {
      const [old, own] = [before.rules.get(id), after.rules.get(id)];
      const shown = own ?? old;
      if (shown === undefined || !asked(shown.path)) return [];
      if (old === undefined) return [alone(shown, after, 'new')];
      return [own === undefined ? alone(shown, before, 'gone') : compared({ old, own }, before, after)];
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function alone(rule: LoadedRule, side: Side, state: 'new' | 'gone'): RuleEffect {
  const samples = side.samples(rule);
  const results = samples.cases === undefined ? [] : side.run(rule, samples.cases);
  return {
    ...headOf(rule),
    state,
    samples: results.length,
    alerting: results.filter(({ alerts }) => alerts.length > 0).length,
    effects: [],
    unread: unreadOf([samples]),
  };
}

function compared(
  rules: { readonly old: LoadedRule; readonly own: LoadedRule },
  before: Side,
  after: Side,
): RuleEffect {
  const [were, are] = [before.samples(rules.old), after.samples(rules.own)];
  const known = new Set(are.given);
  const old = new Set(were.given);
  const effects = [
    ...runBoth(rules, { before, after, samples: are }).map(({ given, ...effect }): SampleEffect => ({
      ...effect,
      case: old.has(given) ? 'kept' : 'added',
    })),
    ...runBoth(rules, { before, after, samples: withoutSamples(were, known) }).flatMap(
      ({ given, passes: _passes, ...effect }): readonly SampleEffect[] =>
        known.has(given) ? [] : [{ ...effect, case: 'gone' }],
    ),
  ];
  return {
    ...headOf(rules.own),
    state: 'kept',
    samples: effects.length,
    alerting: effects.filter((effect) => (effect.after ?? 0) > 0).length,
    effects: effects.filter(({ kind }) => kind !== 'same'),
    unread: unreadOf([were, are]),
  };
}

/** Nothing to run, where each sample is among those that are known: a test file that is as it was is not run twice. */
function withoutSamples(samples: Samples, known: ReadonlySet<string>): Samples {
  return samples.given.every((sample) => known.has(sample)) ? { given: [] } : samples;
}

type BothResults = Omit<SampleEffect, 'case'> & { readonly given: string };

function runBoth(
  { old, own }: { readonly old: LoadedRule; readonly own: LoadedRule },
  { before, after, samples }: { readonly before: Side; readonly after: Side; readonly samples: Samples },
): readonly BothResults[] {
  const { cases, given } = samples;
  if (cases === undefined) return [];
  const results = before.run(old, cases);
  return after.run(own, cases).flatMap((result, index): readonly BothResults[] => {
    const [earlier, sample] = [results[index], given[index]];
    if (earlier === undefined || sample === undefined) return [];
    return [
      { ...effectOf(earlier, result), ...placeOf(result), passes: result.mismatches.length === 0, given: sample },
    ];
  });
}

function placeOf({ name, source, span }: CaseResult): Pick<SampleEffect, 'name' | 'file' | 'line'> {
  return { name, file: source.path, line: positionAt(source, span.start).line };
}

function headOf({ rule, path }: LoadedRule): Pick<RuleEffect, 'id' | 'name' | 'path'> {
  return { id: rule.id, name: rule.name, path };
}

function unreadOf(samples: readonly Samples[]): readonly string[] {
  return [...new Set(samples.flatMap(({ unread }) => unread ?? []))];
}
