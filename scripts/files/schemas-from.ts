import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectPath } from './project-path';

/** Where a project keeps JSON Schemas for editors, from a folder of it: its own folder, or the package that it installed. */
export function schemasFrom(root: string, folder: string): string | undefined {
  const places = ['schemas', join('node_modules', 'sentinel-rules', 'schemas')];
  const found = places.find((place) => existsSync(resolve(root, place, 'rule.schema.json')));
  return found === undefined ? undefined : projectPath(folder, found);
}
