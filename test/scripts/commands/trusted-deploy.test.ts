import { rollback } from '../../../scripts/commands/rollback';
import { pull } from '../../../scripts/commands/pull';
import { ledger as ledgerCommand } from '../../../scripts/commands/ledger';
import { doctor } from '../../../scripts/commands/doctor';
import { adopt } from '../../../scripts/commands/adopt';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../../scripts/commands/deploy';
import { drift } from '../../../scripts/commands/drift';
import { plan } from '../../../scripts/commands/plan';
import { portal } from './portal';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

const lab = { target: 'lab' };
const yes = { ...lab, yes: true };
const idOf = (number: number): string => `3f2b7c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}`;
const at = (time: string) => ({ now: () => new Date(time) });

async function deployed(rules = 3): Promise<TestProject> {
  const project = await testProject();
  for (let number = 1; number <= rules; number += 1) project.write(`detections/rule-${number}.yaml`, ruleFile(number));
  expect(await project.run(deploy, yes)).toMatchObject({ exit: 0 });
  project.emulator.control.forgetRequests();
  return project;
}

const request = (project: TestProject, method: string, path: string, body?: object): Promise<Record<string, unknown>> =>
  portal(project).request(method, path, body);

/** Somebody changes a rule in the portal. */
const edit = (project: TestProject, number: number, properties: object): Promise<void> =>
  portal(project).edit(idOf(number), properties);

const guarded = (project: TestProject, guards: string): void =>
  project.write(
    'sentinel.config.yaml',
    `targets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}", guards: ${guards} }\n`,
  );

describe('three sides', () => {
  test('an edit in the portal is shown with both differences, and counts as a danger', async () => {
    const project = await deployed();
    await edit(project, 2, { severity: 'Low' });
    const { stdout } = await project.run(plan, lab);
    expect(stdout).toMatch(
      /! update {2}Rule 2[\s\S]*severity +Low -> High[\s\S]*overwrites portal edit[\s\S]*severity +High -> Low/,
    );
  });

  test('an edit that the repository follows is written down and not sent', async () => {
    const project = await deployed();
    await edit(project, 2, { severity: 'Low' });
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    project.emulator.control.forgetRequests();
    expect(await project.run(deploy, yes)).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('already') as string,
    });
    const puts = project.emulator.control
      .requests()
      .filter(({ method, path }) => method === 'PUT' && path.includes('alertRules'));
    expect(puts).toEqual([]);
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
  });

  test('a query that changes while its tests do not is a danger', async () => {
    const project = await testProject();
    project.write('detections/rule-1.yaml', ruleFile(1));
    project.write('detections/rule-1.test.yaml', 'cases: []\n');
    await project.run(deploy, yes);
    project.write('detections/rule-1.yaml', ruleFile(1, { query: '|\n  SecurityEvent\n  | where EventID == 4721' }));
    const before = await project.run(plan, lab);
    expect(before.stdout).toMatch(/! update {2}Rule 1[\s\S]*query changed without a changed test/);
    project.write('detections/rule-1.test.yaml', '# another\ncases: []\n');
    expect((await project.run(plan, lab)).stdout).toMatch(/~ update {2}Rule 1/);
  });
});

