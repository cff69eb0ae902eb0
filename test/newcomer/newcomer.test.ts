import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEFAULT_GUARDS } from '../../src/state';
import { shownNow } from '../docs/outputs';
import { dataOf, ROOT } from '../docs/page-data';
import { openShell } from '../docs/shell';
import type { Shell } from '../docs/shell';
import { stepsOf } from '../docs/steps';
import type { ShownCommand, Step } from '../docs/steps';
import { startPortal } from '../support/portal/portal-workspace';
import type { Portal } from '../support/portal/portal-workspace';
import { startGitHubHere } from './github';
import type { GitHub, GitHubRun } from './github';

/**
 * From an empty folder and three hundred rules in a workspace to a repository that deploys them: the commands of the guide, in
 * their order, and nothing else.
 */

const PAGE = 'docs/guides/from-the-portal.md';
const ACTION = 'contoso/sentinel-rules@4f6b1c0de2a97a3c1f0b5d8e7c6a5948372615f0';
const INSTALL = /^npm install .*github:contoso\/sentinel-rules#[0-9a-f]{40}$/;
/** Stands in the page where somebody changes a rule in the portal. */
const EDITED = 'gh workflow run drift.yml';

let portal: Portal;
let github: GitHub;
let shell: Shell;
let folder: string;
const runs: GitHubRun[] = [];
const seconds = (began: number): string => ((Date.now() - began) / 1000).toFixed(1);

beforeAll(async () => {
  portal = await startPortal(300);
  github = await startGitHubHere({ repository: 'contoso/detections', action: ACTION, approver: 'bob' });
  folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
  const npx = execFileSync('which', ['npx'], { encoding: 'utf8' }).trim();
  shell = openShell(folder, {
    env: { ...github.env, npm_config_fund: 'false', npm_config_audit: 'false' },
    stubs: { ...github.stubs, npx: `exec '${npx}' --no-install "$@"`, az: 'exit 0' },
  });
});

