import { objectMember } from '../json';
import type { JsonObject } from '../json';

/** [C] What real exports hold where nothing was chosen (f-bader/SentinelARConverter, read 2026-11-24). */
const GROUPING: JsonObject = {
  enabled: false,
  reopenClosedIncident: false,
  lookbackDuration: 'PT5H',
  matchingMethod: 'AllEntities',
};

/** Completes the properties of a Scheduled or NRT rule with what the server fills in. */
export function completeQueryRule(properties: JsonObject): JsonObject {
  const incidents = objectMember(properties, 'incidentConfiguration') ?? { createIncident: true };
  return {
    ...properties,
    eventGroupingSettings: objectMember(properties, 'eventGroupingSettings') ?? { aggregationKind: 'SingleAlert' },
    incidentConfiguration: {
      ...incidents,
      groupingConfiguration: objectMember(incidents, 'groupingConfiguration') ?? GROUPING,
    },
  };
}

/** The service prints seven digits of a second. */
export function serverTime(now: number): string {
  return new Date(now).toISOString().replace('Z', '0000Z');
}
