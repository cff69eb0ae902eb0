import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../../scripts/commands/deploy';
import { doctor } from '../../../scripts/commands/doctor';
import { drift } from '../../../scripts/commands/drift';
import { plan } from '../../../scripts/commands/plan';
import { pull } from '../../../scripts/commands/pull';
import { rollback } from '../../../scripts/commands/rollback';
import { portal } from './portal';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

const lab = { target: 'lab' };
const yes = { ...lab, yes: true };
const idOf = (number: number): string => `3f2b7c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}`;

async function deployed(): Promise<TestProject> {
  const project = await testProject();
  for (const number of [1, 2, 3, 4]) project.write(`detections/rule-${number}.yaml`, ruleFile(number));
  expect(await project.run(deploy, yes)).toMatchObject({ exit: 0 });
  return project;
}

describe('drift', () => {
  test('nothing happened', async () => {
    const project = await deployed();
    expect(await project.run(drift, lab)).toMatchObject({ exit: 0, stdout: 'lab: as we left it\n' });
  });

  test('each way in which a workspace can move is told apart', async () => {
    const project = await deployed();
    const { edit, request } = portal(project);
    await edit(idOf(1), { severity: 'Low', query: 'SecurityEvent\n| where EventID == 4721' });
    await request('DELETE', `alertRules/${idOf(2)}`);
    await request('DELETE', `metadata/analyticsrule-${idOf(3)}`);
    await edit(idOf(4), { displayName: 'AUTO DISABLED Rule 4', enabled: false });
    const { kind, properties } = await request('GET', `alertRules/${idOf(1)}`);
    await request('PUT', 'alertRules/by-hand', { kind, properties });
    const { exit, stdout } = await project.run(drift, { ...lab, format: 'json' });
    expect(exit).toBe(10);
    const found = (JSON.parse(stdout) as { drift: { kind: string; id: string }[] }).drift;
    expect(found.map((one) => [one.id, one.kind])).toEqual([
      [idOf(1), 'edited'],
      [idOf(2), 'deleted'],
      [idOf(3), 'mark lost'],
      [idOf(4), 'auto-disabled'],
      ['by-hand', 'added'],
    ]);
    const { stdout: shown } = await project.run(drift, lab);
    expect(shown).toMatch(/edited {2}Rule 1[\s\S]*severity +High -> Low +weakens[\s\S]*\+ \| where EventID == 4721/);
  });

  test('what was seen is recorded, and no plan moves because of it', async () => {
    const project = await deployed();
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    await project.run(drift, lab);
    await project.run(drift, { ...lab, 'no-record': true });
    expect(readdirSync(join(project.root, '.sentinel/ledger/lab/observations'))).toEqual([
      '000001.json',
      '000002.json',
    ]);
    expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({ exit: 0 });
  });
});

describe('rollback', () => {
  test('restores what a deployment left, and holds back what it took out', async () => {
    const project = await deployed();
    const { request } = portal(project);
    const bodies = async () =>
      Promise.all(
        [1, 2, 3, 4].map(async (number) => (await request('GET', `alertRules/${idOf(number)}`))['properties']),
      );
    const strip = (all: readonly unknown[]) => all.map((one) => ({ ...(one as object), lastModifiedUtc: undefined }));
    const before = strip(await bodies());
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    project.write('detections/rule-2.yaml', ruleFile(2, { query: '|\n  SecurityEvent\n  | where EventID == 1' }));
    rmSync(join(project.root, 'detections/rule-3.yaml'));
    await project.run(deploy, yes);
    const first = JSON.parse(
      readFileSync(join(project.root, '.sentinel/ledger/lab/deployments/000001.json'), 'utf8'),
    ) as { hash: string };
    expect(await project.run(rollback, { ...yes, to: first.hash.slice(0, 12), rule: [] })).toMatchObject({ exit: 0 });
    expect(strip(await bodies())).toEqual(before);
    // The repository still wants what was rolled back: it is not written again by itself.
    const held = await project.run(plan, lab);
    expect(held).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('a rollback took exactly this out') as string,
    });
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Informational' }));
    const { stdout } = await project.run(plan, lab);
    expect(stdout).toMatch(/! update {2}Rule 1/);
  });

  test('leaves alone what somebody edited since, unless it is named', async () => {
    const project = await deployed();
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    await project.run(deploy, yes);
    await portal(project).edit(idOf(1), { description: 'Edited.' });
    const { hash } = JSON.parse(
      readFileSync(join(project.root, '.sentinel/ledger/lab/deployments/000001.json'), 'utf8'),
    ) as { hash: string };
    const left = await project.run(rollback, { ...yes, to: hash, rule: [] });
    expect(left).toMatchObject({ exit: 0, stderr: expect.stringContaining('left as it is') as string });
    expect((await portal(project).request('GET', `alertRules/${idOf(1)}`))['properties']).toMatchObject({
      severity: 'Low',
    });
    await project.run(rollback, { ...yes, to: hash, rule: [idOf(1)] });
    expect((await portal(project).request('GET', `alertRules/${idOf(1)}`))['properties']).toMatchObject({
      severity: 'High',
    });
  });

  test('to nowhere is a mistake', async () => {
    const project = await deployed();
    expect(await project.run(rollback, { ...yes, to: 'beef0', rule: [] })).toMatchObject({ exit: 2 });
    expect(await project.run(rollback, { ...yes, rule: [] })).toMatchObject({ exit: 2 });
  });
});

describe('pull', () => {
  test('writes what has no file, and the plan over it changes nothing', async () => {
    const project = await deployed();
    for (const number of [1, 2, 3, 4]) rmSync(join(project.root, `detections/rule-${number}.yaml`));
    const { exit, stdout } = await project.run(pull, lab);
    expect(stdout).toContain('4 written');
    expect(exit).toBe(0);
    expect(readFileSync(join(project.root, 'detections/pulled/rule-1.yaml'), 'utf8')).toContain(
      'query: |\n  SecurityEvent\n  | where EventID == 4720\n',
    );
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('No changes: 4 unchanged.') as string,
    });
    expect((await project.run(pull, lab)).stdout).toContain('4 has a file');
  });
});

describe('doctor --probe', () => {
  test('a workspace that refuses stale versions: updates need not look first any more', async () => {
    const project = await deployed();
    expect(await project.run(doctor, { ...lab, probe: true })).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('is refused') as string,
    });
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    project.emulator.control.forgetRequests();
    expect((await project.run(deploy, yes)).stderr).not.toContain('Unprotected');
    const looks = project.emulator.control
      .requests()
      .filter(({ method, path }) => method === 'GET' && path.includes(`alertRules/${idOf(1)}`));
    expect(looks).toEqual([]);
    const canary = await portal(project).request('GET', 'alertRules/5e171e1c-0000-4000-8000-00000000cafe');
    expect(canary).toHaveProperty('error');
  });

  test('a workspace that takes them: updates look first, and the plan says so', async () => {
    const project = await deployed();
    project.emulator.control.setSettings({ etags: { body: 'ignored', headers: 'ignored' } });
    expect(await project.run(doctor, { ...lab, probe: true })).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('is taken') as string,
    });
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    expect((await project.run(plan, lab)).stdout).toContain('Unprotected: the service ignores stale versions');
  });
});
