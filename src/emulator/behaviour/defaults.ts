import { member } from '../json';
import type { JsonObject } from '../json';

/** What the server writes into an incidentConfiguration that the client left out. */
const INCIDENT_CONFIGURATION: JsonObject = {
  createIncident: true,
  groupingConfiguration: {
    enabled: false,
    reopenClosedIncident: false,
    lookbackDuration: 'PT5H',
    matchingMethod: 'AllEntities',
    groupByEntities: [],
    groupByAlertDetails: [],
    groupByCustomDetails: [],
  },
};

/** Completes the properties of a rule as the server does on a write. */
export function withDefaults(kind: string, properties: JsonObject, now: number): JsonObject {
  const completed = { ...properties, lastModifiedUtc: serverTime(now) };
  if (kind !== 'Scheduled' && kind !== 'NRT') return completed;
  return {
    ...completed,
    incidentConfiguration: member(properties, 'incidentConfiguration') ?? INCIDENT_CONFIGURATION,
  };
}

/** The service prints seven digits of a second. */
function serverTime(now: number): string {
  return new Date(now).toISOString().replace('Z', '0000Z');
}
