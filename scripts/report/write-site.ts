import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { isArray, isObject, parseJson } from '../../src/json';
import type { SiteFile } from '../../src/report';
import { UsageError } from '../command';

/** Names the files of a report, so that the next one knows what it may take away. */
const MANIFEST = 'report-files.json';

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes a site into a folder. One that is there must be empty or hold an earlier report, whose files that are no longer
 * made are removed: nothing else in it is touched. Throws a UsageError for any other folder.
 */
export function writeSite(folder: string, files: Iterable<SiteFile>): Written {
  const before = earlierFiles(folder);
  const names = new Set<string>();
  const folders = new Set<string>();
  let bytes = 0;
  for (const [path, text] of files) {
    const file = join(folder, path);
    if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    folders.add(dirname(file));
    writeFileSync(file, text);
    names.add(path);
    bytes += Buffer.byteLength(text);
  }
  for (const path of before) if (!names.has(path)) rmSync(join(folder, path), { force: true });
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify({ files: [...names].sort() }, null, 1)}\n`);
  return { files: names.size, bytes };
}

function earlierFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new UsageError(`${folder} is no folder`);
  }
  if (names.length === 0) return [];
  const manifest = names.includes(MANIFEST) ? parseJson(readFileSync(join(folder, MANIFEST), 'utf8')) : undefined;
  const files = isObject(manifest) ? manifest['files'] : undefined;
  if (!isArray(files)) {
    throw new UsageError(`${folder} holds files that are no report: give an empty or a new folder`);
  }
  return files.filter((path): path is string => typeof path === 'string' && isInside(path));
}

/** Whether a path of a manifest, which anybody could have written, stays in the folder. */
function isInside(path: string): boolean {
  return !posix.isAbsolute(path) && !path.includes('\\') && !posix.normalize(path).startsWith('..');
}
