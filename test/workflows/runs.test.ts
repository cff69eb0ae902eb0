import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startFleet } from '../support/fleet';
import type { Fleet } from '../support/fleet';
import { startGitHub, TOKEN } from './github-stub';
import type { GitHubStub } from './github-stub';
import { ROOT } from './model';
import { runWorkflow } from './runner';
import type { JobResult, RunRequest, WorkflowRun } from './runner';
import { sshKey } from '../support/ssh-keys';
import type { SshKey } from '../support/ssh-keys';

/**
 * The workflows as they are, every `run:` step of theirs, in scratch clones of a repository, against the emulated service
 * and a GitHub on this machine.
 */

const ID = '0b7f9d52-5a31-4a0c-9f4e-6f0f5f0c2d44';
const HOSTILE = 'Sign-ins $(touch pwned) `touch pwned` ::error::x ${{ github.token }} @everyone';

const rule = (severity: string, version = '1.0.0'): string => `id: ${ID}
name: '${HOSTILE}'
version: ${version}
kind: Scheduled
description: Failures.
severity: ${severity}
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics: [CredentialAccess]
relevantTechniques: [T1110]
query: |
  SigninLogs
  | where ResultType == "50126"
  | project TimeGenerated, UserPrincipalName
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: FullName
        columnName: UserPrincipalName
`;

const tests = (expected: string): string => `defaults: { now: 2026-01-10T00:00:00Z, at: -20m, ingested: +3m }
rows:
  bad: { SigninLogs: { ResultType: '50126', UserPrincipalName: ann@contoso.com } }
  good: { SigninLogs: { ResultType: '0', UserPrincipalName: ann@contoso.com } }
cases:
  - { name: fires, given: [bad], expect: ${expected} }
  - { name: is silent, given: [good], expect: silent }
`;

let fleet: Fleet;
let github: GitHubStub;
let origin: string;
let clone: string;

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=ann', '-c', 'user.email=ann@example.com', ...args], {
    cwd: clone,
    encoding: 'utf8',
  }).trim();

/** Commits files and pushes them to a branch of the repository; gives the commit. */
function commit(files: Readonly<Record<string, string>>, branch = 'main'): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  git('add', '-A');
  git('commit', '--quiet', '-m', 'rules');
  git('push', '--quiet', 'origin', `HEAD:${branch}`);
  return git('rev-parse', 'HEAD');
}

beforeEach(async () => {
  fleet = await startFleet({});
  github = await startGitHub();
  origin = join(mkdtempSync(join(tmpdir(), 'origin-')), 'rules.git');
  execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', origin]);
  clone = mkdtempSync(join(tmpdir(), 'clone-'));
  git('init', '--quiet', '-b', 'main');
  git('remote', 'add', 'origin', origin);
  const [workspace] = fleet.workspaces;
  commit({
    'sentinel.config.yaml': `repository: contoso/detections
targets:
  prod:
    kind: emulator
    endpoint: ${fleet.url}
    subscription: ${workspace?.subscriptionId ?? ''}
    resourceGroup: ${workspace?.resourceGroup ?? ''}
    workspace: ${workspace?.workspace ?? ''}
    ledger: { ref: refs/sentinel/ledger, remote: origin }
`,
    'detections/identity/sign-ins.yaml': rule('Medium'),
    'detections/identity/sign-ins.test.yaml': tests('fires'),
  });
});

afterEach(async () => {
  await fleet.close();
  await github.close();
});

interface More {
  readonly event?: object;
  readonly before?: RunRequest['before'];
  readonly vars?: RunRequest['vars'];
  readonly again?: WorkflowRun;
  /** Who starts this attempt. */
  readonly by?: string;
}

async function run(workflow: string, sha: string, more: More = {}): Promise<Readonly<Record<string, JobResult>>> {
  return (await runWhole(workflow, sha, more)).results;
}

