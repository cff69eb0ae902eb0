import { positionAt } from '../../src/diagnostics';
import type { Span } from '../../src/diagnostics';
import type { Dependencies } from '../../src/rules';
import { inertLine } from '../../src/state';
import { placeInRule } from '../deployment/compile-for-target';
import { desiredResources } from '../deployment/desired-resources';
import type { RuleNeeds } from '../deployment/rule-needs';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

export interface NeedsOptions {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  /** The rule's file, relative to the project. */
  readonly path: string;
  readonly target: Target;
  readonly today: Date;
}

/** One thing that a rule's query needs of its workspace. */
interface Need {
  readonly kind: 'table' | 'function' | 'watchlist' | 'workspace' | 'app' | 'resource' | 'not told';
  readonly name: string;
  /** Columns of a watchlist that are read. */
  readonly columns?: readonly string[];
  /** Saved functions that lead to it. */
  readonly through: readonly string[];
  /** The query runs without it: a leg of a fuzzy union. */
  readonly optional: boolean;
  /** `path:line:column`, where somebody wrote it. */
  readonly at: string;
}

/** What a rule needs, as the target gets it, with the lines that need it; undefined if it does not go there. */
export function explainNeeds({ root, config, path, target, today: now }: NeedsOptions): readonly Need[] | undefined {
  const { needs } = desiredResources({ root, config, paths: [path], target, now });
  const rule = needs().rules.find(({ loaded }) => loaded.path === path);
  return rule === undefined ? undefined : needsOf(rule);
}

function needsOf(rule: RuleNeeds): readonly Need[] {
  const { tables, functions, watchlists, others, untold } = rule.needs;
  const at = (span: Span): string => {
    const place = placeInRule(span, rule);
    const { line, column } = positionAt(place.source, place.span.start);
    return `${place.source.path}:${line}:${column}`;
  };
  const need = (kind: Need['kind'], use: Dependencies['functions'][number] | Dependencies['others'][number]): Need => ({
    kind,
    name: use.name,
    through: use.through,
    optional: use.fuzzy.length > 0,
    at: at(use.span),
  });
  return [
    ...tables.map((use) => need('table', use)),
    ...functions.map((use) => need('function', use)),
    ...watchlists.map((use) => ({ ...need('watchlist', use), columns: use.columns })),
    ...others.map((use) => need(use.by, use)),
    ...untold.map(({ what, span }): Need => ({
      kind: 'not told',
      name: what,
      through: [],
      optional: false,
      at: at(span),
    })),
  ];
}

/** One line each. */
export function needsText(needs: readonly Need[]): string {
  if (needs.length === 0) return 'needs nothing of a workspace\n';
  const kind = Math.max(...needs.map((one) => one.kind.length));
  const what = needs.map(({ name, columns = [], through, optional }) =>
    [
      inertLine(name),
      ...(columns.length === 0 ? [] : [`(${inertLine(columns.join(', '))})`]),
      ...(through.length === 0 ? [] : [`through ${through.map(inertLine).join(', ')}`]),
      ...(optional ? ['if it is there'] : []),
    ].join(' '),
  );
  const width = Math.max(...what.map((text) => text.length));
  return needs
    .map((one, index) => `${one.kind.padEnd(kind)}  ${(what[index] ?? '').padEnd(width)}  ${inertLine(one.at)}\n`)
    .join('');
}
