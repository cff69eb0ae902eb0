import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksPage } from '../../../scripts/docs/checks-page';

test('docs/checks.md is what the checks say (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'checks.md'), 'utf8')).toBe(checksPage());
});
