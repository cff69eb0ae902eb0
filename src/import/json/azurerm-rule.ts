import { isArray, isObject } from '../../json';
import type { JsonObject, JsonValue } from '../../json';

const KINDS: Readonly<Record<string, string>> = {
  azurerm_sentinel_alert_rule_scheduled: 'Scheduled',
  azurerm_sentinel_alert_rule_nrt: 'NRT',
};

/**
 * The rule as the service has it, of a resource of the azurerm provider; undefined for other resources. What the provider
 * does not know of a rule (sub-techniques, a start time) is not in its state.
 * Source: hashicorp/terraform-provider-azurerm, sentinel_alert_rule_{scheduled,nrt}_resource.go, versions 2 to 4 (read
 * 2026-11-24): version 4 calls `incident_configuration` `incident`, and leaves `group_` out.
 */
export function alertRuleOf(type: string, values: JsonObject): JsonObject | undefined {
  const kind = KINDS[type];
  if (kind === undefined) return undefined;
  const techniques = textsOf(values['techniques']);
  const properties = withoutEmpty({
    displayName: values['display_name'],
    description: values['description'],
    severity: values['severity'],
    enabled: values['enabled'] ?? true,
    query: values['query'],
    ...(kind === 'NRT' ? {} : scheduleOf(values)),
    suppressionEnabled: values['suppression_enabled'] ?? false,
    suppressionDuration: values['suppression_duration'] ?? 'PT5H',
    tactics: values['tactics'],
    techniques: [...new Set(techniques.map((id) => id.split('.')[0] ?? id))],
    subTechniques: techniques.filter((id) => id.includes('.')),
    alertRuleTemplateName: values['alert_rule_template_guid'],
    templateVersion: values['alert_rule_template_version'],
    eventGroupingSettings: withoutEmpty({ aggregationKind: blockOf(values['event_grouping'])['aggregation_method'] }),
    customDetails: values['custom_details'],
    entityMappings: entitiesOf(values['entity_mapping']),
    sentinelEntitiesMappings: blocksOf(values['sentinel_entity_mapping']).map(({ column_name: columnName = null }) => ({
      columnName,
    })),
    alertDetailsOverride: overrideOf(blockOf(values['alert_details_override'])),
    incidentConfiguration: incidentOf(blockOf(values['incident'] ?? values['incident_configuration'])),
  });
  return { kind, properties };
}

function scheduleOf(values: JsonObject): Partial<JsonObject> {
  return {
    queryFrequency: values['query_frequency'],
    queryPeriod: values['query_period'],
    triggerOperator: values['trigger_operator'],
    triggerThreshold: values['trigger_threshold'],
  };
}

function entitiesOf(value: JsonValue | undefined): JsonValue {
  return blocksOf(value).map(({ entity_type: entityType = null, field_mapping: fields }) => ({
    entityType,
    fieldMappings: blocksOf(fields).map(({ identifier = null, column_name: columnName = null }) => ({
      identifier,
      columnName,
    })),
  }));
}

function overrideOf(block: JsonObject): JsonObject {
  return withoutEmpty({
    alertDisplayNameFormat: block['display_name_format'],
    alertDescriptionFormat: block['description_format'],
    alertSeverityColumnName: block['severity_column_name'],
    alertTacticsColumnName: block['tactics_column_name'],
    alertDynamicProperties: blocksOf(block['dynamic_property']).map(({ name = null, value = null }) => ({
      alertProperty: name,
      value,
    })),
  });
}

function incidentOf(block: JsonObject): JsonObject {
  const grouping = blockOf(block['grouping']);
  const by = (what: string): JsonValue | undefined => grouping[`by_${what}`] ?? grouping[`group_by_${what}`];
  return withoutEmpty({
    createIncident: block['create_incident_enabled'] ?? block['create_incident'],
    groupingConfiguration: withoutEmpty({
      enabled: grouping['enabled'],
      reopenClosedIncident: grouping['reopen_closed_incidents'],
      lookbackDuration: grouping['lookback_duration'],
      matchingMethod: grouping['entity_matching_method'],
      groupByEntities: by('entities'),
      groupByAlertDetails: by('alert_details'),
      groupByCustomDetails: by('custom_details'),
    }),
  });
}

/** Terraform has no absent values: an attribute that nobody set is empty. */
function withoutEmpty(value: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): readonly (readonly [string, JsonValue])[] => {
      const empty = member === undefined || member === null || member === '' || isEmptyObject(member);
      return empty || (isArray(member) && member.length === 0) ? [] : [[key, member]];
    }),
  );
}

function isEmptyObject(value: JsonValue): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

/** A block that may stand there once is a list of one. */
function blockOf(value: JsonValue | undefined): JsonObject {
  return blocksOf(value)[0] ?? {};
}

function blocksOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
