import { exclusionMarkers } from '../compile/markers';
import type { Check } from './check';
import { present } from './present';

export const exclusionMarkerUnused: Check = {
  code: 'exclusion-marker-unused',
  severity: 'info',
  applies: 'rules',
  summary: 'a `// @exclusions` line has no exclusion of this rule',
  why: 'Only tuning of a target can use it then; or an exclusion names another line than it should.',
  bad: 'query: |\n  T\n  // @exclusions runs',
  good: 'query: |\n  T\n  // @exclusions runs\nexclusions:\n  - { name: scan, at: runs, scenario: A scan, where: A == 1 }',
  *run({ draft, query, unsure }) {
    if (query === undefined || unsure('exclusions')) return;
    const used = new Set<string | undefined>();
    for (const [, { at }] of present(draft.exclusions)) used.add(at);
    for (const { name, start, end } of exclusionMarkers(query.text)) {
      if (used.has(name)) continue;
      yield {
        path: ['query'],
        within: { start, end },
        message: 'no exclusion of this rule goes here',
        help: 'Remove the line if no target uses it.',
      };
    }
  },
};
