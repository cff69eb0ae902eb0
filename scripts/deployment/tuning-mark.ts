import { isObject, sameJson } from '../../src/json';
import type { JsonObject, JsonValue } from '../../src/json';
import type { DesiredResource } from '../../src/state';

/**
 * What a target's tuning decides of a rule: the places in the body where the rule as tuned differs from the rule as its
 * file has it. Undefined where it decides nothing.
 */
export function tuningMark(
  path: string,
  { plain, tuned }: { readonly plain: JsonObject; readonly tuned: JsonObject },
): DesiredResource['tuning'] {
  const decides = differing(plain, tuned, []);
  return decides.length === 0 ? undefined : { path, decides };
}

function differing(a: JsonValue | undefined, b: JsonValue | undefined, at: readonly string[]): readonly string[] {
  if (sameJson(a, b)) return [];
  if (!isObject(b) || (a !== undefined && !isObject(a))) return [at.join('.')];
  const keys = new Set([...Object.keys(a ?? {}), ...Object.keys(b)]);
  return [...keys].sort().flatMap((key) => differing(a?.[key], b[key], [...at, key]));
}
