import { join } from 'node:path';
import { loadConfig } from '../scripts/targets/load-target';
import { failureLines } from '../scripts/testing/formats';
import { openTestProject } from '../scripts/testing/run-project-tests';
import type { CaseResult } from '../src/unit';

// Every rule's tests, one jest test a case.
const root = join(__dirname, '..');
const config = loadConfig({ cwd: root, color: false });
const { files, diagnostics } = openTestProject(root, config).run({
  paths: [config.detections],
  target: 'local',
  now: new Date('2026-11-24T00:00:00Z'),
});

describe.each(files.map((file) => [file.path, file] as const))('%s', (_, file) => {
  test.each(file.cases.map((each): [string, CaseResult] => [each.name, each]))('%s', (__, result) => {
    expect(failureLines(result).join('\n')).toBe('');
  });
});

test('nothing is wrong with the rules, their tests and their exclusions', () => {
  const found = diagnostics.filter(({ severity }) => severity !== 'info');
  expect(found.map(({ code, message, source }) => `${source.path}: ${code}: ${message}`)).toEqual([]);
});
