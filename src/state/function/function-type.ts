import { objectAt } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import { textField, valueField } from '../alert-rule/fields';
import { normalQuery, normalText } from '../alert-rule/normal-text';
import type { ResourceTypeRow } from '../resource-type';

const FIELDS = [
  valueField({ at: 'functionAlias', field: 'function name' }),
  valueField({ at: 'functionParameters', field: 'parameters' }),
  textField('query', 'query'),
  valueField({ at: 'displayName', field: 'name' }),
  valueField({ at: 'category', field: 'category' }),
];

/**
 * Saved functions: saved searches that queries call by `functionAlias`. The version of the query language is the
 * service's own business: it tells 1 or 2 for the same text.
 */
export const functionType: ResourceTypeRow = {
  canonical: (body) => {
    const { functionAlias, functionParameters, query, displayName, category } = objectAt(body, 'properties');
    const texts = { functionAlias, functionParameters, displayName, category };
    const entries = Object.entries(texts).map(([key, value]) => [key, normalText(value ?? null)] as const);
    const kept = [...entries, ['query', normalQuery(query ?? null)] as const].filter(([, value]) => value !== null);
    return { properties: Object.fromEntries<JsonValue>(kept) };
  },
  writable: (body) => {
    const {
      functionAlias,
      functionParameters,
      query,
      displayName,
      category,
      version = 2,
    } = objectAt(body, 'properties');
    const all = { functionAlias, functionParameters, query, displayName, category, version };
    const sent = Object.entries(all).filter(([, value]) => value !== undefined);
    return { properties: Object.fromEntries(sent) as JsonObject };
  },
  diff: (before, after) =>
    FIELDS.flatMap((field) => field(objectAt(before, 'properties'), objectAt(after, 'properties'))),
  title: (body) => {
    const { functionAlias, displayName } = objectAt(body, 'properties');
    return [functionAlias, displayName].find((text): text is string => typeof text === 'string' && text !== '');
  },
  blocker: () => undefined,
};
