import { isArray, isObject } from '../../json';
import type { JsonValue } from '../../json';
import type { Importer } from '../imported';
import { withParameters } from './arm-parameters';
import { armRules } from './arm-rules';
import { azSentinelRules } from './az-sentinel';
import { bareRules } from './bare-rules';
import { terraformRules } from './terraform';

/** Rules in a JSON file: an ARM template or export, an answer of the REST API, an AzSentinel file, a Terraform state. */
export const importJson: Importer = ({ path, text }, { parameters }) => {
  let root: JsonValue;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue;
  } catch (error) {
    const details = [error instanceof Error ? error.message : String(error)];
    return [{ outcome: 'left out', from: path, reason: 'unreadable', details }];
  }
  return rulesIn(parameters === undefined ? root : withParameters(root, parameters), path);
};

/** Of a value that was read from JSON or YAML. */
export function rulesIn(root: JsonValue, path: string): ReturnType<Importer> {
  const old = azSentinelRules(root, path) ?? terraformRules(root, path);
  if (old !== undefined) return old;
  const found = [...armRules(root, path), ...bareRules(root, path)];
  if (found.length > 0) return found;
  const what = isObject(root) ? 'an object' : isArray(root) ? 'a list' : 'a single value';
  return [{ outcome: 'left out', from: path, reason: 'no rule', details: [`${what} without alert rules`] }];
}
