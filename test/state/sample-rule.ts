import type { JsonObject } from '../../src/json';

/** A scheduled rule with every kind of property, as a compiler would send it. */
export const sample: JsonObject = {
  kind: 'Scheduled',
  properties: {
    displayName: 'Rare remote tool',
    description: 'A remote tool that few devices run.',
    severity: 'Medium',
    enabled: true,
    query: 'DeviceProcessEvents\n| where FileName =~ "remote.exe"\n| summarize Count = count() by DeviceName',
    queryFrequency: 'PT1H',
    queryPeriod: 'P1D',
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    suppressionEnabled: false,
    suppressionDuration: 'PT5H',
    tactics: ['Persistence', 'CommandAndControl'],
    techniques: ['T1219'],
    subTechniques: ['T1059.001'],
    entityMappings: [{ entityType: 'Host', fieldMappings: [{ identifier: 'HostName', columnName: 'DeviceName' }] }],
    customDetails: { Runs: 'Count' },
  },
};

/** The sample with other properties; undefined takes one away. */
export function sampleWith(properties: Readonly<Record<string, unknown>>): JsonObject {
  const merged: Record<string, unknown> = { ...(sample['properties'] as JsonObject), ...properties };
  return JSON.parse(JSON.stringify({ ...sample, properties: merged })) as JsonObject;
}
