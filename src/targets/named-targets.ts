import type { Diagnostic } from '../diagnostics';
import type { LoadedRule } from '../rules';

/** What a customer may be told by. */
export interface NamedTarget {
  readonly name: string;
  readonly workspace: string;
}

/** Names that say nothing of whose a workspace is. */
const COMMON =
  /^(?:local|main|prod(?:uction)?|pre-?prod|test(?:ing)?|dev(?:elopment)?|stag(?:e|ing)|lab|canary|azure|defender|sentinel|soc|rest|default|workspace)$/i;
const SHORTEST = 4;

/**
 * Shared rules that name a target or its workspace: they go to others too, who need not know. What a rule says under
 * `targets:` and in `workspace("...")` is meant so; a name in a comment is a name.
 */
export function namedTargets(
  rules: readonly Pick<LoadedRule, 'rule' | 'document'>[],
  targets: readonly NamedTarget[],
): readonly Diagnostic[] {
  const names = [...new Set(targets.flatMap(({ name, workspace }) => [name, workspace]))].filter(
    (name) => name.length >= SHORTEST && !COMMON.test(name),
  );
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  if (pattern === '') return [];
  return rules.flatMap(({ document }): readonly Diagnostic[] => {
    const { source } = document;
    const meant = document.nodeAt(['targets']) === undefined ? undefined : document.spanOf(['targets'], 'value');
    const word = new RegExp(`(?<![\\w-])(?:${pattern})(?![\\w-])`, 'gi');
    const found = [...source.text.matchAll(word)].find(({ index }) => {
      const inTargets = meant !== undefined && index >= meant.start && index < meant.end;
      return !inTargets && !/\bworkspace\s*\(\s*["'][^"']*$/.test(source.text.slice(0, index));
    });
    if (found === undefined) return [];
    return [
      {
        code: 'target-named',
        severity: 'warning',
        message: `a shared rule names ${JSON.stringify(found[0])}, which is a target or its workspace`,
        help: 'what one target alone needs goes into its tuning (`_tuning/<target>/`)',
        source,
        span: { start: found.index, end: found.index + found[0].length },
      },
    ];
  });
}
