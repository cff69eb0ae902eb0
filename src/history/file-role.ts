import { isRulePath } from '../rules';
import { sharedFileOf } from './shared';
import type { SharedFile } from './shared';

/** What a file of the detections folder is to a rule. */
export type FileRole =
  | { readonly kind: 'rule' }
  /** The tests of the rule at that path. */
  | { readonly kind: 'tests'; readonly rule: string }
  | { readonly kind: 'tuning'; readonly target: string }
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'shared'; readonly file: SharedFile }
  | { readonly kind: 'other' };

/** What a path below the detections folder, with forward slashes, is to a rule. */
export function roleOf(path: string): FileRole {
  if (isRulePath(path)) return { kind: 'rule' };
  const tests = /^(.+)\.test(\.ya?ml)$/i.exec(path);
  if (tests !== null && isRulePath(`${tests[1]}${tests[2]}`)) return { kind: 'tests', rule: `${tests[1]}${tests[2]}` };
  const tuning = /(?:^|\/)_tuning\/([^/]+)\/[^/]+\.ya?ml$/i.exec(path);
  if (tuning?.[1] !== undefined) return { kind: 'tuning', target: tuning[1] };
  const file = sharedFileOf(path);
  if (file !== undefined) return { kind: 'shared', file };
  return /(?:^|\/)_retired\/[^/]+\.ya?ml$/i.test(path) ? { kind: 'tombstone' } : { kind: 'other' };
}

const ID = /^\uFEFF?id:[ \t]*["']?([0-9A-Za-z][0-9A-Za-z_.-]{0,127})(?=["']?[ \t\r]*(?:#.*)?$)/m;
const RULE = /^\uFEFF?rule:[ \t]*["']?([0-9A-Za-z][0-9A-Za-z_.-]{0,127})(?=["']?[ \t\r]*(?:#.*)?$)/m;

/** The id that a rule file or tombstone says it has, in lower case, whether or not the rest can be read. */
export function idIn(text: string): string | undefined {
  return ID.exec(text)?.[1]?.toLowerCase();
}

/** The id of the rule that a tuning file is about. */
export function tunedIdIn(text: string): string | undefined {
  return RULE.exec(text)?.[1]?.toLowerCase();
}
