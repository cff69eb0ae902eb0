import type { Source } from '../../diagnostics';
import { isArray, isObject, toJson } from '../../json';
import type { JsonObject } from '../../json';
import { kindOfFile, loadRuleFile } from '../../rules';
import { isGuid } from '../../sentinel';
import { parseYaml, printYaml } from '../../yaml';
import type { Importer, ImportOptions, ImportResult } from '../imported';
import { idOfName, lastGuid } from '../name-id';
import { rulesIn } from '../json/import-json';
import { inHouseOrder } from './house-order';
import { repairText } from './repair-text';
import { repairValue } from './repair-value';

/** Rules in a YAML file: a community rule or hunting query, or what AzSentinel and scripts keep. */
export const importYaml: Importer = (source, options) => {
  const whole = loadRuleFile(source);
  const [first] = parseYaml(source).diagnostics;
  if (whole.loaded !== undefined && isGuid(whole.loaded.rule.id)) return [asItStands(source)];
  const repaired = first === undefined ? { text: source.text, repairs: [] } : repairText(source.text);
  const { document, diagnostics } = parseYaml({ path: source.path, text: repaired.text });
  if (document === undefined || diagnostics.length > 0) {
    const details = diagnostics.map(({ message }) => message);
    return [{ outcome: 'left out', from: source.path, reason: 'unreadable', details }];
  }
  const value = plainOf(document.value);
  if (value === undefined) return rulesIn(null, source.path);
  if (typeof value['query'] !== 'string') return rulesIn(value, source.path);
  return [importValue(value, { source, options, repairs: repaired.repairs })];
};

/** Every valid community rule is a valid rule here, byte by byte. */
function asItStands({ path, text }: Source): ImportResult {
  const { loaded } = loadRuleFile({ path, text });
  if (loaded === undefined) throw new Error('a rule that could be read cannot be read');
  const { id, name, query } = loaded.rule;
  return { outcome: 'imported', from: path, id, name, text, query, repairs: [], lost: [] };
}

interface Work {
  readonly source: Source;
  readonly options: ImportOptions;
  readonly repairs: readonly string[];
}

function importValue(value: JsonObject, { source: { path }, options, repairs: before }: Work): ImportResult {
  const title = value['name'];
  const named = typeof title === 'string' ? { name: title } : {};
  const added = kindOfFile(value) === 'hunting' ? scheduled(value, options) : { value, repairs: [] };
  if (added === undefined) {
    const details = [
      'a hunting query runs when somebody runs it: say how often it is to run and how far it looks back',
    ];
    return { outcome: 'left out', from: path, ...named, reason: 'no schedule', details };
  }
  const identified = withGuid(added.value);
  const repaired = repairValue(identified.value, options);
  const text = printYaml(inHouseOrder(repaired.value));
  const { loaded, diagnostics } = loadRuleFile({ path, text });
  if (loaded === undefined) {
    const details = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    return { outcome: 'left out', from: path, ...named, reason: 'unreadable', details };
  }
  const { id, name, query } = loaded.rule;
  const repairs = [
    ...before,
    ...added.repairs,
    ...identified.repairs,
    ...repaired.repairs,
    'written anew: comments outside of the query are gone',
  ];
  return { outcome: 'imported', from: path, id, name, text, query, repairs, lost: [] };
}

/** These files name no live rule: an id that is no GUID is a slip. */
function withGuid(value: JsonObject): { readonly value: JsonObject; readonly repairs: readonly string[] } {
  const { id } = value;
  if (typeof id !== 'string' || isGuid(id)) return { value, repairs: [] };
  const guid = lastGuid(id) ?? idOfName(id);
  return {
    value: { ...value, id: guid },
    repairs: [`the id ${JSON.stringify(id)} is no GUID: ${guid} was made of it`],
  };
}

/** A hunting query as a rule that alerts on any row; undefined if nobody said how often. */
function scheduled(
  value: JsonObject,
  { schedule, severity = 'Medium' }: ImportOptions,
): { readonly value: JsonObject; readonly repairs: readonly string[] } | undefined {
  if (schedule === undefined) return undefined;
  const { frequency, period } = schedule;
  const repairs = [
    `a hunting query: runs every ${frequency} over ${period} now, and alerts on any row`,
    ...(value['severity'] === undefined ? [`there was no severity: ${severity}`] : []),
    ...(value['version'] === undefined ? ['there was no version: 1.0.0'] : []),
  ];
  const rule = {
    version: '1.0.0',
    severity,
    ...value,
    kind: 'Scheduled',
    queryFrequency: frequency,
    queryPeriod: period,
    triggerOperator: 'gt',
    triggerThreshold: 0,
  };
  return { value: rule, repairs };
}

function plainOf(value: unknown): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || isArray(value)) return undefined;
  const plain = toJson(value);
  return isObject(plain) ? plain : undefined;
}
