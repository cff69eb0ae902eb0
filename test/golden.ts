import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares a text with a file that people review in diffs. `npm run test:update` writes it; a CI run never does.
 * `path` is relative to the test folder.
 */
export function expectGolden(path: string, text: string): void {
  const file = join(__dirname, path);
  const update = process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] !== 'true';
  if (update && (!existsSync(file) || readFileSync(file, 'utf8') !== text)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(
    existsSync(file) ? readFileSync(file, 'utf8') : `(no golden file ${path}: run npm run test:update)`,
  );
}
