import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHealth } from '../../../scripts/report/read-health';
import { judgeHealth } from '../../../src/health';
import { inertJson } from '../../../src/state';

const cwd = mkdtempSync(join(tmpdir(), 'sentinel-health-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const write = (text: string): string => {
  writeFileSync(join(cwd, 'health.json'), text);
  return 'health.json';
};

test('what health says is read as it was written', () => {
  const report = judgeHealth({
    target: 'prod',
    now: new Date('2026-11-24T06:00:00Z'),
    windowSeconds: 86_400,
    rules: [
      {
        id: 'A1',
        name: 'AUTO DISABLED A rule',
        kind: 'Scheduled',
        enabled: false,
        autoDisabled: 'gone',
        everySeconds: 3600,
      },
    ],
    runs: new Map(),
    problems: new Map(),
  });
  const read = readHealth(write(inertJson(report)), { cwd });
  expect(read).toMatchObject({ target: 'prod', at: report.at, rules: [{ id: 'A1', runs: 0, failures: 0 }] });
  expect(read.findings).toContainEqual(expect.objectContaining({ rule: 'A1', kind: 'auto-disabled' }));
});

test.each([
  ['no file', () => 'none.json', 'none.json cannot be read'],
  ['no JSON', () => write('{'), 'does not say how rules run: write it with health --format json > health.json'],
  ['another JSON', () => write('{"files":[]}'), 'does not say how rules run'],
])('%s is told', (_, path, words) => {
  expect(() => readHealth(path(), { cwd })).toThrow(words);
});
