import type { JsonObject } from '../../json';

/** What Scheduled and NRT rules hold, once their shape has been checked. Nulls are gone by then. */
export interface QueryRule {
  readonly kind: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly query: string;
  readonly queryFrequency?: string;
  readonly queryPeriod?: string;
  readonly startTimeUtc?: string;
  readonly alertRuleTemplateName?: string;
  readonly templateVersion?: string;
  readonly customDetails?: Readonly<Record<string, string>>;
  readonly entityMappings?: readonly {
    readonly entityType: string;
    readonly fieldMappings: readonly { readonly identifier: string; readonly columnName: string }[];
  }[];
  readonly sentinelEntitiesMappings?: readonly { readonly columnName: string }[];
  readonly alertDetailsOverride?: {
    readonly alertDisplayNameFormat?: string;
    readonly alertDescriptionFormat?: string;
    readonly alertTacticsColumnName?: string;
    readonly alertSeverityColumnName?: string;
    readonly alertDynamicProperties?: readonly { readonly alertProperty: string; readonly value: string }[];
  };
  readonly incidentConfiguration?: {
    readonly groupingConfiguration?: {
      readonly matchingMethod: string;
      readonly groupByEntities?: readonly string[];
      readonly groupByAlertDetails?: readonly string[];
      readonly groupByCustomDetails?: readonly string[];
    };
  };
}

/** The one place that trusts the shape check. Undefined for the kinds whose content is Microsoft's. */
export function asQueryRule(kind: string, properties: JsonObject): QueryRule | undefined {
  if (kind !== 'Scheduled' && kind !== 'NRT') return undefined;
  return { kind, ...(properties as unknown as Omit<QueryRule, 'kind'>) };
}

/** One rule of the service: the message of its refusal, or undefined. */
export type Validation = (rule: QueryRule, now: number) => string | undefined;
