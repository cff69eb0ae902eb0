import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGolden } from '../golden';
import { auditedProject, spring } from '../support/audited-project';
import type { AuditedProject } from '../support/audited-project';
import { builtCli } from '../support/built-cli';
import { maskedHashes } from '../support/masked';
import { startGithub } from '../support/github-stub';
import type { GithubStub } from '../support/github-stub';
import { storyOnGithub, workflowEnv } from '../support/story-on-github';

const TOKEN = 'ghs_planted0secret0token';
let project: AuditedProject;
let github: GithubStub;

beforeAll(async () => {
  project = await auditedProject();
  github = await startGithub(storyOnGithub(project));
  await spring(project, (deployment) => workflowEnv(github, TOKEN, deployment));
  await project.emulator.close();
  await github.close();
}, 60_000);
afterAll(() => project.dispose());

test('each deployed change: who wrote, pushed, started and approved it, and what is wrong with that', () => {
  const { exit, stdout, stderr } = builtCli(project.root, ['audit', 'duties']);
  expectGolden('cli/audit/duties.txt', maskedHashes(stdout));
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
});

test('as markdown, for an issue', () => {
  const { exit, stdout } = builtCli(project.root, ['audit', 'duties', '--format', 'markdown']);
  expect(exit).toBe(1);
  expectGolden('cli/audit/duties.md', maskedHashes(stdout));
});

test('what the platform said is in the chain, raw; the token is nowhere', () => {
  const ledger = join(project.root, '.sentinel', 'ledger', 'local');
  const all = readdirSync(ledger, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(all.join('\n')).not.toContain(TOKEN);
  expect([...github.tokens]).toEqual([`Bearer ${TOKEN}`]);
  const begin = JSON.parse(readFileSync(join(ledger, 'deployments', '000003.json'), 'utf8')) as {
    record: { platform: Record<string, unknown> };
  };
  expect(begin.record.platform).toMatchObject({
    repository: 'contoso/detections',
    run: { id: 2, attempt: 2, actor: 'ada', starter: 'chi' },
    approvals: [{ state: 'rejected', user: 'dana', environments: ['production'], comment: 'not on a Friday' }],
    missing: [],
  });
  expect(builtCli(project.root, ['audit', 'verify']).exit).toBe(0);
});
