import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { unreadableFile } from '../../src/rules';
import { validate } from '../../src/schema';
import { parseYaml } from '../../src/yaml';
import { readSource } from '../files/read-source';
import type { Config } from './read-config';

/** What a target is known to have. */
export interface Inventory {
  /** Absent where nobody has asked the workspace. */
  readonly tables?: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where what a target has is written down, relative to the project. */
export function inventoryPath({ schemas }: Pick<Config, 'schemas'>, target: string): string {
  return `${schemas[0] ?? 'schemas'}/targets/${target}.yaml`;
}

/** The text of that file: names in order, one a line, so that a review shows what came and went. */
export function inventoryText(tables: readonly string[]): string {
  const names = [...new Set(tables)].toSorted();
  const head =
    '# Written by `schema pull` from the workspace. A rule that asks for no tag goes where its tables are.\n';
  const list = names.map((name) => `  - ${/^\w+$/.test(name) ? name : JSON.stringify(name)}\n`).join('');
  return `${head}tables:${names.length === 0 ? ' []' : ''}\n${list}`;
}

/** Reads what `schema pull` wrote of a target. A file that cannot be used is a finding, and says nothing. */
export function readInventory(root: string, config: Pick<Config, 'schemas'>, target: string): Inventory {
  const path = inventoryPath(config, target);
  if (!existsSync(join(root, path))) return { diagnostics: [] };
  const source = readSource(join(root, path), path);
  if ('failure' in source) return { diagnostics: [unreadableFile(path, source.failure)] };
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const found = [...diagnostics, ...validate('inventory', document)];
  if (found.length > 0) return { diagnostics: found };
  const { tables } = document.value as { readonly tables: readonly string[] };
  return { tables: new Set(tables), diagnostics: [] };
}
