import type { Diagnostic, Source } from '../diagnostics';
import { validate } from '../schema';
import { parseYaml } from '../yaml';
import { wantedProblems } from './gaps';
import type { Wanted } from './gaps';

/**
 * Reads a list of wanted techniques (`schemas/wanted-techniques.schema.json`). With errors in the diagnostics the list is
 * empty: a gap that nothing could close says nothing.
 */
export function loadWanted(source: Source): {
  readonly wanted: readonly Wanted[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { wanted: [], diagnostics };
  const shape = [...diagnostics, ...validate('wanted-techniques', document)];
  if (shape.length > 0) return { wanted: [], diagnostics: shape };
  const wanted = (document.value as readonly (string | Wanted)[]).map((each) =>
    typeof each === 'string' ? { id: each } : each,
  );
  const problems = new Map(wantedProblems(wanted).map(({ id, message }) => [id, message]));
  const found = wanted.flatMap(({ id }, index): readonly Diagnostic[] => {
    const message = problems.get(id);
    if (message === undefined) return [];
    const span = document.spanOf([index], 'value');
    const help = 'name a current technique of the enterprise matrix (attack.mitre.org)';
    return [{ code: 'wanted-technique', severity: 'error', message, source, span, help }];
  });
  return { wanted: found.length > 0 ? [] : wanted, diagnostics: found };
}
