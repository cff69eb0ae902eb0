import { isArray, isObject } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import type { ImportResult } from '../imported';
import { isRuleId } from '../../sentinel';
import { addressOf, idOf } from '../name-id';
import { importBody } from '../of-body';
import { alertRuleOf } from './azurerm-rule';

/** A resource of a Terraform state: its address, its type, and what the provider last read of it. */
interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
}

/**
 * The alert rules of a Terraform state: what `terraform show -json` prints (of a state or a plan), or the state itself;
 * undefined where the value is neither. Other resources are passed over in silence, Sentinel's are named.
 * (Sources: developer.hashicorp.com, JSON output format 1.x; version 4 of state files.)
 */
export function terraformRules(root: JsonValue, path: string): readonly ImportResult[] | undefined {
  if (!isObject(root)) return undefined;
  const resources = stateResources(root);
  if (resources === undefined) return undefined;
  const found = resources.flatMap((resource) => importResource(resource, `${path}#${resource.address}`));
  if (found.length > 0) return found;
  return [{ outcome: 'left out', from: path, reason: 'no rule', details: ['a Terraform state without alert rules'] }];
}

function importResource({ type, values }: StateResource, from: string): readonly ImportResult[] {
  const azapi = type === 'azapi_resource' ? azapiRule(values) : undefined;
  const body = azapi ?? alertRuleOf(type, values);
  if (body !== undefined) {
    const properties = isObject(body['properties']) ? body['properties'] : {};
    const { name: ruleName } = values;
    if (typeof ruleName === 'string' && !isRuleId(ruleName)) return [unnameable(ruleName, { from, properties })];
    const { id, repairs } = idOf([values['id'], ...addressOf(values['name'])], properties['displayName']);
    return [importBody({ from, id, body, repairs })];
  }
  if (!type.startsWith('azurerm_sentinel_')) return [];
  const { display_name: title } = values;
  const name = typeof title === 'string' ? { name: title } : {};
  return [{ outcome: 'left out', from, ...name, reason: 'other kind', details: [type] }];
}

/** Under a GUID it would be a second rule beside the one that is live. */
function unnameable(
  name: string,
  { from, properties }: { readonly from: string; readonly properties: JsonObject },
): ImportResult {
  const { displayName: title } = properties;
  const details = [
    `the rule is live as ${JSON.stringify(name)}, and an id here is made of letters, digits, "_", "." and "-": give it another name in Terraform first`,
  ];
  return {
    outcome: 'left out',
    from,
    ...(typeof title === 'string' ? { name: title } : {}),
    reason: 'unreadable',
    details,
  };
}

/** Rules that are written as the REST API has them, in a provider that passes them on. */
function azapiRule({ type, body }: JsonObject): JsonObject | undefined {
  if (typeof type !== 'string' || !/^Microsoft\.SecurityInsights\/alertRules@/i.test(type)) return undefined;
  const value = typeof body === 'string' ? jsonIn(body) : body;
  return isObject(value) ? { kind: value['kind'] ?? null, properties: value['properties'] ?? {} } : undefined;
}

function jsonIn(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function stateResources(root: JsonObject): readonly StateResource[] | undefined {
  if (typeof root['terraform_version'] !== 'string') return undefined;
  const { values, planned_values: planned, resources } = root;
  if (isArray(resources)) return resources.flatMap((resource) => instancesOf(resource));
  // what is planned is not live yet
  const prior = isObject(root['prior_state']) ? root['prior_state']['values'] : undefined;
  const shown = isObject(planned) ? prior : values;
  return isObject(shown) && isObject(shown['root_module']) ? modulesOf(shown['root_module']) : [];
}

function modulesOf({ resources, child_modules: children }: JsonObject): readonly StateResource[] {
  const own = listOf(resources).flatMap((resource): readonly StateResource[] => {
    const { address, mode, type, values } = resource;
    if (mode !== 'managed' || typeof address !== 'string' || typeof type !== 'string' || !isObject(values)) return [];
    return [{ address, type, values }];
  });
  return [...own, ...listOf(children).flatMap(modulesOf)];
}

/** Of a state file: a resource has an instance for each key of its `for_each`. */
function instancesOf(resource: JsonValue): readonly StateResource[] {
  if (!isObject(resource) || resource['mode'] !== 'managed') return [];
  const { module, type, name, instances } = resource;
  if (typeof type !== 'string' || typeof name !== 'string') return [];
  const address = [...(typeof module === 'string' ? [module] : []), type, name].join('.');
  return listOf(instances).flatMap(({ index_key: key, attributes }): readonly StateResource[] =>
    isObject(attributes)
      ? [{ address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`, type, values: attributes }]
      : [],
  );
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}
