import { isArray, isObject } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import type { ImportResult } from '../imported';
import { idOfName, lastGuid } from '../name-id';
import { importBody } from '../of-body';

/** Bodies of rules without a type, as scripts keep them: one, or a list of them. */
export function bareRules(root: JsonValue, path: string): readonly ImportResult[] {
  const list = isArray(root) ? root : [root];
  return list.flatMap((one, index) => {
    if (!isObject(one) || typeof one['type'] === 'string') return [];
    const { kind, properties } = one;
    if (typeof kind !== 'string' || !isObject(properties) || properties['displayName'] === undefined) return [];
    return [importBare(one, isArray(root) ? `${path}#/${index}` : path)];
  });
}

function importBare(rule: JsonObject, from: string): ImportResult {
  const { kind = null, properties = {}, name, id: address } = rule;
  const title = isObject(properties) ? properties['displayName'] : undefined;
  const given = lastGuid(`${String(address)} ${String(name)}`);
  const id = given ?? idOfName(String(title));
  const repairs = given === undefined ? [`the source has no GUID: the id ${id} was made of its name`] : [];
  return importBody({ from, id, body: { kind, properties }, repairs });
}
