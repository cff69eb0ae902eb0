import type { JsonObject } from '../../json';

/** The order in which people read a rule. */
const ORDER = [
  'id', 'name', 'version', 'kind', 'enabled', 'maturity', 'status', 'template', 'targets', 'owner', 'description', 'references',
  'severity', 'requiredDataConnectors', 'queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold', 'startTimeUtc',
  'tactics', 'relevantTechniques', 'techniques', 'query', 'exclusions', 'parameters', 'entityMappings', 'customDetails',
] as const; // prettier-ignore

/** The same keys in the house's order; others after them, as they came. */
export function inHouseOrder(value: JsonObject): JsonObject {
  const known = ORDER.filter((key) => value[key] !== undefined);
  const others = Object.keys(value).filter((key) => !(ORDER as readonly string[]).includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, value[key] ?? null]));
}
