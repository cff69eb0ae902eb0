import { isArray, isObject } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import type { ImportResult } from '../imported';
import { addressOf, idOf } from '../name-id';
import { importBody } from '../of-body';
import type { ArmScope } from './arm-expression';
import { armValue, scopeWithin } from './arm-expression';

const RULE = /(?:workspaces\/providers\/alertRules|SecurityInsights\/alertRules)$/i;
const TEMPLATE = /SecurityInsights\/AlertRuleTemplates$/i;

/** What a template of a rule has no use for, and says all the same. */
const OF_TEMPLATES = new Set(['requiredDataConnectors', 'status']);

interface Found {
  readonly resource: JsonObject;
  readonly scope: ArmScope;
  readonly at: string;
}

/** Every alert rule, and every template of one, in an ARM template, an export or an answer of the REST API. */
export function armRules(root: JsonValue, path: string): readonly ImportResult[] {
  return [...resourcesIn(root, { parameters: {}, variables: {} }, '')].map((found) => importResource(found, path));
}

/** Templates may hold templates, each with names of its own (Content Hub packages do). */
function* resourcesIn(value: JsonValue, scope: ArmScope, at: string): Generator<Found> {
  if (isArray(value)) {
    for (const [index, item] of value.entries()) yield* resourcesIn(item, scope, `${at}/${index}`);
    return;
  }
  if (!isObject(value)) return;
  const { type, kind, properties } = value;
  if (
    typeof type === 'string' &&
    (RULE.test(type) || TEMPLATE.test(type)) &&
    typeof kind === 'string' &&
    isObject(properties)
  ) {
    yield { resource: value, scope, at };
    return;
  }
  const { resources } = value;
  // Bicep names its resources: an object in place of a list
  const inner = isArray(resources) || isObject(resources) ? scopeWithin(value, scope) : scope;
  for (const [key, member] of Object.entries(value)) yield* resourcesIn(member, inner, `${at}/${key}`);
}

function importResource({ resource, scope, at }: Found, path: string): ImportResult {
  const from = `${path}#${at}`;
  const { type } = resource;
  const template = typeof type === 'string' && TEMPLATE.test(type);
  const unknown: string[] = [];
  const body = worked({ kind: resource['kind'] ?? null, properties: resource['properties'] ?? {} }, scope, unknown);
  if (!isObject(body)) throw new Error('an object became something else');
  const properties = isObject(body['properties']) ? body['properties'] : {};
  const title = properties['displayName'];
  const name = typeof title === 'string' ? { name: title } : {};
  if (unknown.length > 0) {
    const details = unknown.map((expression) => `what ${expression} stands for is not in the template`);
    return { outcome: 'left out', from, ...name, reason: 'unreadable', details };
  }
  const [ruleName, address] = [resource['name'], resource['id']].map((each) => {
    const value = armValue(each ?? null, scope);
    return value.known ? value.value : value.expression;
  });
  // an extension resource is named by the last part of its address alone
  const extension = typeof type === 'string' && /^Microsoft\.SecurityInsights\/alertRules$/i.test(type);
  const alone = extension ? addressOf(ruleName) : [];
  const addresses = [ruleName, address, ...alone];
  const { id, repairs } = idOf(addresses, title);
  if (!template) return importBody({ from, id, body, repairs });
  const plain = Object.fromEntries(Object.entries(properties).filter(([key]) => !OF_TEMPLATES.has(key)));
  return importBody({ from, id, body: { kind: body['kind'] ?? null, properties: plain }, repairs });
}

/** The value with its expressions worked out; those that cannot be are collected. */
function worked(value: JsonValue, scope: ArmScope, unknown: string[]): JsonValue {
  if (isArray(value)) return value.map((item) => worked(item, scope, unknown));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, worked(member, scope, unknown)]));
  }
  const plain = armValue(value, scope);
  if (plain.known) return plain.value;
  unknown.push(plain.expression);
  return value;
}
