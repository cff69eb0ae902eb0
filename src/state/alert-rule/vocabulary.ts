/**
 * Names and values of alert-rule properties, as far as comparing needs them.
 * Source: azure-rest-api-specs, securityinsights, `preview/2025-07-01-preview/AlertRules.json` (read 2026-11-24).
 */
export const QUERY_KINDS: readonly string[] = ['Scheduled', 'NRT'];
export const TEMPLATE_KINDS: readonly string[] = ['Fusion', 'MLBehaviorAnalytics', 'ThreatIntelligence'];
export const KINDS: readonly string[] = [...QUERY_KINDS, 'MicrosoftSecurityIncidentCreation', ...TEMPLATE_KINDS];

/** From the least to the most urgent. */
export const SEVERITIES: readonly string[] = ['Informational', 'Low', 'Medium', 'High'];
export const TRIGGER_OPERATORS: readonly string[] = ['GreaterThan', 'LessThan', 'Equal', 'NotEqual'];
export const AGGREGATION_KINDS: readonly string[] = ['SingleAlert', 'AlertPerResult'];
export const MATCHING_METHODS: readonly string[] = ['AllEntities', 'AnyAlert', 'Selected'];

/** The service fills these in or counts them up; a template kind's texts are Microsoft's. */
export const SERVER_OWNED: readonly string[] = ['lastModifiedUtc'];
export const TEMPLATE_OWNED: readonly string[] = [
  'description',
  'displayName',
  'severity',
  'tactics',
  'techniques',
  'subTechniques',
];
export const ADDRESS: readonly string[] = ['id', 'name', 'type', 'etag', 'systemData'];

/** Keys whose groups the service keeps although only `Selected` reads them. */
export const GROUP_BY: readonly string[] = ['groupByEntities', 'groupByAlertDetails', 'groupByCustomDetails'];
