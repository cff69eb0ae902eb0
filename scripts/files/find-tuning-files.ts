import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of one target's tuning files, relative to the project, in order. A folder that does not exist has none. */
export function tuningFilesOf(root: string, detections: string, target: string): readonly string[] {
  const folder = `${detections}/_tuning/${target}`;
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

/** Those of all targets that have a folder. */
export function findTuningFiles(root: string, detections: string): readonly string[] {
  const folder = join(root, detections, '_tuning');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => tuningFilesOf(root, detections, name));
}
