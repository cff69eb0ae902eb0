import type { Check } from './check';

export const groupingSelectedEmpty: Check = {
  code: 'grouping-selected-empty',
  severity: 'error',
  applies: 'rules',
  summary: 'alerts are grouped by what is selected, and nothing is',
  why: 'The service refuses the rule: one of the three lists must hold something (azure-rest-api-specs, AlertRules, read 2026-11-24).',
  bad: 'incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByEntities: []',
  good: 'incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByAlertDetails: [Severity]',
  *run({ draft, unsure }) {
    const grouping = draft.incidentConfiguration?.groupingConfiguration;
    if (grouping?.matchingMethod !== 'Selected' || unsure('incidentConfiguration')) return;
    const { groupByEntities = [], groupByAlertDetails = [], groupByCustomDetails = [] } = grouping;
    if (groupByEntities.length + groupByAlertDetails.length + groupByCustomDetails.length > 0) return;
    yield {
      path: ['incidentConfiguration', 'groupingConfiguration', 'matchingMethod'],
      message:
        'matching by what is selected, but `groupByEntities`, `groupByAlertDetails` and `groupByCustomDetails` are all empty',
      help: 'Fill one of them, or take AllEntities or AnyAlert.',
    };
  },
};
