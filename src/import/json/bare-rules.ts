import { isArray, isObject } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import type { ImportResult } from '../imported';
import { idOf } from '../name-id';
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
  const { id, repairs } = idOf([address, name], title);
  return importBody({ from, id, body: { kind, properties }, repairs });
}
