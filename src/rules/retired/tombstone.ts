import type { Diagnostic, Source } from '../../diagnostics';
import { validate } from '../../schema';
import { parseYaml } from '../../yaml';
import type { YamlDocument } from '../../yaml';

/** What is left of a retired rule: `detections/_retired/<name>.yaml`. */
export interface Tombstone {
  /** In lower case. */
  readonly id: string;
  readonly name: string;
  /** Calendar date. */
  readonly date: string;
  readonly reason: string;
  /** Id of the rule that looks for the same now, in lower case. */
  readonly replacement?: string;
  readonly document: YamlDocument;
}

/** The keys of `schemas/tombstone.schema.json`, as validated. */
interface TombstoneFile {
  readonly id: string;
  readonly name: string;
  readonly date: string;
  readonly reason: string;
  readonly replacement?: string;
}

/** Reads a tombstone. Without one in the result, the diagnostics say why. */
export function loadTombstone(source: Source): {
  readonly tombstone?: Tombstone;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const found = [...diagnostics, ...validate('tombstone', document)];
  if (found.some(({ severity }) => severity === 'error')) return { diagnostics: found };
  const { id, name, date, reason, replacement } = document.value as TombstoneFile;
  const next = replacement === undefined ? {} : { replacement: replacement.toLowerCase() };
  return {
    tombstone: { id: id.toLowerCase(), name: name.trim(), date, reason: reason.trim(), ...next, document },
    diagnostics: found,
  };
}

/** `retired 2026-01-30: the tool is blocked; replaced by d7c16186-...`: why a plan takes the rule away. */
export function tombstoneWords({ date, reason, replacement }: Tombstone): string {
  return `retired ${date}: ${reason}${replacement === undefined ? '' : `; replaced by ${replacement}`}`;
}
