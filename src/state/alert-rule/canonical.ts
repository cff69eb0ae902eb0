import { parseDuration } from '../../sentinel';
import { isArray, isObject, objectAt, sorted, sortedJson, withoutEmpty } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import { normalQuery, normalText } from './normal-text';
import {
  ADDRESS,
  AGGREGATION_KINDS,
  GROUP_BY,
  KINDS,
  MATCHING_METHODS,
  QUERY_KINDS,
  SERVER_OWNED,
  SEVERITIES,
  TEMPLATE_KINDS,
  TEMPLATE_OWNED,
  TRIGGER_OPERATORS,
} from './vocabulary';

type Normalise = (value: JsonValue) => JsonValue;

const GROUPING_DEFAULTS: JsonObject = {
  enabled: false,
  reopenClosedIncident: false,
  lookbackDuration: 'PT5H',
  matchingMethod: 'AllEntities',
};
const INCIDENT_DEFAULTS: JsonObject = { createIncident: true };
const QUERY_RULE_DEFAULTS: JsonObject = {
  suppressionEnabled: false,
  eventGroupingSettings: { aggregationKind: 'SingleAlert' },
  incidentConfiguration: INCIDENT_DEFAULTS,
};

const GROUPING: Readonly<Record<string, Normalise>> = {
  lookbackDuration: seconds,
  matchingMethod: oneOf(MATCHING_METHODS),
  groupByEntities: asSet,
  groupByAlertDetails: asSet,
  groupByCustomDetails: asSet,
};

const PROPERTIES: Readonly<Record<string, Normalise>> = {
  displayName: normalText,
  description: normalText,
  query: normalQuery,
  severity: oneOf(SEVERITIES),
  queryFrequency: seconds,
  queryPeriod: seconds,
  suppressionDuration: seconds,
  triggerOperator: oneOf(TRIGGER_OPERATORS),
  tactics: asSet,
  techniques: asSet,
  subTechniques: asSet,
  severitiesFilter: asSet,
  displayNamesFilter: asSet,
  displayNamesExcludeFilter: asSet,
  eventGroupingSettings: each({ aggregationKind: oneOf(AGGREGATION_KINDS) }),
  incidentConfiguration: incident,
  sourceSettings: members(each({ sourceSubTypes: members(sourceSubType) })),
};

/**
 * The one form of all bodies that mean the same rule: durations in seconds, null = [] = {} = absent, sets sorted,
 * line ends and trailing blanks normal, the service's defaults filled in, what the service owns or ignores left out,
 * keys in order.
 * Unknown properties stay. Idempotent.
 *
 * Source: observed echoes, exports and clients collected from public tools and the API specification
 * (Microsoft Learn, azure-rest-api-specs; read 2026-11-24).
 */
export function canonicalAlertRule(body: JsonObject): JsonObject {
  const kind = oneOf(KINDS)(body['kind'] ?? null);
  const given = withoutEmpty(omit(objectAt(body, 'properties'), SERVER_OWNED));
  const properties = each(PROPERTIES)(forKind(kind, given));
  return sorted(withoutEmpty({ ...omit(body, ADDRESS), kind, properties }));
}

function forKind(kind: JsonValue, properties: JsonObject): JsonObject {
  if (typeof kind !== 'string') return properties;
  if (TEMPLATE_KINDS.includes(kind)) return omit(properties, TEMPLATE_OWNED);
  if (!QUERY_KINDS.includes(kind)) return properties;
  const filled = { ...QUERY_RULE_DEFAULTS, ...properties };
  return filled['suppressionEnabled'] === true ? filled : omit(filled, ['suppressionDuration']);
}

function incident(value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  const grouping = each(GROUPING)({ ...GROUPING_DEFAULTS, ...objectAt(value, 'groupingConfiguration') });
  const read = isObject(grouping) && grouping['matchingMethod'] !== 'Selected' ? omit(grouping, GROUP_BY) : grouping;
  return { ...INCIDENT_DEFAULTS, ...value, groupingConfiguration: read };
}

function sourceSubType(value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  const filters = omit(objectAt(value, 'severityFilters'), ['isSupported']);
  return { ...omit(value, ['sourceSubTypeDisplayName']), severityFilters: filters };
}

/** Seconds of a duration; what is not a duration of fixed length stays as it is. */
function seconds(value: JsonValue): JsonValue {
  return typeof value === 'string' ? (parseDuration(value) ?? value) : value;
}

/** The service's own spelling of an enumerated value, whatever the letter case. */
function oneOf(values: readonly string[]): Normalise {
  return (value) =>
    typeof value === 'string' ? (values.find((known) => known.toLowerCase() === value.toLowerCase()) ?? value) : value;
}

function asSet(value: JsonValue): JsonValue {
  if (!isArray(value)) return value;
  const byText = new Map(value.map((member) => [sortedJson(member), member]));
  return [...byText.keys()].sort().map((text) => byText.get(text) ?? null);
}

function each(normalisers: Readonly<Record<string, Normalise>>): (value: JsonValue) => JsonValue {
  return (value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, member]) => [
            key,
            Object.hasOwn(normalisers, key) ? (normalisers[key]?.(member) ?? null) : member,
          ]),
        )
      : value;
}

function members(normalise: Normalise): Normalise {
  return (value) => (isArray(value) ? value.map(normalise) : value);
}

function omit(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