afterAll(async () => {
  shell.dispose();
  await github.close();
  await portal.fleet.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The target of the page, which is a workspace in Azure, as the emulated one: the same guards, another address. */
function emulated(text: string): string {
  const { subscriptionId, resourceGroup, workspace } = portal.workspace;
  const { update, delete: removal, weaken } = DEFAULT_GUARDS;
  const guards = JSON.stringify({ update, delete: removal, weaken });
  return text
    .replace('kind: azure', `kind: emulator\n    endpoint: ${portal.fleet.url}\n    guards: ${guards}`)
    .replace(/subscription: .*/, `subscription: ${subscriptionId}`)
    .replace(/resourceGroup: .*/, `resourceGroup: ${resourceGroup}`)
    .replace(/workspace: .*/, `workspace: ${workspace}`);
}

/** The package as others would get it. */
function packed(): string {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', tmpdir()], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as readonly [{ readonly filename: string }];
  return join(tmpdir(), filename);
}

async function take(step: Step): Promise<readonly string[] | undefined> {
  if (step.kind === 'write') {
    const path = join(folder, step.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, step.path === 'sentinel.config.yaml' ? emulated(step.text) : step.text);
    return undefined;
  }
  if (step.kind === 'change') {
    const path = join(folder, step.path);
    const text = readFileSync(path, 'utf8');
    const places = text.split(step.before).length - 1;
    if (places !== 1) throw new Error(`line ${step.line}: ${step.path} has ${places} places that read\n${step.before}`);
    writeFileSync(
      path,
      text.replace(step.before, () => step.after),
    );
    return undefined;
  }
  if (step.kind !== 'run') throw new Error(`line ${step.line}: nobody who follows the page could do this`);
  const shown: string[] = [];
  for (const command of step.commands) shown.push(...(await typed(command)));
  return shown;
}

const { exits = {}, masks = [] } = dataOf(PAGE);
const counts = new Map<string, number>();

/** Types a command; gives the lines of the page from it to the next one. */
async function typed({ command, shown, line }: ShownCommand): Promise<readonly string[]> {
  const wanted = exits[command] ?? 0;
  const nth = counts.get(command) ?? 0;
  counts.set(command, nth + 1);
  const expected = typeof wanted === 'number' ? wanted : (wanted[nth] ?? 0);
  if (command === EDITED) await portal.workspace.edit(ruleNamed('Remote tool: AnyDesk'), { severity: 'Low' });
  const began = Date.now();
  const { exit, output } = await shell.run(INSTALL.test(command) ? command.replace(/github:\S+$/, packed()) : command, {
    seconds: 600,
  });
  process.stderr.write(`${seconds(began).padStart(7)} s  ${command}\n`);
  if (exit !== expected) throw new Error(`line ${line}: ${command}\nexits with ${exit}, not ${expected}\n${output}`);
  for (const run of await github.react()) {
    runs.push(run);
    process.stderr.write(`${run.seconds.toFixed(1).padStart(7)} s  ${run.workflow}\n`);
    const bad = Object.values(run.outcomes).includes('failure');
    if (bad) throw new Error(`${run.workflow} failed\n${run.log}`);
  }
  const patterns = masks.map((mask) => new RegExp(mask, 'g'));
  return shown === undefined ? [] : [`$ ${command}`, ...shownNow(shown, output, patterns)];
}

/** The id of the live rule of that name. */
function ruleNamed(name: string): string {
  const found = Object.entries(portal.workspace.rules()).find(([, one]) => JSON.stringify(one).includes(`"${name}"`));
  if (found === undefined) throw new Error(`no live rule is called ${name}`);
  return found[0];
}

test('the guide leads from a portal to a repository that deploys', async () => {
  const began = Date.now();
  const markdown = readFileSync(join(ROOT, PAGE), 'utf8');
  const told: { readonly step: Step; readonly shown: readonly string[] }[] = [];
  try {
    for (const step of stepsOf(markdown, {})) {
      const shown = await take(step);
      if (shown !== undefined && shown.length > 0) told.push({ step, shown });
    }
  } finally {
    const now = withShown(markdown, told);
    if (process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] !== 'true') writeFileSync(join(ROOT, PAGE), now);
  }
  process.stderr.write(`the newcomer took ${seconds(began)} s\n`);
  expect(withShown(markdown, told)).toBe(readFileSync(join(ROOT, PAGE), 'utf8'));
});

function withShown(
  markdown: string,
  told: readonly { readonly step: Step; readonly shown: readonly string[] }[],
): string {
  const lines = markdown.split('\n');
  for (const { step, shown } of told.toReversed()) {
    lines.splice(step.block.start, step.block.end - step.block.start, ...shown);
  }
  return lines.join('\n');
}

test('three hundred rules came, those of Microsoft were left alone, and all of ours are marked', () => {
  const { workspace } = portal;
  expect(Object.keys(workspace.rules())).toHaveLength(300);
  const ours = Object.entries(workspace.metadata()).filter(
    ([name, mark]) => name.startsWith('analyticsrule-') && JSON.stringify(mark).includes('SourceRepository'),
  );
  expect(ours).toHaveLength(297);
});

test('two rules were written: one by the deployment, and the one that somebody edited', () => {
  const writes = portal.workspace.writes().filter(({ collection }) => collection === 'alertRules');
  expect(writes.map(({ name, effect }) => [name, effect])).toEqual([
    [ruleNamed('Sign-in from Belarus'), 'replaced'],
    [ruleNamed('Remote tool: AnyDesk'), 'replaced'],
  ]);
});

test('what GitHub ran went well', () => {
  const said = runs.map(({ workflow, outcomes }) => ({ workflow, ...outcomes }));
  const report = { workflow: 'report.yml', build: 'success' };
  expect(said).toEqual([
    {
      workflow: 'deploy.yml',
      plan: 'success',
      begin: 'skipped',
      approval: 'skipped',
      apply: 'skipped',
      end: 'skipped',
      verify: 'skipped',
      attest: 'skipped',
    },
    report,
    { workflow: 'pr.yml', check: 'success', sarif: 'skipped', plan: 'success', comment: 'success', summary: 'skipped' },
    {
      workflow: 'deploy.yml',
      plan: 'success',
      begin: 'success',
      approval: 'skipped',
      apply: 'success',
      end: 'success',
      verify: 'success',
      attest: 'success',
    },
    report,
    { workflow: 'drift.yml', look: 'success', tell: 'success' },
  ]);
});

test('the reviewer got one comment, and the SOC one issue', () => {
  expect(github.written.map(({ kind, state }) => [kind, state])).toEqual([
    ['comment', 'open'],
    ['issue', 'open'],
  ]);
});
