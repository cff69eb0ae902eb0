import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the tool's own data (schemas) is: found from this file, built or not, never from the folder that people work in. */
export const PACKAGE_ROOT = above(__dirname);

function above(folder: string): string {
  if (existsSync(join(folder, 'schemas', 'tables', 'collected.jsonl'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error('the schemas of sentinel-rules are not where its code is: the installation is broken');
  return above(parent);
}
