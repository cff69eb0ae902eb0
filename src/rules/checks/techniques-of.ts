import type { YamlPath } from '../../yaml';
import type { RuleDraft } from '../rule-file';
import { present } from './present';

/** Every technique id of a file, under whichever of the two keys, with its place. */
export function* techniquesOf(draft: RuleDraft): Generator<{ readonly id: string; readonly path: YamlPath }> {
  for (const key of ['relevantTechniques', 'techniques'] as const) {
    for (const [index, id] of present(draft[key])) yield { id, path: [key, index] };
  }
}
