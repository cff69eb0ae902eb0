import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../scripts/targets/read-config';
import { configPage } from '../../../scripts/docs/config-page';

const read = (name: string): string => readFileSync(join(__dirname, '..', '..', '..', 'docs', name), 'utf8');

test('docs/config.md is what the schema says (npm run docs)', () => {
  expect(read('config.md')).toBe(configPage());
});

test('every configuration that docs/targets.md shows is one', () => {
  const shown = [...read('targets.md').matchAll(/`sentinel\.config\.yaml`:\n\n```yaml\n([\s\S]*?)```/g)].map(
    ([, text]) => text ?? '',
  );
  expect(shown.length).toBeGreaterThan(0);
  for (const text of shown) {
    expect(readConfig({ path: 'sentinel.config.yaml', text }, '/project').diagnostics).toEqual([]);
  }
});