describe('guards', () => {
  test.each<[string, string, readonly number[], RegExp]>([
    ['a number of updates', '{ update: { absolute: 1 } }', [1, 2], /2 updates, and at most 1/],
    ['a number of weakened rules', '{ weaken: { absolute: 0 } }', [1], /1 rules weakened, and at most 0/],
    ['a crown jewel', `{ crownJewels: [${idOf(2)}] }`, [2], /Rule 2 is a crown jewel, and is weakened: severity/],
  ])('%s: plan exits with 5, deploy writes nothing', async (_name, guards, weakened, message) => {
    const project = await deployed();
    guarded(project, guards);
    for (const number of weakened)
      project.write(`detections/rule-${number}.yaml`, ruleFile(number, { severity: 'Low' }));
    project.emulator.control.forgetRequests();
    expect(await project.run(plan, lab)).toMatchObject({ exit: 5, stdout: expect.stringMatching(message) as string });
    expect(await project.run(deploy, yes)).toMatchObject({ exit: 5, stderr: expect.stringMatching(message) as string });
    expect(project.emulator.control.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  test('a repository without rules', async () => {
    const project = await deployed();
    for (const number of [1, 2, 3]) rmSync(join(project.root, `detections/rule-${number}.yaml`));
    expect(await project.run(plan, lab)).toMatchObject({
      exit: 5,
      stdout: expect.stringContaining('the repository names no rule, and 3 live ones are its own') as string,
    });
  });

  test('a share counts from ten rules on', async () => {
    const project = await deployed(10);
    guarded(project, '{ update: { percent: 20 } }');
    for (const number of [1, 2]) project.write(`detections/rule-${number}.yaml`, ruleFile(number, { severity: 'Low' }));
    expect(await project.run(plan, lab)).toMatchObject({ exit: 0 });
    project.write('detections/rule-3.yaml', ruleFile(3, { severity: 'Low' }));
    expect(await project.run(plan, lab)).toMatchObject({ exit: 5, stdout: expect.stringContaining('30 %') as string });
  });

  test('guards that are loosened', async () => {
    const project = await testProject();
    guarded(project, `{ delete: { absolute: 1 }, crownJewels: [${idOf(1)}] }`);
    project.write('detections/rule-1.yaml', ruleFile(1));
    await project.run(deploy, yes);
    guarded(project, '{ delete: { absolute: 2 } }');
    project.write('detections/rule-2.yaml', ruleFile(2));
    expect(await project.run(plan, lab)).toMatchObject({
      exit: 5,
      stdout: expect.stringMatching(
        /loosened: delete\.absolute 1 -> 2, 3f2b7c1e-\S+ is no crown jewel any more/,
      ) as string,
    });
  });

  test('somebody else may agree to one plan', async () => {
    const project = await deployed();
    guarded(project, '{ weaken: { absolute: 0 } }');
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    const { hash } = JSON.parse(readFileSync(join(project.root, 'plan.json'), 'utf8')) as { hash: string };
    const agree = (more: object): void =>
      project.write(
        'override.json',
        JSON.stringify({
          asker: 'anna',
          approver: 'ben',
          plan: hash,
          reason: 'agreed',
          expires: '2026-01-10T01:00:00Z',
          ...more,
        }),
      );
    const attempt = async () => project.run(deploy, { plan: 'plan.json', override: 'override.json' });
    for (const [more, words] of [
      [{ approver: 'Anna ' }, 'are the same'],
      [{ expires: '2026-01-09T00:00:00Z' }, 'expired'],
      [{ plan: 'f'.repeat(64) }, 'it is for the plan ffff'],
    ] as const) {
      agree(more);
      expect(await attempt()).toMatchObject({ exit: 5, stderr: expect.stringContaining(words) as string });
    }
    agree({});
    expect(await attempt()).toMatchObject({ exit: 0 });
    const ledger = readFileSync(join(project.root, '.sentinel/ledger/lab/deployments/000003.json'), 'utf8');
    expect(ledger).toContain('"approver": "ben"');
  });
});

describe('ownership', () => {
  test('a live rule that is not ours blocks, until it is taken over', async () => {
    const project = await testProject();
    project.write('detections/rule-1.yaml', ruleFile(1));
    await project.run(deploy, yes);
    rmSync(join(project.root, '.sentinel'), { recursive: true });
    const { value } = (await request(project, 'GET', 'metadata')) as { value: readonly { name: string }[] };
    for (const { name } of value) await request(project, 'DELETE', `metadata/${name}`);
    const blocked = await project.run(plan, lab);
    expect(blocked).toMatchObject({ exit: 1, stdout: expect.stringContaining('that is not ours') as string });
    expect(await project.run(deploy, yes)).toMatchObject({ exit: 1 });
    const adopted = await project.run(plan, { ...lab, adopt: [idOf(1)], out: 'plan.json' });
    expect(adopted).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('taken over: it was not ours') as string,
    });
    expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({ exit: 0 });
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
  });

  test('a mark that is lost is written again', async () => {
    const project = await deployed();
    await request(project, 'DELETE', `metadata/analyticsrule-${idOf(2)}`);
    expect((await project.run(plan, lab)).stdout).toMatch(/\+ create mark {2}Rule 2[\s\S]*the mark is lost/);
    expect(await project.run(deploy, yes)).toMatchObject({ exit: 0 });
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
  });

  test('a rule made by hand stays, whatever happens', async () => {
    const project = await deployed();
    const { kind, properties } = await request(project, 'GET', `alertRules/${idOf(1)}`);
    await request(project, 'PUT', 'alertRules/by-hand', {
      kind,
      properties: { ...(properties as object), displayName: 'Rule 1' },
    });
    const before = JSON.stringify(await request(project, 'GET', 'alertRules/by-hand'));
    project.write('detections/rule-3.yaml', ruleFile(4));
    expect((await project.run(plan, lab)).stdout).toContain(`has the name of ${idOf(1)}: both would alert`);
    await project.run(deploy, yes);
    await project.run(deploy, yes, at('2027-01-10T00:00:00Z'));
    expect(JSON.stringify(await request(project, 'GET', 'alertRules/by-hand'))).toBe(before);
  });
});

describe('consent', () => {
  async function saved(): Promise<TestProject> {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    project.emulator.control.forgetRequests();
    return project;
  }

  test.each<[string, (project: TestProject) => Promise<unknown>, object, RegExp]>([
    ['expired', () => Promise.resolve(), at('2026-01-11T00:00:00Z'), /expired/],
    ['used', (project) => project.run(deploy, { plan: 'plan.json' }), {}, /carried out already/],
    [
      'overtaken in the portal',
      (project) => edit(project, 2, { description: 'Mine.' }),
      {},
      /has changed in the workspace/,
    ],
    [
      'overtaken at another rule of ours',
      (project) => edit(project, 1, { description: 'Mine.' }),
      {},
      /has changed in the workspace/,
    ],
  ])('a plan that is %s is not carried out', async (_name, meanwhile, io, message) => {
    const project = await saved();
    await meanwhile(project);
    project.emulator.control.forgetRequests();
    expect(await project.run(deploy, { plan: 'plan.json' }, io)).toMatchObject({
      exit: 4,
      stderr: expect.stringMatching(message) as string,
    });
    expect(project.emulator.control.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  test('rules that are not ours may come and go', async () => {
    const project = await saved();
    const { kind, properties } = await request(project, 'GET', `alertRules/${idOf(1)}`);
    await request(project, 'PUT', 'alertRules/by-hand', { kind, properties });
    expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({ exit: 0 });
  });

  test('--hash insists on the plan that was agreed to', async () => {
    const project = await saved();
    expect(await project.run(deploy, { plan: 'plan.json', hash: 'f'.repeat(64) })).toMatchObject({ exit: 4 });
    const { hash } = JSON.parse(readFileSync(join(project.root, 'plan.json'), 'utf8')) as { hash: string };
    expect(await project.run(deploy, { plan: 'plan.json', hash })).toMatchObject({ exit: 0 });
  });
});

describe('the ledger', () => {
  test('of which an entry was changed is not built upon', async () => {
    const project = await deployed();
    const path = '.sentinel/ledger/lab/deployments/000002.json';
    project.write(path, readFileSync(join(project.root, path), 'utf8').replace('complete', 'incomplete'));
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    expect(await project.run(deploy, yes)).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('entry 2') as string,
    });
  });

  test('that was cut off is told by the workspace', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    await project.run(deploy, yes);
    for (const entry of ['000003', '000004'])
      rmSync(join(project.root, `.sentinel/ledger/lab/deployments/${entry}.json`));
    expect(await project.run(plan, lab)).toMatchObject({
      exit: 5,
      stdout: expect.stringContaining('it was cut off') as string,
    });
  });

  test('with a deployment that never ended: nothing is written until somebody resumes', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    await project.run(deploy, yes);
    // As a run leaves it that was killed before its `end`.
    rmSync(join(project.root, '.sentinel/ledger/lab/deployments/000004.json'));
    project.write('detections/rule-3.yaml', ruleFile(3, { severity: 'Low' }));
    expect(await project.run(deploy, yes)).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('has not ended') as string,
    });
    const resumed = await project.run(deploy, { ...yes, resume: true });
    expect(resumed).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining('1 applied, 0 not applied, 0 unknown') as string,
    });
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
  });

  test('in a ref of git', async () => {
    const project = await testProject();
    execFileSync('git', ['init', '--quiet', project.root]);
    project.write(
      'sentinel.config.yaml',
      `targets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}", ledger: { ref: refs/sentinel/ledger } }\n`,
    );
    project.write('detections/rule-1.yaml', ruleFile(1));
    expect(await project.run(deploy, yes)).toMatchObject({ exit: 0 });
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
    const files = execFileSync('git', ['-C', project.root, 'ls-tree', '-r', '--name-only', 'refs/sentinel/ledger'], {
      encoding: 'utf8',
    });
    expect(files.split('\n').filter((file) => file.includes('deployments'))).toEqual([
      'lab/deployments/000001.json',
      'lab/deployments/000002.json',
    ]);
  });
});

