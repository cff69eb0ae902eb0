import { isObject, objectAt } from '../json';
import type { JsonObject } from '../json';
import { compileRule, idNote, loadRuleFile, ruleYaml } from '../rules';
import { alertRuleResource, resourceTypes } from '../state';
import { parseYaml, printYaml } from '../yaml';
import type { ImportResult } from './imported';
import { inHouseOrder } from './yaml/house-order';
import type { RepairedText } from './yaml/repair-text';
import { repairValue } from './yaml/repair-value';

export interface FoundBody {
  readonly from: string;
  readonly id: string;
  readonly body: JsonObject;
  readonly repairs: readonly string[];
  /** Differences that are no loss: what the source's kind of resource cannot have. */
  readonly ignored?: readonly string[];
}

const KINDS = new Set<unknown>(['Scheduled', 'NRT']);

/** The body of an alert rule as a file, compared with what the file compiles to. */
export function importBody({ from, id, body, repairs, ignored = [] }: FoundBody): ImportResult {
  const row = resourceTypes.alertRule;
  const name = row.title(body);
  const named = name === undefined ? {} : { name };
  if (!KINDS.has(body['kind'])) {
    return {
      outcome: 'left out',
      from,
      ...named,
      reason: 'other kind',
      details: [JSON.stringify(body['kind'] ?? null)],
    };
  }
  const { text, repairs: mended } = readable(ruleYaml(body, { id }), from);
  const { loaded, diagnostics } = loadRuleFile({ path: from, text });
  if (loaded === undefined) {
    return {
      outcome: 'left out',
      from,
      ...named,
      reason: 'unreadable',
      details: diagnostics.map(({ message }) => message),
    };
  }
  const { rule } = loaded;
  const compiled = compileRule(rule, {});
  const written = alertRuleResource(compiled.id, compiled.body).body;
  const lost = differences(row.canonical(body), row.canonical(written)).filter((field) => !ignored.includes(field));
  return {
    outcome: 'imported',
    from,
    id: rule.id,
    name: rule.name,
    text,
    query: rule.query,
    repairs: [...repairs, ...mended],
    lost,
  };
}

/** Fields that are not the same, properties that only the source has among them: a plan lets those be, an import says so. */
function differences(source: JsonObject, written: JsonObject): readonly string[] {
  const fields = resourceTypes.alertRule.diff(source, written).map(({ field }) => field);
  const kept = objectAt(written, 'properties');
  const dropped = Object.keys(objectAt(source, 'properties')).filter((key) => kept[key] === undefined);
  return fields.length > 0 ? fields : dropped;
}

/** The file that says the same and can be read, where that needs but a change of shape. */
function readable(text: string, path: string): RepairedText {
  const { document } = parseYaml({ path, text });
  const value = document?.value;
  if (loadRuleFile({ path, text }).loaded !== undefined || !isObject(value)) return { text, repairs: [] };
  const repaired = repairValue(value, {});
  const id = repaired.value['id'];
  const note = typeof id === 'string' ? idNote(id) : '';
  return { text: `${note}${printYaml(inHouseOrder(repaired.value))}`, repairs: repaired.repairs };
}
