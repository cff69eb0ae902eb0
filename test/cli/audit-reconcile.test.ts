import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../scripts/commands/audit';
import { drift } from '../../scripts/commands/drift';
import { plan } from '../../scripts/commands/plan';
import { ratify } from '../../scripts/commands/ratify';
import { expectGolden } from '../golden';
import { auditedProject, spring } from '../support/audited-project';
import type { AuditedProject } from '../support/audited-project';
import { builtCli } from '../support/built-cli';
import { maskedHashes } from '../support/masked';
import { sentinelAuditOf } from '../support/sentinel-audit';

let project: AuditedProject;
beforeAll(async () => {
  project = await auditedProject();
  await spring(project);
}, 60_000);
afterAll(() => project.dispose());

function writeLog(): void {
  writeFileSync(join(project.root, 'audit.json'), JSON.stringify(sentinelAuditOf(project.emulator)));
}

test('each write of the log is explained by a write of the ledger; an edit in the portal is not', () => {
  writeLog();
  const { exit, stdout, stderr } = builtCli(project.root, ['audit', 'reconcile', '--log', 'audit.json']);
  expectGolden('cli/audit/reconcile.txt', maskedHashes(stdout));
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
});

test('an edit that somebody answers for is ratified, and the plan knows it no longer as a portal edit', async () => {
  const { rules } = project.repository;
  project.at('2026-03-02T21:00:00Z');
  await project.edit(rules.tor, { severity: 'High' });
  project.at('2026-03-03T08:00:00Z');
  const asked = { rule: rules.tor, by: 'soc-lead', ticket: 'INC-4711', second: 'detection-owner', reason: 'incident' };
  expect(await project.run(ratify, { ...asked, second: 'SOC-lead' })).toMatchObject({ exit: 2 });
  expect(await project.run(ratify, { ...asked, ticket: undefined })).toMatchObject({
    exit: 2,
    stderr: 'a ratification names --ticket\n',
  });
  expect((await project.run(plan)).stdout).toContain('overwrites portal edit');
  expect(await project.run(ratify, asked)).toMatchObject({
    exit: 0,
    stdout:
      'local: ratified that Connection to a Tor exit is as it is: soc-lead, INC-4711, seconded by detection-owner\n',
  });
  expect((await project.run(plan)).stdout).not.toContain('overwrites portal edit');
  expect(await project.run(drift)).toMatchObject({ exit: 0 });
  writeLog();
  const { stdout } = builtCli(project.root, ['audit', 'reconcile', '--log', 'audit.json', '--format', 'markdown']);
  expect(stdout).toContain('ratified (claimed): soc-lead, INC-4711, seconded by detection-owner');
  expect(stdout).toContain('1 ratified');
  expect(builtCli(project.root, ['audit', 'verify']).exit).toBe(0);
});

test('a body is erased: its hash stays, the chain is whole, and the record says who', async () => {
  const ledger = join(project.root, '.sentinel', 'ledger', 'local', 'bodies');
  const body = readdirSync(ledger).find((name) => readFileSync(join(ledger, name), 'utf8').includes('"enabled":false'));
  const hash = body?.replace('.json', '') ?? '';
  const asked = { question: 'erase', body: [hash], by: 'privacy', second: 'detection-owner', reason: 'names a person' };
  project.at('2026-03-04T08:00:00Z');
  expect(await project.run(audit, { ...asked, second: 'privacy' })).toMatchObject({ exit: 2 });
  expect(await project.run(audit, { ...asked, body: ['0'.repeat(64)] })).toMatchObject({ exit: 2 });
  expect(await project.run(audit, asked)).toMatchObject({ exit: 0 });
  expect(readdirSync(ledger)).not.toContain(body);
  const { exit, stdout } = builtCli(project.root, ['audit', 'verify']);
  expect(exit).toBe(0);
  expect(stdout).toContain('1 bodies were erased, and records say so');
  const { stdout: then } = builtCli(project.root, ['as-of', '2026-02-17', '--out', 'evidence']);
  expect(then).toContain('LSASS memory dump');
});

test('what is no log is a mistake', () => {
  expect(builtCli(project.root, ['audit', 'reconcile', '--log', 'sentinel.config.yaml']).exit).toBe(2);
  expect(builtCli(project.root, ['audit', 'reconcile']).exit).toBe(2);
  expect(builtCli(project.root, ['audit', 'everything']).exit).toBe(2);
});
