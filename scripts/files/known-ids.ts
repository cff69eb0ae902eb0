import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadProject } from './load-project';

/** Ids, in lower case, of the rules that a project has files of, each with its file. */
export function knownIds(root: string, detections: string, now: Date): ReadonlyMap<string, string> {
  if (!existsSync(resolve(root, detections))) return new Map();
  const { rules } = loadProject({ root, paths: [detections], now });
  return new Map(rules.map(({ rule, path }) => [rule.id.toLowerCase(), path]));
}
