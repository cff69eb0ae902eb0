import { isArray, isObject, objectAt } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import type { ImportResult } from '../imported';
import { idOf } from '../name-id';
import { importBody } from '../of-body';

/** Lists of an AzSentinel file, and the kind of what is in them (source: files of wortell/AzSentinel). */
const LISTS: Readonly<Record<string, string>> = {
  analytics: 'Scheduled',
  Scheduled: 'Scheduled',
  NRT: 'NRT',
  Fusion: 'Fusion',
  MLBehaviorAnalytics: 'MLBehaviorAnalytics',
  MicrosoftSecurityIncidentCreation: 'MicrosoftSecurityIncidentCreation',
};

const DURATIONS = ['queryFrequency', 'queryPeriod', 'suppressionDuration'];

/** The rules of an AzSentinel file; undefined where the value is none. */
export function azSentinelRules(root: JsonValue, path: string): readonly ImportResult[] | undefined {
  if (!isObject(root)) return undefined;
  const lists = Object.entries(LISTS).flatMap(([key, kind]) => {
    const list = root[key];
    return isArray(list) ? [{ key, kind, list }] : [];
  });
  if (lists.length === 0) return undefined;
  return lists.flatMap(({ key, kind, list }) =>
    list.flatMap((rule, index) => (isObject(rule) ? [importOne(rule, kind, `${path}#/${key}/${index}`)] : [])),
  );
}

function importOne(rule: JsonObject, kind: string, from: string): ImportResult {
  const { playbookName, aggregationKind, incidentConfiguration, ...plain } = rule;
  const properties: Record<string, JsonValue> = { ...plain };
  for (const key of DURATIONS) {
    const value = properties[key];
    if (typeof value === 'string') properties[key] = isoOf(value);
  }
  if (typeof aggregationKind === 'string') properties['eventGroupingSettings'] = { aggregationKind };
  if (isObject(incidentConfiguration)) properties['incidentConfiguration'] = incidentOf(incidentConfiguration);
  const { id } = idOf([], rule['displayName']);
  const repairs = [
    `AzSentinel files have no ids: ${id} was made of the name`,
    ...(typeof playbookName === 'string' && playbookName !== ''
      ? ['the playbook is not taken over: an automation rule runs playbooks now']
      : []),
  ];
  return importBody({ from, id, body: { kind, properties }, repairs });
}

/** `5H` and `30M` are hours and minutes there, `1D` is days. */
function isoOf(value: string): string {
  if (/^P/i.test(value)) return value.toUpperCase();
  return /D$/i.test(value) ? `P${value.toUpperCase()}` : `PT${value.toUpperCase()}`;
}

function incidentOf(value: JsonObject): JsonObject {
  const grouping = objectAt(value, 'groupingConfiguration');
  const lookback = grouping['lookbackDuration'];
  if (typeof lookback !== 'string') return value;
  return { ...value, groupingConfiguration: { ...grouping, lookbackDuration: isoOf(lookback) } };
}