async function runWhole(workflow: string, sha: string, more: More = {}): Promise<WorkflowRun> {
  const { event = {}, by = 'ann', before, vars, again } = more;
  return runWorkflow({
    workflow,
    origin,
    github: { sha, repository: 'contoso/detections', base_ref: 'main', actor: 'ann', event },
    env: {
      GITHUB_TOKEN: TOKEN,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'contoso/detections',
      GITHUB_RUN_ID: '12',
      GITHUB_ACTOR: 'ann',
      GITHUB_TRIGGERING_ACTOR: by,
      GITHUB_EVENT_NAME: workflow === 'pr.yml' ? 'pull_request' : 'push',
    },
    ...(before === undefined ? {} : { before }),
    ...(vars === undefined ? {} : { vars }),
    ...(again === undefined ? {} : { again }),
  });
}

const pullRequest = (base: string, from: string = 'contoso/detections', type: string = 'User'): object => ({
  pull_request: { number: 7, title: HOSTILE, base: { sha: base }, head: { repo: { full_name: from } }, user: { type } },
});

const said = (results: Readonly<Record<string, JobResult>>): string =>
  Object.entries(results)
    .map(
      ([id, { result, steps }]) =>
        `${id}: ${result}\n${steps.map(({ name, exit, output }) => `--- ${name}: ${exit}\n${output}`).join('\n')}`,
    )
    .join('\n');

const outcomes = (results: Readonly<Record<string, JobResult>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(results).map(([id, { result }]) => [id, result]));

const live = (): readonly string[] =>
  Object.values(fleet.workspaces[0]?.rules() ?? {}).map((stored) => JSON.stringify(stored));

test('a pull request: checked, tested, planned; one comment, which a further push writes again', async () => {
  const base = git('rev-parse', 'HEAD');
  const head = commit({ 'detections/identity/sign-ins.yaml': rule('High', '1.1.0') }, 'louder');
  const results = await run('pr.yml', head, { event: pullRequest(base) });
  expect([outcomes(results), said(results)]).toEqual([
    { check: 'success', sarif: 'skipped', plan: 'success', comment: 'success', summary: 'skipped' },
    expect.not.stringContaining(TOKEN),
  ]);
  expect(github.written).toHaveLength(1);
  const [comment] = github.written;
  expect(comment?.body).toMatch(
    /^<!-- sentinel-rules: review -->\n## changes 1 target · ✅ 2 tests passed · ✅ no errors/,
  );
  expect(comment?.body).toContain('create');
  expect(comment?.body).toContain('**What it does** 2 samples of 1 rule: 1 alerting otherwise');
  expect(comment?.body).toContain('`severity: Medium -> High`');
  await run('pr.yml', head, { event: pullRequest(base) });
  expect(github.written).toHaveLength(1);
  expect(live()).toEqual([]);
});

test('a failing test makes the run red, and the comment says which', async () => {
  const base = git('rev-parse', 'HEAD');
  const head = commit({ 'detections/identity/sign-ins.test.yaml': tests('silent') });
  const results = await run('pr.yml', head, { event: pullRequest(base) });
  expect(outcomes(results)).toMatchObject({ check: 'failure', comment: 'success' });
  expect(github.written[0]?.body).toContain('❌ 1 test failed');
});

test.each([
  ['a fork', pullRequest('', 'mallory/detections')],
  ['a bot', pullRequest('', 'contoso/detections', 'Bot')],
])('a pull request of %s: a summary; no plan, no comment, no token', async (_, event) => {
  const head = git('rev-parse', 'HEAD');
  const based = { pull_request: { ...(event as { pull_request: object }).pull_request, base: { sha: head } } };
  const results = await run('pr.yml', head, { event: based });
  expect(outcomes(results)).toEqual({
    check: 'success',
    sarif: 'skipped',
    plan: 'skipped',
    comment: 'skipped',
    summary: 'success',
  });
  expect(results['summary']?.summary).toContain('✅ 2 tests passed');
  expect(github.written).toEqual([]);
  expect(said(results)).not.toContain(TOKEN);
});

