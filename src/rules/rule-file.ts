import type { AlertSeverity, MatchingMethod } from '../sentinel';
import type { Maturity, ParameterValue } from './rule';

/**
 * A rule or hunting query as its file says it: the keys of the YAML, after the schema. What the keys mean is in
 * `schemas/rule.schema.json`; `null` is the same as absent and is not found here.
 */
export interface RuleFileContent {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'Scheduled' | 'NRT';
  readonly version?: string;
  readonly description?: string;
  readonly severity: AlertSeverity;
  readonly status?: string;
  readonly maturity?: Maturity;
  readonly enabled?: boolean;
  readonly owner?: string;
  readonly references?: readonly string[];
  readonly requiredDataConnectors?: readonly { readonly connectorId: string; readonly dataTypes: readonly string[] }[];
  readonly queryFrequency?: string;
  readonly queryPeriod?: string;
  readonly triggerOperator?: keyof typeof OPERATORS;
  readonly triggerThreshold?: number;
  readonly startTimeUtc?: string;
  readonly tactics?: readonly string[];
  readonly relevantTechniques?: readonly string[];
  readonly techniques?: readonly string[];
  readonly query: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly exclusions?: readonly {
    readonly name: string;
    readonly at?: string;
    readonly scenario: string;
    readonly where: string;
    readonly owner?: string;
    readonly expires?: string;
  }[];
  readonly entityMappings?: readonly {
    readonly entityType: string;
    readonly fieldMappings: readonly { readonly identifier: string; readonly columnName: string }[];
  }[];
  readonly sentinelEntitiesMappings?: readonly { readonly columnName: string }[];
  readonly customDetails?: Readonly<Record<string, string>>;
  readonly alertDetailsOverride?: {
    readonly alertDisplayNameFormat?: string;
    readonly alertDescriptionFormat?: string;
    readonly alertSeverityColumnName?: string;
    readonly alertTacticsColumnName?: string;
    readonly alertDynamicProperties?: readonly { readonly alertProperty: string; readonly value: string }[];
  };
  readonly eventGroupingSettings?: { readonly aggregationKind: 'SingleAlert' | 'AlertPerResult' };
  readonly incidentConfiguration?: {
    readonly createIncident: boolean;
    readonly groupingConfiguration?: {
      readonly enabled: boolean;
      readonly reopenClosedIncident: boolean;
      readonly lookbackDuration: string;
      readonly matchingMethod: MatchingMethod;
      readonly groupByEntities?: readonly string[];
      readonly groupByAlertDetails?: readonly string[];
      readonly groupByCustomDetails?: readonly string[];
    };
  };
  readonly suppressionEnabled?: boolean;
  readonly suppressionDuration?: string;
  readonly template?: { readonly id: string; readonly version?: string };
  readonly alertRuleTemplateName?: string;
  readonly templateVersion?: string;
  readonly targets?: { readonly tags?: readonly string[]; readonly except?: readonly string[] };
  readonly tags?: readonly unknown[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly ignore?: readonly { readonly code: string; readonly reason: string }[];
}

/** The two spellings of the trigger operator, the community's and the API's, as the API's. */
export const OPERATORS = {
  gt: 'GreaterThan',
  lt: 'LessThan',
  eq: 'Equal',
  ne: 'NotEqual',
  GreaterThan: 'GreaterThan',
  LessThan: 'LessThan',
  Equal: 'Equal',
  NotEqual: 'NotEqual',
} as const;

/**
 * A value of which parts may be missing because they were wrong: checks run on what is left, so that one mistake does
 * not hide another. Entries of lists keep their places.
 */
type Draft<T> = T extends readonly (infer U)[]
  ? readonly (Draft<U> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;

/** A rule file's content without what the schema refused. */
export type RuleDraft = Draft<RuleFileContent>;
