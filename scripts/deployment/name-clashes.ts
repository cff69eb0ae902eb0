import type { Diagnostic } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';

/** Rules of one workspace that have the same name: whoever reads their alerts cannot tell which rule it was. */
export function nameClashes(rules: readonly LoadedRule[], target: string): readonly Diagnostic[] {
  const first = new Map<string, LoadedRule>();
  return rules.flatMap((loaded): readonly Diagnostic[] => {
    const name = loaded.rule.name.trim().toLowerCase();
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, loaded);
      return [];
    }
    const { document } = loaded;
    return [
      {
        code: 'name-clash',
        severity: 'error',
        message: `${target} gets another rule of this name, ${other.path}: their alerts could not be told apart`,
        help: 'name what sets them apart, or send them to different targets (`targets`)',
        source: document.source,
        span: document.spanOf(['name'], 'value'),
      },
    ];
  });
}
