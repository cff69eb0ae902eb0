import type { AlertRuleBody, AlertRuleKind } from '../../src/sentinel';

const shared = {
  displayName: 'Every property',
  description: 'line one\nline two  é 漢 😀',
  severity: 'Low',
  enabled: true,
  query:
    'DeviceEvents\n| where ActionType == "a  b" // two blanks\n| project TimeGenerated, DeviceName, Entities, Link',
  suppressionEnabled: true,
  suppressionDuration: 'PT6H',
  tactics: ['Persistence', 'CommandAndControl'],
  techniques: ['T1219', 'T1059'],
  subTechniques: ['T1059.001'],
  alertRuleTemplateName: '65360bb0-8986-4ade-a89d-af3cf44d28aa',
  templateVersion: '1.2.3',
  eventGroupingSettings: { aggregationKind: 'AlertPerResult' },
  customDetails: { Device: 'DeviceName' },
  entityMappings: [
    { entityType: 'Host', fieldMappings: [{ identifier: 'HostName', columnName: 'DeviceName' }] },
    { entityType: 'URL', fieldMappings: [{ identifier: 'Url', columnName: 'Link' }] },
  ],
  sentinelEntitiesMappings: [{ columnName: 'Entities' }],
  alertDetailsOverride: {
    alertDisplayNameFormat: 'On {{DeviceName}}',
    alertDescriptionFormat: 'See {{Link}}',
    alertTacticsColumnName: 'Tactics',
    alertSeverityColumnName: 'Severity',
    alertDynamicProperties: [
      { alertProperty: 'AlertLink', value: 'Link' },
      { alertProperty: 'SubTechniques', value: 'Subs' },
    ],
  },
  incidentConfiguration: {
    createIncident: true,
    groupingConfiguration: {
      enabled: true,
      reopenClosedIncident: true,
      lookbackDuration: 'PT7H',
      matchingMethod: 'Selected',
      groupByEntities: ['Host', 'URL'],
      groupByAlertDetails: ['DisplayName', 'Severity'],
      groupByCustomDetails: ['Device'],
    },
  },
} as const;

/** One rule of each kind with every property that a client may write. Typed: a property that is added must be added here. */
export const everyProperty: { readonly [Kind in AlertRuleKind]: Extract<AlertRuleBody, { kind: Kind }> } = {
  Scheduled: {
    kind: 'Scheduled',
    properties: {
      ...shared,
      queryFrequency: 'PT1H',
      queryPeriod: 'P1D',
      triggerOperator: 'LessThan',
      triggerThreshold: 7,
      startTimeUtc: '2026-01-10T01:00:00Z',
    },
  },
  NRT: { kind: 'NRT', properties: shared },
  MicrosoftSecurityIncidentCreation: {
    kind: 'MicrosoftSecurityIncidentCreation',
    properties: {
      displayName: 'Incidents of another product',
      description: 'All that are urgent.',
      enabled: true,
      productFilter: 'Office 365 Advanced Threat Protection',
      severitiesFilter: ['High', 'Medium'],
      displayNamesFilter: ['b', 'a'],
      displayNamesExcludeFilter: ['d', 'c'],
      alertRuleTemplateName: 'b3cfc7c0-092c-481c-a55b-34a3979758cb',
    },
  },
  Fusion: {
    kind: 'Fusion',
    properties: {
      alertRuleTemplateName: 'f71aba3d-28fb-450b-b192-4e76a83015c8',
      enabled: true,
      sourceSettings: [
        {
          enabled: true,
          sourceName: 'Alert providers',
          sourceSubTypes: [
            {
              enabled: true,
              sourceSubTypeName: 'Azure Defender',
              severityFilters: {
                filters: [
                  { severity: 'High', enabled: true },
                  { severity: 'Low', enabled: false },
                ],
              },
            },
          ],
        },
      ],
      scenarioExclusionPatterns: [{ exclusionPattern: 'x', dateAddedInUTC: '2026-01-01T00:00:00Z' }],
    },
  },
  MLBehaviorAnalytics: {
    kind: 'MLBehaviorAnalytics',
    properties: { alertRuleTemplateName: 'fa118b98-de46-4e94-87f9-8e6d5060b60b', enabled: true },
  },
  ThreatIntelligence: {
    kind: 'ThreatIntelligence',
    properties: { alertRuleTemplateName: '0dd422ee-e6af-4204-b219-f59ac172e4c6', enabled: true },
  },
};
