import type { Source } from '../diagnostics';
import type { ImportOptions, ImportResult } from './imported';
import { importJson } from './json/import-json';
import { importYaml } from './yaml/import-yaml';

/** Everything that a file of somebody else's holds: rules as rule files, and what cannot be one, with its reason. */
export function importFile(source: Source, options: ImportOptions): readonly ImportResult[] {
  return (/\.(?:json|tfstate)$/i.test(source.path) ? importJson : importYaml)(source, options);
}
