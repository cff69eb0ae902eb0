import type { SchemaDiagnostic } from '../schema';
import type { YamlPath } from '../yaml';
import type { RuleDraft } from './rule-file';

/** A file's value without nulls and without what the schema refused: each key of it holds what the schema says. */
export function draftOf(value: unknown, findings: readonly SchemaDiagnostic[]): RuleDraft {
  const refused = new Set(findings.map(({ path }) => JSON.stringify(path)));
  if (refused.has('[]') || typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return pruned(value, [], refused) as RuleDraft;
}

function pruned(value: unknown, path: YamlPath, refused: ReadonlySet<string>): unknown {
  if (value === null || (refused.size > 0 && refused.has(JSON.stringify(path)))) return undefined;
  if (Array.isArray(value)) return value.map((item, index) => pruned(item, [...path, index], refused));
  if (typeof value !== 'object') return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const part = pruned(item, [...path, key], refused);
    if (part !== undefined && key !== '__proto__') kept[key] = part;
  }
  return kept;
}
