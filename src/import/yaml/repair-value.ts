import { isArray, isObject, toJson } from '../../json';
import type { JsonObject, JsonValue } from '../../json';
import { problemsOf } from '../../schema';
import type { SchemaProblem } from '../../schema';
import type { YamlPath } from '../../yaml';
import type { ImportOptions } from '../imported';
import { idOfName } from '../name-id';

export interface RepairedValue {
  readonly value: JsonObject;
  readonly repairs: readonly string[];
}

const MOST_ROUNDS = 4;

/** A rule's value without what the contract refuses, as far as it is plain what was meant; each change in words. */
export function repairValue(given: JsonObject, { severity }: ImportOptions): RepairedValue {
  const value = toJson(given) as Record<string, JsonValue>;
  const repairs: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const problems = problemsOf('rule', value);
    // From the end, so that what is taken out of a list moves nothing that is still to be looked at.
    const done = [...problems].reverse().flatMap((problem) => repairOne(value, problem, severity) ?? []);
    repairs.push(...done.reverse());
    if (done.length === 0) break;
  }
  return { value, repairs };
}

type Parent = Record<string, JsonValue> | JsonValue[];

/** In words, or undefined where nothing was done. */
function repairOne(
  root: Record<string, JsonValue>,
  problem: SchemaProblem,
  severity: string | undefined,
): string | undefined {
  const { code, path, meant } = problem;
  const parent = parentOf(root, path);
  const key = path.at(-1);
  if (parent === undefined || key === undefined) return undefined;
  const name = path.map(String).join('.');
  const value = isArray(parent) ? parent[Number(key)] : parent[String(key)];
  switch (code) {
    case 'unknown-key':
      if (isArray(parent)) return undefined;
      delete parent[String(key)];
      if (meant !== undefined && alike(meant, String(key)) && parent[meant] === undefined) {
        parent[meant] = value ?? null;
        return `\`${name}\` is called \`${meant}\``;
      }
      return `\`${name}\` was left out: rules have no such key`;
    case 'unknown-value': {
      const right = meant !== undefined && typeof value === 'string' && alike(meant, value) ? meant : undefined;
      if (right !== undefined) put(parent, key, right);
      else if (isArray(parent)) parent.splice(Number(key), 1);
      else return undefined;
      return right === undefined
        ? `\`${name}\`: ${JSON.stringify(value)} was left out: there is no such value`
        : `\`${name}\`: ${JSON.stringify(value)} is written ${right}`;
    }
    case 'wrong-type':
      if (value === null && isArray(parent)) parent.splice(Number(key), 1);
      else if (typeof value === 'string' && LISTS.has(name)) put(parent, key, listOf(value));
      else if (isObject(value) && LISTS.has(name)) put(parent, key, [value]);
      else return undefined;
      return value === null
        ? `an empty entry of \`${path.slice(0, -1).join('.')}\` was left out`
        : `\`${name}\` was made a list`;
    case 'missing-key':
      if (name === 'id' && typeof root['name'] === 'string') {
        root['id'] = idOfName(root['name']);
        return `there was no id: ${root['id']} was made of the name`;
      }
      if (name !== 'severity' || severity === undefined) return undefined;
      root['severity'] = severity;
      return `there was no severity: ${severity}, as asked for`;
    case 'wrong-format':
    case 'wrong-length':
    case 'out-of-range':
      return undefined;
  }
}

/** Keys that are lists, and that people write as one text. */
const LISTS = new Set(['tactics', 'relevantTechniques', 'techniques', 'requiredDataConnectors', 'entityMappings']);

function listOf(text: string): JsonValue[] {
  return text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
}

function put(parent: Parent, key: string | number, value: JsonValue): void {
  if (isArray(parent)) parent[Number(key)] = value;
  else parent[String(key)] = value;
}

/** Only letter case, blanks and hyphens apart. */
function alike(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return plain(a) === plain(b);
}

function parentOf(root: Record<string, JsonValue>, path: YamlPath): Parent | undefined {
  let at: JsonValue | undefined = root;
  for (const step of path.slice(0, -1)) {
    at = isArray(at) ? at[Number(step)] : isObject(at) ? at[String(step)] : undefined;
  }
  return isArray(at) || isObject(at) ? (at as Parent) : undefined;
}
