import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditedProject, spring } from '../support/audited-project';
import type { AuditedProject } from '../support/audited-project';
import { startGithub } from '../support/github-stub';
import { maskedHashes } from '../support/masked';
import { sentinelAuditOf } from '../support/sentinel-audit';
import { storyOnGithub, workflowEnv } from '../support/story-on-github';

const ROOT = join(__dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'auditor.md');
const BLOCK = /```console\n\$ sentinel-rules ([^\n]*)\n([\s\S]*?)```/g;

let project: AuditedProject;
beforeAll(async () => {
  project = await auditedProject();
  const github = await startGithub(storyOnGithub(project));
  await spring(project, (deployment) => workflowEnv(github, 'token', deployment));
  await github.close();
  writeFileSync(join(project.root, 'audit.json'), JSON.stringify(sentinelAuditOf(project.emulator)));
}, 60_000);
afterAll(() => project.dispose());

/** Runs while the emulator of this process goes on answering. */
function run(args: readonly string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'bin', 'sentinel-rules.js'), ...args],
      { cwd: project.root, env: { PATH, HOME, CI: 'true' }, timeout: 60_000 },
      (_error, stdout, stderr) => resolve(`${stdout}${stderr}`),
    );
  });
}

async function output(line: string): Promise<string> {
  const [command = '', cut] = line.split(' | ');
  const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const text = maskedHashes(await run(args));
  const lines = text.trimEnd().split('\n');
  const count = Number(cut?.split('-')[1] ?? lines.length);
  const shown = cut?.startsWith('tail') === true ? lines.slice(-count) : lines.slice(0, count);
  return `${shown.map((one) => one.trimEnd()).join('\n')}\n`;
}

test('what the guide shows is what the commands say, one after the other', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const blocks = [...page.matchAll(BLOCK)];
  expect(blocks.length).toBeGreaterThanOrEqual(10);
  let told = page;
  for (const [whole, line = ''] of blocks) {
    const text = await output(line);
    told = told.replace(whole, () => ['```console', `$ sentinel-rules ${line}`, `${text}\`\`\``].join('\n'));
  }
  if (process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] !== 'true') writeFileSync(PAGE, told);
  expect(readFileSync(PAGE, 'utf8')).toBe(told);
}, 120_000);

test('it answers ten questions', () => {
  expect(readFileSync(PAGE, 'utf8').match(/^### \d+\. /gm)).toHaveLength(10);
});
