import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGolden } from '../golden';
import { auditedProject, spring } from '../support/audited-project';
import type { AuditedProject } from '../support/audited-project';
import { builtCli } from '../support/built-cli';
import { maskedHashes } from '../support/masked';

let project: AuditedProject;
beforeAll(async () => {
  project = await auditedProject();
  await spring(project);
  // what follows is read from the clone alone
  await project.emulator.close();
}, 60_000);
afterAll(() => project.dispose());

test.each([
  ['before-everything', '2026-02-01'],
  ['written-and-observed', '2026-02-03T12:00Z'],
  ['unknown-from-the-last-good-look', '2026-02-10'],
  ['edited-in-the-portal', '2026-02-17'],
  ['taken-back', '2026-02-20'],
  ['nobody-has-looked-since', '2026-03-01'],
  ['difference', '2026-02-03..2026-02-20'],
  ['difference-not-known', '2026-02-03..2026-02-12'],
])('as-of: %s', (name, time) => {
  const { exit, stdout, stderr } = builtCli(project.root, ['as-of', time]);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expectGolden(`cli/as-of/${name}.txt`, maskedHashes(stdout));
});

test.each([
  ['2026-02-17', 'markdown', 'state.md'],
  ['2026-02-03..2026-02-17', 'markdown', 'difference.md'],
  ['2026-02-17', 'json', 'state.json'],
])('as-of %s as %s', (time, format, golden) => {
  const { exit, stdout } = builtCli(project.root, ['as-of', time, '--format', format]);
  expect(exit).toBe(0);
  expectGolden(`cli/as-of/${golden}`, maskedHashes(stdout));
});

test('bodies are written, those of rules that are not ours too', () => {
  const { exit } = builtCli(project.root, ['as-of', '2026-02-17', '--out', 'evidence']);
  expect(exit).toBe(0);
  const files = readdirSync(join(project.root, 'evidence')).sort();
  expect(files).toHaveLength(5);
  expect(files).toContain('alertRule-by-hand.json');
  const dump = JSON.parse(
    readFileSync(join(project.root, 'evidence', `alertRule-${project.repository.rules.dump}.json`), 'utf8'),
  ) as { properties: { enabled: boolean } };
  expect(dump.properties.enabled).toBe(false);
});

test.each([
  ['yesterday', 'is no time'],
  ['2999-01-01', 'lies in the future'],
  ['2026-02-03..2026-02-01', 'give the earlier time first'],
])('as-of %s is a mistake', (time, words) => {
  const { exit, stderr } = builtCli(project.root, ['as-of', time]);
  expect(exit).toBe(2);
  expect(stderr).toContain(words);
});

test('a broken ledger gives no answer', () => {
  const path = join(project.root, '.sentinel', 'ledger', 'local', 'deployments', '000002.json');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('"complete"', '"incomplete"'));
  const { exit, stderr } = builtCli(project.root, ['as-of', '2026-02-17']);
  writeFileSync(path, text);
  expect(exit).toBe(2);
  expect(stderr).toContain('no answer can rest on it');
});
