import type { Check } from './check';
import { items, present } from './present';

export const groupingEntityUnmapped: Check = {
  code: 'grouping-entity-unmapped',
  severity: 'error',
  applies: 'rules',
  summary: 'alerts are grouped by an entity type that the rule does not map',
  why: 'No alert of the rule has such an entity, so it never decides anything (azure-rest-api-specs, AlertRules, read 2026-11-24).',
  bad: 'entityMappings:\nincidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByEntities: [Host]',
  good: 'entityMappings:\n  - entityType: Host\n    fieldMappings:\n      - identifier: HostName\n        columnName: IPAddress\nincidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n    lookbackDuration: 5h\n    matchingMethod: Selected\n    groupByEntities: [Host]',
  *run({ draft, unsure }) {
    const grouping = draft.incidentConfiguration?.groupingConfiguration;
    // entities that Sentinel wrote itself can be of any type
    if (grouping?.matchingMethod !== 'Selected' || draft.sentinelEntitiesMappings !== undefined) return;
    if (unsure('entityMappings')) return;
    const mapped = items(draft.entityMappings).map(({ entityType }) => entityType);
    for (const [index, type] of present(grouping.groupByEntities)) {
      if (mapped.includes(type)) continue;
      yield {
        path: ['incidentConfiguration', 'groupingConfiguration', 'groupByEntities', index],
        message: `${type} is not among the entities that the rule maps`,
        help:
          mapped.length === 0
            ? 'Map it in `entityMappings`.'
            : `Map it, or group by ${[...new Set(mapped)].join(', ')}.`,
      };
    }
  },
};
