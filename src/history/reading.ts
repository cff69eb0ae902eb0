import { hashJson, isObject, toJson } from '../json';
import type { JsonObject } from '../json';
import { compileRule, loadRuleFile } from '../rules';
import type { Rule, RuleFile } from '../rules';
import { alertRuleResource, resourceTypes } from '../state';

/** What one version's text says. */
export type Reading =
  | {
      readonly kind: 'rule';
      readonly rule: Rule;
      /** Keys of the file, as `RuleFileContent`. */
      readonly file: JsonObject;
      /** Canonical body, without what a target changes. */
      readonly body: JsonObject;
      /** Hash of that body: what a ledger knows it by. */
      readonly hash: string;
      /** Why it could not have been deployed, if so. */
      readonly problems: readonly string[];
    }
  | {
      readonly kind: 'hunting';
      readonly file: JsonObject;
      readonly body: JsonObject;
      readonly hash: string;
    }
  /** Broken YAML, or not of the shape of a rule: shown as such. */
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

/** Reads a version of a rule, however old or broken its text is. Never throws. */
export function readVersion(path: string, text: string): Reading {
  const file = loadRuleFile({ path, text });
  const { loaded } = file;
  if (loaded !== undefined) {
    const { id, body, problems } = compileRule(loaded.rule, {});
    const canonical = resourceTypes.alertRule.canonical(alertRuleResource(id, body).body);
    return {
      kind: 'rule',
      rule: loaded.rule,
      file: valuesOf(file),
      body: canonical,
      hash: hashJson(canonical),
      problems: problems.map(({ message }) => message),
    };
  }
  if (file.kind === 'hunting' && file.diagnostics.length === 0) return hunting(file);
  return { kind: 'unreadable', problems: file.diagnostics.map(({ message }) => message) };
}

/** A hunting query is never deployed; its parts are compared as a rule's are. */
function hunting(file: RuleFile): Reading {
  const { draft } = file;
  const { name, description, query, tactics, relevantTechniques, techniques } = draft;
  const properties = { displayName: name, description, query, tactics, techniques: relevantTechniques ?? techniques };
  const body = resourceTypes.alertRule.canonical(toJson({ kind: 'Hunting', properties }));
  return { kind: 'hunting', file: valuesOf(file), body, hash: hashJson(body) };
}

/** What the file says: nothing was refused, and YAML of the core schema has no other values than JSON has. */
function valuesOf({ document }: RuleFile): JsonObject {
  return isObject(document?.value) ? document.value : {};
}
