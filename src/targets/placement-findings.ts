import { suggest } from '../diagnostics';
import type { Diagnostic } from '../diagnostics';
import type { LoadedRule } from '../rules';
import type { PlacementTarget } from './placement';

const MOST_NAMES = 12;

/** What rules say of targets that do not exist: such a rule would go nowhere, or where it must not. */
export function placementFindings(
  rules: readonly Pick<LoadedRule, 'rule' | 'document'>[],
  targets: readonly PlacementTarget[],
): readonly Diagnostic[] {
  const names = targets.map(({ name }) => name);
  const tags = [...new Set(targets.flatMap((target) => target.tags))];
  return rules.flatMap(({ rule: { targets: chosen = {} }, document }) => {
    const finding = (key: 'tags' | 'except', index: number, message: string, help: string): Diagnostic => ({
      code: key === 'tags' ? 'target-tag-unknown' : 'target-unknown',
      severity: 'error',
      message,
      help,
      source: document.source,
      span: document.spanOf(['targets', key, index], 'value'),
    });
    return [
      ...(chosen.tags ?? []).flatMap((tag, index) =>
        tags.includes(tag)
          ? []
          : [finding('tags', index, `no target carries the tag ${JSON.stringify(tag)}`, nearest(tag, tags, 'tags'))],
      ),
      ...(chosen.except ?? []).flatMap((name, index) =>
        names.includes(name)
          ? []
          : [finding('except', index, `there is no target ${JSON.stringify(name)}`, nearest(name, names, 'targets'))],
      ),
    ];
  });
}

/** What to write instead: the nearest, or all where they are few. */
export function nearest(word: string, known: readonly string[], what: string): string {
  const near = suggest(word, known);
  if (near !== undefined) return `did you mean ${JSON.stringify(near)}?`;
  if (known.length === 0) return `sentinel.config.yaml has no ${what}`;
  const shown = known.toSorted().slice(0, MOST_NAMES).join(', ');
  return `sentinel.config.yaml has the ${what} ${shown}${known.length > MOST_NAMES ? ', ...' : ''}`;
}
