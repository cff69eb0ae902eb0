import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../scripts/commands/audit';
import { expectGolden } from '../golden';
import { auditedProject, spring } from '../support/audited-project';
import type { AuditedProject } from '../support/audited-project';
import { builtCli } from '../support/built-cli';
import { maskedHashes } from '../support/masked';

let project: AuditedProject;
let ledger: string;
beforeAll(async () => {
  project = await auditedProject();
  await spring(project);
  ledger = join(project.root, '.sentinel', 'ledger', 'local');
}, 60_000);
afterAll(() => project.dispose());

/** Runs with a file as somebody changed it, and puts it back. */
function tampered(file: string, change: (text: string) => string | null, work: () => void): void {
  const path = join(ledger, file);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  if (changed === null) rmSync(path);
  else writeFileSync(path, changed);
  try {
    work();
  } finally {
    writeFileSync(path, text);
  }
}

test('offline, from the clone: what holds, and what nothing at hand could prove', () => {
  const { exit, stdout, stderr } = builtCli(project.root, ['audit', 'verify']);
  expectGolden('cli/audit/verify.txt', maskedHashes(stdout));
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
});

test('against the workspace: its metadata names the last deployment', async () => {
  project.at('2026-03-01T08:00:00Z');
  const { exit, stdout } = await project.run(audit, { question: 'verify', live: true });
  expectGolden('cli/audit/verify-live.txt', maskedHashes(stdout));
  expect(exit).toBe(0);
  expect(readdirSync(join(ledger, 'observations'))).toContain('000006.json');
});

test.each<[string, string, (text: string) => string | null]>([
  ['edited', 'deployments/000002.json', (text) => text.replace('"applied"', '"not applied"')],
  ['gap', 'deployments/000002.json', () => null],
  ['body missing', '', () => null],
  ['body changed', '', (text) => text.replace('"enabled":true', '"enabled":false')],
  ['unreadable', 'observations/000001.json', (text) => text.slice(0, 100)],
])('%s: named, with exit 1', (kind, file, change) => {
  const body = readdirSync(join(ledger, 'bodies')).find((name) =>
    readFileSync(join(ledger, 'bodies', name), 'utf8').includes('"enabled":true'),
  );
  tampered(file === '' ? `bodies/${body ?? ''}` : file, change, () => {
    const { exit, stdout } = builtCli(project.root, ['audit', 'verify', '--format', 'json']);
    expect(exit).toBe(1);
    const { problems } = JSON.parse(stdout) as { problems: { kind: string }[] };
    expect(problems.map((problem) => problem.kind)).toContain(kind);
  });
});

test('history that was rewritten: the commit is not there, or on no branch', () => {
  const { git } = project.repository;
  const main = git('rev-parse', 'main');
  git('checkout', '--quiet', '--detach', project.repository.hash('start'));
  const branches = git('for-each-ref', '--format=%(refname)', 'refs/heads').split('\n');
  for (const branch of branches) git('update-ref', branch, project.repository.hash('start'));
  const { exit, stdout } = builtCli(project.root, ['audit', 'verify']);
  git('update-ref', 'refs/heads/main', main);
  git('checkout', '--quiet', '--detach', project.repository.hash('tor-created'));
  expect(exit).toBe(1);
  expect(stdout).toContain('is on no branch');
});
