/** Bodies of PUT requests, one of each kind with every property it may have. */

export const scheduled = (properties: object = {}) => ({
  kind: 'Scheduled',
  properties: {
    displayName: 'Signed by a remote tool',
    severity: 'Medium',
    enabled: true,
    query: 'SecurityEvent\n| where EventID == 4688',
    queryFrequency: 'PT1H',
    queryPeriod: 'PT1H',
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    suppressionEnabled: false,
    suppressionDuration: 'PT5H',
    ...properties,
  },
});

export const nrt = (properties: object = {}) => ({
  kind: 'NRT',
  properties: {
    displayName: 'A log was cleared',
    severity: 'High',
    enabled: true,
    query: 'SecurityEvent | where EventID == 1102',
    suppressionEnabled: false,
    suppressionDuration: 'PT1H',
    ...properties,
  },
});

const shared = {
  description: 'Two lines\nof text',
  tactics: ['CommandAndControl', 'Persistence'],
  techniques: ['T1219', 'T0885'],
  subTechniques: ['T1219.002'],
  alertRuleTemplateName: '3d023f64-8225-41a2-9570-2bd7c2c4535e',
  templateVersion: '1.0.4',
  eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
  customDetails: { Signer: 'Signer', Hash: 'SHA1' },
  entityMappings: [
    {
      entityType: 'Host',
      fieldMappings: [
        { identifier: 'HostName', columnName: 'HostName' },
        { identifier: 'DnsDomain', columnName: 'DnsDomain' },
      ],
    },
    {
      entityType: 'FileHash',
      fieldMappings: [
        { identifier: 'Algorithm', columnName: 'HashKind' },
        { identifier: 'Value', columnName: 'SHA1' },
      ],
    },
  ],
  sentinelEntitiesMappings: [{ columnName: 'Entities' }],
  alertDetailsOverride: {
    alertDisplayNameFormat: 'Signed on {{HostName}}',
    alertDescriptionFormat: '{{Signer}} on {{HostName}}',
    alertTacticsColumnName: 'Tactics',
    alertSeverityColumnName: 'Severity',
    alertDynamicProperties: [
      { alertProperty: 'AlertLink', value: 'Link' },
      { alertProperty: 'SubTechniques', value: 'SubTechniques' },
    ],
  },
  incidentConfiguration: {
    createIncident: true,
    groupingConfiguration: {
      enabled: true,
      reopenClosedIncident: true,
      lookbackDuration: 'P1D',
      matchingMethod: 'Selected',
      groupByEntities: ['Host'],
      groupByAlertDetails: ['DisplayName', 'Severity'],
      groupByCustomDetails: ['Signer'],
    },
  },
};

export const fullScheduled = () =>
  scheduled({ ...shared, queryPeriod: 'P14D', suppressionEnabled: true, startTimeUtc: '2026-01-11T00:00:00Z' });

const fullNrt = () => nrt(shared);

export const microsoftIncidents = (properties: object = {}) => ({
  kind: 'MicrosoftSecurityIncidentCreation',
  properties: {
    displayName: 'Cloud app incidents',
    description: 'Made of the alerts of another product',
    enabled: true,
    productFilter: 'Microsoft Cloud App Security',
    severitiesFilter: ['High', 'Medium'],
    displayNamesFilter: ['one'],
    displayNamesExcludeFilter: ['two'],
    alertRuleTemplateName: 'b3cfc7c0-092c-481c-a55b-34a3979758cb',
    ...properties,
  },
});

export const FUSION_TEMPLATE = 'f71aba3d-28fb-450b-b192-4e76a83015c8';

export const subType = (sourceSubTypeName: string, enabled: boolean) => ({
  enabled,
  sourceSubTypeName,
  severityFilters: { filters: [{ severity: 'High', enabled }] },
});

export const fusion = (properties: object = {}) => ({
  kind: 'Fusion',
  properties: {
    alertRuleTemplateName: FUSION_TEMPLATE,
    enabled: true,
    sourceSettings: [{ enabled: true, sourceName: 'Alert providers', sourceSubTypes: [subType('One', true)] }],
    scenarioExclusionPatterns: [{ exclusionPattern: 'a > b', dateAddedInUTC: '2026-01-01T00:00:00Z' }],
    ...properties,
  },
});

export const ofTemplate = (kind: 'MLBehaviorAnalytics' | 'ThreatIntelligence', alertRuleTemplateName: string) => ({
  kind,
  properties: { alertRuleTemplateName, enabled: true },
});

/** Every kind with every property that a client may set. */
export const EVERY_KIND = [
  ['Scheduled', fullScheduled()],
  ['NRT', fullNrt()],
  ['MicrosoftSecurityIncidentCreation', microsoftIncidents()],
  ['Fusion', fusion()],
  ['MLBehaviorAnalytics', ofTemplate('MLBehaviorAnalytics', 'e0000000-0000-4000-8000-000000000001')],
  ['ThreatIntelligence', ofTemplate('ThreatIntelligence', 'e0000000-0000-4000-8000-000000000002')],
] as const;
