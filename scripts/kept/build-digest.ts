import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';

/** Libraries that decide what a rule means. */
const READERS = ['@kusto/language-service-next', 'js-yaml', 'ajv'];

let known: string | undefined;

/** What the program that checks is: its code, the schemas it ships, the versions of what it uses. */
export function buildDigest(): string {
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const file of filesOf(join(PACKAGE_ROOT, 'dist', 'src'), /\.js$/)) hash.update(readFileSync(file));
  for (const file of filesOf(join(PACKAGE_ROOT, 'schemas'), /\.(?:json|jsonl|yaml)$/)) hash.update(readFileSync(file));
  hash.update(readFileSync(join(PACKAGE_ROOT, 'package.json')));
  // what is installed may be another version than what was asked for
  for (const used of READERS) hash.update(readFileSync(require.resolve(`${used}/package.json`)));
  known = hash.digest('hex');
  return known;
}

function filesOf(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