test('a secret of the environment is in no output, no plan and no ledger', async () => {
  const planted = 'planted-5b1e0c7d-secret';
  const env = {
    AZURE_CLIENT_SECRET: planted,
    GITHUB_TOKEN: planted,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: planted,
    USER: 'anna',
  };
  const project = await testProject();
  project.write('detections/rule-1.yaml', ruleFile(1));
  const fault = {
    id: 'no',
    when: { method: 'PUT', path: 'alertRules', calls: [1] },
    effect: { kind: 'serverError', status: 500 },
  } as const;
  project.emulator.control.setFaults([fault]);
  const said: string[] = [];
  for (const [command, args] of [
    [plan, { ...lab, out: 'plan.json' }],
    [plan, { ...lab, format: 'json' }],
    [deploy, { plan: 'plan.json', format: 'json' }],
    [deploy, { ...yes, resume: true }],
    [drift, { ...lab, format: 'markdown' }],
    [doctor, { ...lab, probe: true }],
    [pull, lab],
    [adopt, { ...yes, rules: ['by-hand'] }],
    [adopt, { ...yes, rules: [idOf(1)] }],
    [rollback, { ...yes, to: 'ffff', rule: [] }],
    [ledgerCommand, { ...lab, action: 'show' }],
    [ledgerCommand, { ...lab, action: 'show', format: 'json' }],
  ] as const) {
    const { stdout, stderr } = await project.run(command, args, { env });
    said.push(stdout, stderr);
  }
  project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
  for (const [command, args] of [
    [plan, { ...lab, out: 'plan.json' }],
    [ledgerCommand, { action: 'begin', plan: 'plan.json' }],
    [deploy, { plan: 'plan.json', report: 'report.json' }],
    [ledgerCommand, { ...lab, action: 'end', report: 'report.json' }],
    [ledgerCommand, { ...lab, action: 'end' }],
  ] as const) {
    const { stdout, stderr, exit } = await project.run(command, args, { env });
    expect({ command: command.name, args, exit }).toEqual({ command: command.name, args, exit: 0 });
    said.push(stdout, stderr);
  }
  const files = readdirSync(project.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.join('\n')).toContain('anna');
  for (const text of [...said, ...files]) expect(text).not.toContain(planted);
});
