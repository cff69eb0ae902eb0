/**
 * Wire types of the alert-rule resource, all six kinds, as the REST API carries them (properties not flattened).
 *
 * Source: azure-rest-api-specs, securityinsights, `preview/2025-07-01-preview/AlertRules.json` and
 * `stable/2025-09-01/AlertRules.json` (read 2026-11-24). Durations are ISO 8601 text (`PT5M`, `P1D`).
 */
export type AlertRuleKind =
  'Scheduled' | 'NRT' | 'MicrosoftSecurityIncidentCreation' | 'Fusion' | 'MLBehaviorAnalytics' | 'ThreatIntelligence';

export type AlertSeverity = 'High' | 'Medium' | 'Low' | 'Informational';

export type TriggerOperator = 'GreaterThan' | 'LessThan' | 'Equal' | 'NotEqual';

export interface FieldMapping {
  readonly identifier: string;
  readonly columnName: string;
}

export interface EntityMapping {
  readonly entityType: string;
  readonly fieldMappings: readonly FieldMapping[];
}

export interface SentinelEntityMapping {
  readonly columnName: string;
}

export interface AlertPropertyMapping {
  readonly alertProperty: string;
  readonly value: string;
}

export interface AlertDetailsOverride {
  readonly alertDisplayNameFormat?: string | null;
  readonly alertDescriptionFormat?: string | null;
  readonly alertTacticsColumnName?: string | null;
  readonly alertSeverityColumnName?: string | null;
  readonly alertDynamicProperties?: readonly AlertPropertyMapping[] | null;
}

export interface EventGroupingSettings {
  readonly aggregationKind: 'SingleAlert' | 'AlertPerResult';
}

export type MatchingMethod = 'AllEntities' | 'AnyAlert' | 'Selected';

export interface GroupingConfiguration {
  readonly enabled: boolean;
  readonly reopenClosedIncident: boolean;
  readonly lookbackDuration: string;
  readonly matchingMethod: MatchingMethod;
  readonly groupByEntities?: readonly string[] | null;
  readonly groupByAlertDetails?: readonly string[] | null;
  readonly groupByCustomDetails?: readonly string[] | null;
}

export interface IncidentConfiguration {
  readonly createIncident: boolean;
  readonly groupingConfiguration?: GroupingConfiguration | null;
}

/** What Scheduled and NRT rules have in common. */
export interface QueryRuleProperties {
  readonly displayName: string;
  readonly description?: string | null;
  readonly severity: AlertSeverity;
  readonly enabled: boolean;
  readonly query: string;
  readonly suppressionEnabled: boolean;
  readonly suppressionDuration: string;
  readonly tactics?: readonly string[] | null;
  readonly techniques?: readonly string[] | null;
  readonly subTechniques?: readonly string[] | null;
  readonly alertRuleTemplateName?: string | null;
  readonly templateVersion?: string | null;
  readonly eventGroupingSettings?: EventGroupingSettings | null;
  readonly customDetails?: Readonly<Record<string, string>> | null;
  readonly entityMappings?: readonly EntityMapping[] | null;
  readonly sentinelEntitiesMappings?: readonly SentinelEntityMapping[] | null;
  readonly alertDetailsOverride?: AlertDetailsOverride | null;
  readonly incidentConfiguration?: IncidentConfiguration | null;
  readonly lastModifiedUtc?: string;
}

export interface ScheduledRuleProperties extends QueryRuleProperties {
  readonly queryFrequency: string;
  readonly queryPeriod: string;
  readonly triggerOperator: TriggerOperator;
  readonly triggerThreshold: number;
  readonly startTimeUtc?: string | null;
}

export type NrtRuleProperties = QueryRuleProperties;

export interface MicrosoftSecurityIncidentCreationProperties {
  readonly displayName: string;
  readonly description?: string | null;
  readonly enabled: boolean;
  readonly productFilter: string;
  readonly severitiesFilter?: readonly AlertSeverity[] | null;
  readonly displayNamesFilter?: readonly string[] | null;
  readonly displayNamesExcludeFilter?: readonly string[] | null;
  readonly alertRuleTemplateName?: string | null;
  readonly lastModifiedUtc?: string;
}

export interface FusionSourceSubType {
  readonly enabled: boolean;
  readonly sourceSubTypeName: string;
  readonly sourceSubTypeDisplayName?: string;
  readonly severityFilters: {
    readonly isSupported?: boolean;
    readonly filters?: readonly { readonly severity: AlertSeverity; readonly enabled: boolean }[] | null;
  };
}

export interface FusionSource {
  readonly enabled: boolean;
  readonly sourceName: string;
  readonly sourceSubTypes?: readonly FusionSourceSubType[] | null;
}

/** The kinds whose content is Microsoft's: only the template, the switch and (Fusion) its sources are writable. */
export interface TemplateRuleProperties {
  readonly alertRuleTemplateName: string;
  readonly enabled: boolean;
  readonly displayName?: string;
  readonly description?: string;
  readonly severity?: AlertSeverity;
  readonly tactics?: readonly string[];
  readonly techniques?: readonly string[];
  readonly subTechniques?: readonly string[];
  readonly lastModifiedUtc?: string;
}

export interface FusionRuleProperties extends TemplateRuleProperties {
  readonly sourceSettings?: readonly FusionSource[] | null;
  readonly scenarioExclusionPatterns?:
    readonly { readonly exclusionPattern: string; readonly dateAddedInUTC: string }[] | null;
}

export interface AlertRulePropertiesByKind {
  readonly Scheduled: ScheduledRuleProperties;
  readonly NRT: NrtRuleProperties;
  readonly MicrosoftSecurityIncidentCreation: MicrosoftSecurityIncidentCreationProperties;
  readonly Fusion: FusionRuleProperties;
  readonly MLBehaviorAnalytics: TemplateRuleProperties;
  readonly ThreatIntelligence: TemplateRuleProperties;
}

/** What a PUT carries: the whole rule. A body `etag` makes the write conditional. */
export type AlertRuleBody = {
  readonly [Kind in AlertRuleKind]: {
    readonly kind: Kind;
    readonly etag?: string;
    readonly properties: AlertRulePropertiesByKind[Kind];
  };
}[AlertRuleKind];

/** What the service returns: the body with its address. `name` is the rule id. */
export type AlertRuleResource = AlertRuleBody & {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly etag?: string;
};