test('a deployment: planned, begun, approved by somebody else, applied, ended, verified', async () => {
  github.approvers = ['bob'];
  const results = await run('deploy.yml', git('rev-parse', 'HEAD'));
  expect([outcomes(results), said(results)]).toEqual([
    {
      plan: 'success',
      approval: 'skipped',
      begin: 'success',
      apply: 'success',
      end: 'success',
      verify: 'success',
      attest: 'success',
    },
    expect.not.stringContaining(TOKEN),
  ]);
  expect(results['apply']?.name).toMatch(/^apply [0-9a-f]{64}$/);
  expect(live()).toHaveLength(1);
  git('fetch', '--quiet', 'origin', '+refs/sentinel/ledger:refs/sentinel/ledger');
  const ledger = git('ls-tree', '-r', '--name-only', 'refs/sentinel/ledger');
  expect(ledger.split('\n').filter((path) => path.includes('deployments'))).toHaveLength(2);
  const again = await run('deploy.yml', git('rev-parse', 'HEAD'));
  expect(outcomes(again)).toEqual({
    plan: 'success',
    approval: 'skipped',
    begin: 'skipped',
    apply: 'skipped',
    end: 'skipped',
    verify: 'skipped',
    attest: 'skipped',
  });
});

test.each([
  ['nobody', []],
  ['who started it', ['ann']],
])('approved by %s: nothing is written, and what began is ended', async (_, approvers) => {
  github.approvers = approvers;
  const results = await run('deploy.yml', git('rev-parse', 'HEAD'));
  expect(outcomes(results)).toMatchObject({ plan: 'success', begin: 'success', apply: 'failure', verify: 'skipped' });
  expect(results['apply']?.steps.find(({ name }) => name === 'Who approved')?.exit).toBe(5);
  expect(live()).toEqual([]);
  github.approvers = ['bob'];
  expect(outcomes(await run('deploy.yml', git('rev-parse', 'HEAD')))).toMatchObject({
    apply: 'success',
    verify: 'success',
  });
});

describe('signed approvals, where no environment asks', () => {
  const SIGNED = { SENTINEL_APPROVALS: 'signed' };
  let keys: Readonly<Record<'ann' | 'bob' | 'eve', SshKey>>;
  let head: string;

  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-'));
    keys = { ann: sshKey(folder, 'ann'), bob: sshKey(folder, 'bob'), eve: sshKey(folder, 'eve') };
    head = commit({
      '.github/allowed_signers': `ann ${keys.ann.line}\nbob namespaces="sentinel-rules-approval" ${keys.bob.line}\n`,
    });
  });

  const tool = (...args: readonly string[]): string => {
    const called = [join(ROOT, 'bin', 'sentinel-rules.js'), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, called, { cwd: clone, encoding: 'utf8' });
    return `${status} ${stderr}${stdout}`;
  };
  /** What a person does: fetch the artifact, look at it, sign. */
  const approve = ({ artifacts }: WorkflowRun, who: 'ann' | 'bob' | 'eve'): string =>
    tool('approve', join(artifacts, 'plans'), '--key', keys[who].path, '--yes');
  const gate = ({ results }: WorkflowRun): string => {
    const step = results['approval']?.steps.find(({ name }) => name === 'Who approved');
    return `${step?.exit} ${step?.output}`;
  };
  const begun = (): boolean => git('ls-remote', 'origin', 'refs/sentinel/ledger') !== '';

  test('red and nothing begun until somebody else signs; then the failed jobs go on', async () => {
    const first = await runWhole('deploy.yml', head, { vars: SIGNED });
    expect(outcomes(first.results)).toEqual({
      plan: 'success',
      approval: 'failure',
      begin: 'skipped',
      apply: 'skipped',
      end: 'skipped',
      verify: 'skipped',
      attest: 'skipped',
    });
    expect(gate(first)).toMatch(/^5 nothing is applied:\n  nobody has approved[^]*sentinel-rules approve plans --hash/);
    expect([begun(), live()]).toEqual([false, []]);

    expect(approve(first, 'bob')).toMatch(/^0 approved by bob with SHA256:/);
    const second = await runWhole('deploy.yml', head, { vars: SIGNED, again: first });
    expect([outcomes(second.results), said(second.results)]).toEqual([
      {
        plan: 'success',
        approval: 'success',
        begin: 'success',
        apply: 'success',
        end: 'success',
        verify: 'success',
        attest: 'success',
      },
      expect.not.stringContaining(TOKEN),
    ]);
    expect(second.results['plan']).toBe(first.results['plan']);
    git('fetch', '--quiet', 'origin', '+refs/sentinel/ledger:refs/sentinel/ledger');
    const duties = tool('audit', 'duties', '--target', 'prod');
    expect([duties, duties]).toEqual([
      expect.stringContaining('attested: bob approved the run, signed'),
      expect.not.stringContaining('no approval found'),
    ]);
    expect(second.results['apply']?.steps.map(({ name }) => name)).toContain('Who signed');
    expect(live()).toHaveLength(1);
  });

  test.each<['ann' | 'bob', string, RegExp]>([
    ['ann', 'ann', /^5 [^]*ann started this run/],
    ['bob', 'bob', /^5 [^]*bob started this run or this attempt/],
  ])('signed by %s, attempt started by %s: refused, and nothing has begun', async (signer, by, why) => {
    const first = await runWhole('deploy.yml', head, { vars: SIGNED });
    expect(approve(first, signer)).toMatch(/^0 /);
    const second = await runWhole('deploy.yml', head, { vars: SIGNED, again: first, by });
    expect(gate(second)).toMatch(why);
    expect(outcomes(second.results)).toMatchObject({ approval: 'failure', begin: 'skipped', end: 'skipped' });
    expect([begun(), live()]).toEqual([false, []]);
  });

  test('nobody signs who is not in the list of the commit, and an environment does not help', async () => {
    github.approvers = ['bob'];
    const first = await runWhole('deploy.yml', head, { vars: SIGNED });
    expect(approve(first, 'eve')).toMatch(/^2 [^]*<login> namespaces="sentinel-rules-approval" ssh-ed25519 /);
    expect(outcomes(first.results)).toMatchObject({ approval: 'failure', begin: 'skipped' });
  });
});

