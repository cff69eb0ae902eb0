import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, Source } from '../../src/diagnostics';
import { loadTombstone, unreadableFile } from '../../src/rules';
import type { Tombstone } from '../../src/rules';
import { readSource } from './read-source';

export interface Tombstones {
  readonly tombstones: readonly Tombstone[];
  /** Texts of all files, those among them that are no tombstones. */
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads what is left of retired rules. `root` is the project's folder; a project without retired rules has no such folder. */
export function readTombstones(root: string, detections: string): Tombstones {
  const folder = `${detections}/_retired`;
  const absolute = join(root, folder);
  const names = existsSync(absolute) ? readdirSync(absolute).filter((name) => /\.ya?ml$/i.test(name)) : [];
  const read = names.toSorted().map((name) => {
    const path = `${folder}/${name}`;
    const source = readSource(join(root, path), path);
    return 'failure' in source
      ? { diagnostics: [unreadableFile(path, source.failure)] }
      : { source, ...loadTombstone(source) };
  });
  return {
    tombstones: read.flatMap((each) => ('tombstone' in each && each.tombstone !== undefined ? [each.tombstone] : [])),
    sources: read.flatMap((each) => ('source' in each ? [each.source] : [])),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}
