import {
  aggregationKind,
  alertDetail,
  alertProperty,
  matchingMethod,
  productName,
  severity,
  tactic,
  triggerOperator,
} from './enums';
import { flag, listOf, object, optional, readOnly, required, since, text } from './shape';
import type { Member, ObjectShape, Shape } from './shape';

// [S] azure-rest-api-specs, securityinsights `preview/2025-07-01-preview/AlertRules.json` and `stable/2025-09-01`: names,
// types, what is required. Lengths, patterns and ranges: the template validation of Azure/Azure-Sentinel
// (`.script/tests/detectionTemplateSchemaValidation`), taken to be the service's own; schedule bounds also Microsoft
// Learn. All read 2026-11-24.

const MINUTE = 60;
const DAY = 86_400;
const schedule: Shape = { type: 'duration', min: 5 * MINUTE, max: 14 * DAY };
const column: Shape = { type: 'string', min: 1, max: 500, pattern: /^[a-zA-Z_]+\w*$/ };

const entityMappings = listOf(
  object('EntityMapping', {
    entityType: required(text),
    fieldMappings: required(
      listOf(object('FieldMapping', { identifier: required(text), columnName: required(column) })),
    ),
  }),
);

const alertDetailsOverride = object('AlertDetailsOverride', {
  alertDisplayNameFormat: optional({ type: 'string', min: 1, max: 256 }),
  alertDescriptionFormat: optional({ type: 'string', min: 1, max: 5000 }),
  alertTacticsColumnName: optional(column),
  alertSeverityColumnName: optional(column),
  alertDynamicProperties: since(
    'dynamicProperties',
    optional(
      listOf(object('AlertPropertyMapping', { alertProperty: required(alertProperty), value: required(column) })),
    ),
  ),
});

const incidentConfiguration = object('IncidentConfiguration', {
  createIncident: required(flag),
  groupingConfiguration: optional(
    object('GroupingConfiguration', {
      enabled: required(flag),
      reopenClosedIncident: required(flag),
      lookbackDuration: required({ type: 'duration', min: 5 * MINUTE, max: 7 * DAY }),
      matchingMethod: required(matchingMethod),
      groupByEntities: optional(listOf(text)),
      groupByAlertDetails: optional(listOf(alertDetail)),
      groupByCustomDetails: optional(listOf(text)),
    }),
  ),
});

const queryRule: Readonly<Record<string, Member>> = {
  displayName: required({ type: 'string', min: 1, max: 256 }),
  description: optional({ type: 'string', max: 5000 }),
  severity: required(severity),
  enabled: required(flag),
  query: required({ type: 'string', min: 1, max: 10_000 }),
  suppressionEnabled: required(flag),
  suppressionDuration: required({ type: 'duration', min: 5 * MINUTE, max: DAY }),
  tactics: optional(listOf(tactic)),
  techniques: optional(listOf({ type: 'string', pattern: /^T\d{4}$/ })),
  subTechniques: since('subTechniques', optional(listOf({ type: 'string', pattern: /^T\d{4}\.\d{3}$/ }))),
  alertRuleTemplateName: optional(text),
  templateVersion: optional({ type: 'string', max: 20, pattern: /^\d+\.\d+\.\d+$/ }),
  eventGroupingSettings: optional(object('EventGroupingSettings', { aggregationKind: required(aggregationKind) })),
  customDetails: optional({ type: 'map', values: column }),
  entityMappings: optional(entityMappings),
  sentinelEntitiesMappings: since(
    'sentinelEntities',
    optional(listOf(object('SentinelEntityMapping', { columnName: required(column) }))),
  ),
  alertDetailsOverride: optional(alertDetailsOverride),
  incidentConfiguration: optional(incidentConfiguration),
  lastModifiedUtc: readOnly(text),
};

const ofTemplate: Readonly<Record<string, Member>> = {
  alertRuleTemplateName: required(text),
  enabled: required(flag),
  displayName: readOnly(text),
  description: readOnly(text),
  severity: readOnly(text),
  tactics: readOnly(listOf(text)),
  techniques: readOnly(listOf(text)),
  subTechniques: readOnly(listOf(text)),
  lastModifiedUtc: readOnly(text),
};

const severityFilters = object('FusionSubTypeSeverityFilter', {
  isSupported: readOnly(flag),
  filters: optional(
    listOf(object('FusionSubTypeSeverityFiltersItem', { severity: required(severity), enabled: required(flag) })),
  ),
});

const fusionSource = object('FusionSourceSettings', {
  enabled: required(flag),
  sourceName: required(text),
  sourceSubTypes: optional(
    listOf(
      object('FusionSourceSubTypeSetting', {
        enabled: required(flag),
        sourceSubTypeName: required(text),
        sourceSubTypeDisplayName: readOnly(text),
        severityFilters: required(severityFilters),
        // In no definition, yet the official example CreateFusionAlertRule sends it.
        severityFilter: readOnly(listOf(text)),
      }),
    ),
  ),
});

/** The property bag of each kind. */
export const ALERT_RULE_PROPERTIES: Readonly<Record<string, ObjectShape>> = {
  Scheduled: object('ScheduledAlertRuleProperties', {
    ...queryRule,
    queryFrequency: required(schedule),
    queryPeriod: required(schedule),
    triggerOperator: required(triggerOperator),
    triggerThreshold: required({ type: 'integer', min: 0, max: 10_000 }),
    // [C] In no definition; real exports carry it, null.
    startTimeUtc: optional({ type: 'dateTime' }),
  }),
  NRT: object('NrtAlertRuleProperties', queryRule),
  MicrosoftSecurityIncidentCreation: object('MicrosoftSecurityIncidentCreationAlertRuleProperties', {
    displayName: required({ type: 'string', min: 1, max: 256 }),
    description: optional({ type: 'string', max: 5000 }),
    enabled: required(flag),
    productFilter: required(productName),
    severitiesFilter: optional(listOf(severity)),
    displayNamesFilter: optional(listOf(text)),
    displayNamesExcludeFilter: optional(listOf(text)),
    alertRuleTemplateName: optional(text),
    lastModifiedUtc: readOnly(text),
  }),
  Fusion: object('FusionAlertRuleProperties', {
    ...ofTemplate,
    sourceSettings: since('fusionSettings', optional(listOf(fusionSource))),
    scenarioExclusionPatterns: since(
      'fusionSettings',
      optional(
        listOf(
          object('FusionScenarioExclusionPattern', {
            exclusionPattern: required(text),
            dateAddedInUTC: required(text),
          }),
        ),
      ),
    ),
  }),
  MLBehaviorAnalytics: object('MLBehaviorAnalyticsAlertRuleProperties', ofTemplate),
  ThreatIntelligence: object('ThreatIntelligenceAlertRuleProperties', ofTemplate),
};

/** The whole resource of a kind, as a PUT may carry it: what a GET gave may be sent back. */
export function alertRuleShape(properties: ObjectShape): ObjectShape {
  return object('AlertRule', {
    kind: required(text),
    etag: optional(text),
    properties: required(properties),
    id: readOnly(text),
    name: readOnly(text),
    type: readOnly(text),
    systemData: readOnly({ type: 'any' }),
  });
}