test('somebody writes between plan and apply: the stale plan is not carried out', async () => {
  github.approvers = ['bob'];
  const results = await run('deploy.yml', git('rev-parse', 'HEAD'), {
    before: async (job) => {
      if (job !== 'apply') return;
      await fleet.workspaces[0]?.put(ID, {
        kind: 'Scheduled',
        properties: {
          displayName: 'Of somebody else',
          description: '',
          severity: 'Low',
          enabled: true,
          query: 'SigninLogs',
          queryFrequency: 'PT1H',
          queryPeriod: 'PT1H',
          triggerOperator: 'GreaterThan',
          triggerThreshold: 0,
          suppressionDuration: 'PT1H',
          suppressionEnabled: false,
          tactics: [],
        },
      });
    },
  });
  expect(outcomes(results)).toMatchObject({ apply: 'failure', verify: 'skipped' });
  expect(results['apply']?.steps.find(({ name }) => name === 'Apply')?.exit).toBe(4);
  expect(live().join()).toContain('Of somebody else');
});

test('drift: one issue, closed when all is well', async () => {
  github.approvers = ['bob'];
  const head = git('rev-parse', 'HEAD');
  await run('deploy.yml', head);
  await fleet.workspaces[0]?.edit(ID, { severity: 'Low' });
  const results = await run('drift.yml', head);
  expect(outcomes(results)).toEqual({ look: 'success', tell: 'success' });
  expect(github.written).toMatchObject([{ kind: 'issue', state: 'open' }]);
  expect(github.written[0]?.body).toContain('Medium');
  await fleet.workspaces[0]?.edit(ID, { severity: 'Medium' });
  await run('drift.yml', head);
  expect(github.written).toMatchObject([{ kind: 'issue', state: 'closed' }]);
});

test('the report is kept', async () => {
  const results = await run('report.yml', git('rev-parse', 'HEAD'));
  expect(outcomes(results)).toEqual({ build: 'success' });
});

test('text of a rule speaks neither to the shell nor to the runner', async () => {
  const head = git('rev-parse', 'HEAD');
  const results = await run('pr.yml', head, { event: pullRequest(head) });
  const text = said(results);
  expect(text).not.toMatch(/^::error::x/m);
  expect(readFileSync(join(clone, 'detections/identity/sign-ins.yaml'), 'utf8')).toContain('$(touch pwned)');
  expect(github.written[0]?.body.replace(/(`+)[^]*?\1/g, '')).not.toContain('@everyone');
});
