import { resolve } from 'node:path';
import type { Override } from '../../src/ledger';
import { isObject, parseJson } from '../../src/json';
import type { Plan } from '../../src/state';
import { UsageError } from '../command';
import { readSource } from '../files/read-source';

const KEYS = ['asker', 'approver', 'plan', 'reason', 'expires'] as const;

/** Reads a file in which somebody lets one plan pass its guards. Throws a UsageError that says what it must hold. */
export function readOverride(root: string, path: string): Override {
  const source = readSource(resolve(root, path), path);
  if ('failure' in source) throw new UsageError(`the override ${path} cannot be read: ${source.failure}`);
  const value = parseJson(source.text);
  const missing = KEYS.filter((key) => !isObject(value) || typeof value[key] !== 'string' || value[key].trim() === '');
  if (missing.length === 0) {
    const { asker, approver, plan, reason, expires } = value as unknown as Override;
    const at = Date.parse(expires);
    // As the ledger writes times; what is none is told when it is held against a plan.
    return { asker, approver, plan, reason, expires: Number.isNaN(at) ? expires : new Date(at).toISOString() };
  }
  throw new UsageError(
    `the override ${path} must be JSON with ${KEYS.join(', ')}, each a text; missing: ${missing.join(', ')}`,
  );
}

/** Why an override does not hold for a plan; undefined if it does. */
export function overrideProblem(
  override: Override,
  { plan, now }: { readonly plan: Plan; readonly now: Date },
): string | undefined {
  if (override.plan !== plan.hash)
    return `it is for the plan ${override.plan.slice(0, 12)}, and this is ${plan.hash.slice(0, 12)}`;
  if (override.asker.trim().toLowerCase() === override.approver.trim().toLowerCase()) {
    return 'who asks and who approves are the same';
  }
  const expires = Date.parse(override.expires);
  if (Number.isNaN(expires)) return `its \`expires\` is no time: ${JSON.stringify(override.expires)}`;
  return expires <= now.getTime() ? `it expired at ${override.expires}` : undefined;
}
