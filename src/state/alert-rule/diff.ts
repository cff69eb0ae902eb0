import type { Change } from '../change';
import { objectAt, sameJson } from '../../json';
import type { JsonObject } from '../../json';
import { readAutoDisabled } from './auto-disabled';
import {
  anyField,
  columnImpact,
  groupingImpact,
  itemsField,
  longerWeakens,
  offWeakens,
  severityImpact,
  shorterWeakens,
  textField,
  valueField,
  withoutPath,
} from './fields';
import type { FieldDiff } from './fields';
import { diffSuppression } from './suppression';
import { diffTrigger } from './trigger';
import { aggregationWords, columnWords, durationWords, entityWords, propertyWords } from './words';

const incident = 'incidentConfiguration';
const grouping = `${incident}.groupingConfiguration`;
const override = 'alertDetailsOverride';
const duration = durationWords;

/** In the order in which people read a rule: what decides whether it sees and alerts at all comes first. */
const FIELDS: readonly (readonly [paths: readonly string[], diff: FieldDiff])[] = [
  value({ at: 'enabled', field: 'enabled', impact: offWeakens }),
  value({ at: 'severity', field: 'severity', impact: severityImpact }),
  value({ at: `${incident}.createIncident`, field: 'incident creation', impact: offWeakens }),
  value({ at: 'queryFrequency', field: 'frequency', impact: longerWeakens, words: duration }),
  value({ at: 'queryPeriod', field: 'period', impact: shorterWeakens, words: duration }),
  [['triggerOperator', 'triggerThreshold'], diffTrigger],
  [['suppressionEnabled', 'suppressionDuration'], diffSuppression],
  [['query'], textField('query', 'query')],
  value({ at: 'displayName', field: 'name' }),
  [['description'], textField('description', 'description')],
  items({ at: 'tactics', field: 'tactics' }),
  items({ at: 'techniques', field: 'techniques' }),
  items({ at: 'subTechniques', field: 'sub-techniques' }),
  items({ at: 'entityMappings', field: 'entity mappings', words: entityWords, impact: { removed: 'weakens' } }),
  items({ at: 'sentinelEntitiesMappings', field: 'entity columns', words: columnWords }),
  items({ at: 'customDetails', field: 'custom details' }),
  value({ at: `${override}.alertDisplayNameFormat`, field: 'alert name' }),
  value({ at: `${override}.alertDescriptionFormat`, field: 'alert description' }),
  value({ at: `${override}.alertSeverityColumnName`, field: 'alert severity column', impact: columnImpact }),
  value({ at: `${override}.alertTacticsColumnName`, field: 'alert tactics column' }),
  items({ at: `${override}.alertDynamicProperties`, field: 'alert properties', words: propertyWords }),
  value({ at: 'eventGroupingSettings', field: 'event grouping', words: aggregationWords, impact: groupingImpact }),
  value({ at: `${grouping}.enabled`, field: 'incident grouping' }),
  value({ at: `${grouping}.matchingMethod`, field: 'grouping method' }),
  value({ at: `${grouping}.lookbackDuration`, field: 'grouping window', words: duration }),
  value({ at: `${grouping}.reopenClosedIncident`, field: 'reopen closed incidents' }),
  items({ at: `${grouping}.groupByEntities`, field: 'grouping entities' }),
  items({ at: `${grouping}.groupByAlertDetails`, field: 'grouping alert details' }),
  items({ at: `${grouping}.groupByCustomDetails`, field: 'grouping custom details' }),
  value({ at: 'alertRuleTemplateName', field: 'template' }),
  value({ at: 'templateVersion', field: 'template version' }),
  value({ at: 'startTimeUtc', field: 'first run' }),
  value({ at: 'productFilter', field: 'product' }),
  items({ at: 'severitiesFilter', field: 'severities', impact: { removed: 'weakens' } }),
  items({ at: 'displayNamesFilter', field: 'alert names' }),
  items({ at: 'displayNamesExcludeFilter', field: 'excluded alert names', impact: { added: 'weakens' } }),
];

const KNOWN = new Set(FIELDS.flatMap(([paths]) => paths.map((path) => path.split('.')[0])).concat('sourceSettings'));

/**
 * What an update from one canonical body to the other would change, in the domain's words. Empty exactly if the bodies
 * mean the same rule. Properties that nobody here knows and that only the live side has are not a difference by
 * themselves (a newer service may add them to every rule), but are named when a write would drop them.
 */
export function diffAlertRule(before: JsonObject, after: JsonObject): readonly Change[] {
  // Most rules of a plan have not changed, and canonical bodies have their keys in order.
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const wanted = objectAt(after, 'properties');
  const live = objectAt(before, 'properties');
  const disabled = readAutoDisabled(live, wanted);
  const old = disabled?.properties ?? live;
  const all = [
    ...diffTop(before, after),
    ...(disabled === undefined ? [] : [autoDisabledChange(disabled.reason, wanted)]),
    ...FIELDS.flatMap(([, diff]) => diff(old, wanted)),
    ...diffRest(old, wanted),
  ];
  const dropped = new Set(Object.keys(old).filter((key) => !KNOWN.has(key) && wanted[key] === undefined));
  return all.every(({ path }) => dropped.has(path.slice('properties.'.length))) ? [] : all;
}

function autoDisabledChange(reason: string, wanted: JsonObject): Change {
  const from = reason === '' ? 'AUTO DISABLED' : `AUTO DISABLED: ${reason}`;
  const base = { kind: 'value', field: 'disabled by the service', path: 'properties.enabled', from } as const;
  return wanted['enabled'] === true
    ? { ...base, impact: 'strengthens', to: 'enabled again' }
    : { ...base, impact: 'changes', to: 'disabled by the repository' };
}

/** The kind, and anything beside `properties` that a newer service knows. */
function diffTop(before: JsonObject, after: JsonObject): readonly Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  keys.delete('properties');
  return [...keys].sort().flatMap((key) =>
    anyField(key)(before, after)
      .map((change) => ({ ...change, path: key }))
      .filter(() => key === 'kind' || after[key] !== undefined),
  );
}

/** Whatever no row above looked at: nothing is hidden. */
function diffRest(before: JsonObject, after: JsonObject): readonly Change[] {
  const paths = FIELDS.flatMap(([compared]) => compared);
  const rest = (properties: JsonObject): JsonObject => paths.reduce(withoutPath, properties);
  const [old, wanted] = [rest(before), rest(after)];
  if (sameJson(old, wanted)) return [];
  return [...new Set([...Object.keys(old), ...Object.keys(wanted)])]
    .sort()
    .flatMap((key) => anyField(key)(old, wanted));
}

function value(field: Parameters<typeof valueField>[0]): readonly [readonly string[], FieldDiff] {
  return [[field.at], valueField(field)];
}

function items(field: Parameters<typeof itemsField>[0]): readonly [readonly string[], FieldDiff] {
  return [[field.at], itemsField(field)];
}
