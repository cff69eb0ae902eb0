// A hook of Node's module loader: JSON files that are imported without saying so, as bundlers allow, are JSON all the same.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export async function load(url, context, next) {
  if (!url.endsWith('.json')) return next(url, context);
  return { format: 'json', source: await readFile(fileURLToPath(url), 'utf8'), shortCircuit: true };
}
