import { suggest } from '../../diagnostics';
import type { Check } from './check';
import { present } from './present';

export const groupingDetailUnknown: Check = {
  code: 'grouping-detail-unknown',
  severity: 'error',
  applies: 'rules',
  summary: 'alerts are grouped by a custom detail that the rule does not have',
  why: 'Only keys of `customDetails` can be compared (azure-rest-api-specs, AlertRules, read 2026-11-24).',
  bad: 'customDetails:\n  User: UserPrincipalName\nincidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByCustomDetails: [UserPrincipalName]',
  good: 'customDetails:\n  User: UserPrincipalName\nincidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByCustomDetails: [User]',
  *run({ draft, unsure }) {
    const grouping = draft.incidentConfiguration?.groupingConfiguration;
    if (grouping?.matchingMethod !== 'Selected' || unsure('customDetails')) return;
    const known = Object.keys(draft.customDetails ?? {});
    for (const [index, name] of present(grouping.groupByCustomDetails)) {
      if (known.includes(name)) continue;
      const near = suggest(name, known);
      yield {
        path: ['incidentConfiguration', 'groupingConfiguration', 'groupByCustomDetails', index],
        message: `\`${name}\` is no key of \`customDetails\``,
        help:
          near === undefined
            ? `It has ${known.length === 0 ? 'none' : known.join(', ')}.`
            : `Did you mean \`${near}\`?`,
      };
    }
  },
};
