import type { Check } from './check';
import { entityColumns } from './mapped-columns';

export const suppressionOfOthers: Check = {
  code: 'suppression-of-others',
  severity: 'warning',
  applies: 'rules',
  summary: 'suppression is on while each result is about another entity',
  why: 'Suppression stops the whole rule, not one entity: while it lasts, nobody else is found either.',
  bad: 'eventGroupingSettings:\n  aggregationKind: AlertPerResult\nsuppressionEnabled: true\nsuppressionDuration: 5h',
  good: 'eventGroupingSettings:\n  aggregationKind: AlertPerResult\nincidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: AllEntities',
  *run({ draft, analysis }) {
    if (draft.suppressionEnabled !== true) return;
    const perResult = draft.eventGroupingSettings?.aggregationKind === 'AlertPerResult';
    const entities = entityColumns(draft);
    const perEntity =
      analysis?.walk?.result.aggregated === true && analysis.columns?.some(({ name }) => entities.has(name)) === true;
    if (!perResult && !perEntity) return;
    yield {
      path: ['suppressionEnabled'],
      message: perResult
        ? 'each result becomes an alert of its own, and the first one silences the rule for all others'
        : 'each result is about another entity, and the first one silences the rule for all others',
      help: 'Group incidents by entity instead (`groupingConfiguration`), or leave out in the query who has alerted.',
    };
  },
};
