import { join } from 'node:path';
import { loadConfig } from '../scripts/targets/load-target';
import { runProjectTests } from '../scripts/testing/run-project-tests';

const root = join(__dirname, '..');
const config = loadConfig({ cwd: root, color: false });
const { files, diagnostics } = runProjectTests({ root, config, paths: [], target: 'local', now: new Date() });

describe.each(files.map((file) => [file.path, file] as const))('%s', (_, file) => {
  test.each(file.cases.map((each) => [each.name, each] as const))('%s', (__, { problems }) => {
    expect(problems).toEqual([]);
  });
});

test('every rule has tests, and every exclusion is proven by one', () => {
  // a rule that is being written has no tests yet: its own check says so
  const written = diagnostics.filter(({ code }) => code !== 'test-coverage');
  expect(written.map(({ code, message, source }) => `${source.path}: ${code}: ${message}`)).toEqual([]);
});
