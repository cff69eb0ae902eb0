import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../../scripts/commands/deploy';
import { doctor } from '../../../scripts/commands/doctor';
import { drift } from '../../../scripts/commands/drift';
import { plan } from '../../../scripts/commands/plan';
import { pull } from '../../../scripts/commands/pull';
import { rollback } from '../../../scripts/commands/rollback';
import { restoredResources } from '../../../scripts/deployment/restored-resources';
import type { WorkspaceReading } from '../../../scripts/deployment/read-workspace';
import { standingOf } from '../../../src/ledger';
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

  const hashOf = ({ root }: TestProject, entry: string): string =>
    (JSON.parse(readFileSync(join(root, `.sentinel/ledger/lab/deployments/${entry}.json`), 'utf8')) as { hash: string })
      .hash;

  test('names the ids that may not be used again yet, and until when; the same command creates them then', async () => {
    const project = await deployed();
    const at = (time: string) => ({ now: () => new Date(time) });
    rmSync(join(project.root, 'detections/rule-3.yaml'));
    await project.run(deploy, yes);
    await project.run(deploy, yes, at('2026-02-10T00:00:00Z'));
    const back = { ...yes, to: hashOf(project, '000001').slice(0, 12), rule: [] };
    const early = await project.run(rollback, back, at('2026-02-10T00:10:00Z'));
    expect(early.stderr).toMatch(
      /may refuse these ids until about[\s\S]*\n {2}2026-02-10T01:00:00\.000Z {2}Rule 3 {2}3f2b7c1e-\S+3\nThe same command/,
    );
    expect(early).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('was deleted a short while ago') as string,
    });
    project.emulator.control.advance(7200);
    const late = await project.run(rollback, back, at('2026-02-10T02:00:00Z'));
    expect(late.stderr).not.toContain('may refuse');
    expect(late).toMatchObject({ exit: 0, stdout: expect.stringContaining('1 created') as string });
  });

  test('a beginning of several deployments names none', async () => {
    const reading = { standing: standingOf([]), store: { place: 'memory' } };
    const entry = (hash: string, more: object) => ({ hash, record: { kind: 'begin', at: '', commit: null, ...more } });
    const entries = [entry('aaaa1'.padEnd(64, '0'), {}), entry('aaaa2'.padEnd(64, '0'), {})];
    const input = { ledger: { ...reading, entries }, live: [] } as unknown as WorkspaceReading;
    const asked = { to: 'aaaa', named: [], now: new Date(0) };
    await expect(restoredResources(input, asked)).rejects.toThrow('begins several: aaaa10000000, aaaa20000000');
    await expect(restoredResources(input, { ...asked, to: 'aaaa2' })).rejects.toThrow('aaaa20000000 never ended');
  });

  test('to nowhere is a mistake', async () => {
    const project = await deployed();
    expect(await project.run(rollback, { ...yes, to: 'beef0', rule: [] })).toMatchObject({ exit: 2 });
    expect(await project.run(rollback, { ...yes, rule: [] })).toMatchObject({ exit: 2 });
  });
});

describe('quarantine', () => {
  const gone = async (): Promise<TestProject> => {
    const project = await deployed();
    rmSync(join(project.root, 'detections/rule-3.yaml'));
    await project.run(deploy, yes);
    return project;
  };
  const rule3 = async (project: TestProject) =>
    (await portal(project).request('GET', `alertRules/${idOf(3)}`))['properties'];

  test('a file that comes back enables its rule again, and nothing waits to be deleted', async () => {
    const project = await gone();
    expect(await rule3(project)).toMatchObject({ enabled: false });
    project.write('detections/rule-3.yaml', ruleFile(3));
    expect((await project.run(plan, lab)).stdout).toMatch(
      /~ update {2}Rule 3[\s\S]*enabled +false -> true +strengthens/,
    );
    expect(await project.run(deploy, yes)).toMatchObject({ exit: 0 });
    expect(await rule3(project)).toMatchObject({ enabled: true });
    const later = { now: () => new Date('2027-01-10T00:00:00Z') };
    expect((await project.run(plan, lab, later)).stdout).toContain('No changes: 4 unchanged.');
  });

  test('a file that comes back disabled changes our records alone', async () => {
    const project = await gone();
    project.write('detections/rule-3.yaml', ruleFile(3, { enabled: 'false' }));
    expect((await project.run(plan, lab)).stdout).toMatch(/= update {2}Rule 3[\s\S]*as wanted already/);
    await project.run(deploy, yes);
    const later = { now: () => new Date('2027-01-10T00:00:00Z') };
    expect((await project.run(plan, lab, later)).stdout).toContain('No changes: 4 unchanged.');
  });

  test('what somebody edited meanwhile is shown, and not deleted', async () => {
    const project = await gone();
    await portal(project).edit(idOf(3), { description: 'Wanted.' });
    const later = { now: () => new Date('2026-03-10T00:00:00Z') };
    expect((await project.run(plan, lab, later)).stdout).toContain('somebody changed it after it was disabled');
    project.write('detections/rule-3.yaml', ruleFile(3));
    expect((await project.run(plan, lab, later)).stdout).toMatch(/! update {2}Rule 3[\s\S]*overwrites portal edit/);
  });

  test('a rule that lost its mark is marked first, and goes by the next plan', async () => {
    const project = await deployed();
    rmSync(join(project.root, 'detections/rule-3.yaml'));
    await portal(project).request('DELETE', `metadata/analyticsrule-${idOf(3)}`);
    const first = await project.run(deploy, yes);
    expect(first.stderr).toMatch(/\+ create mark {2}Rule 3[\s\S]*the mark is lost/);
    expect(await rule3(project)).toMatchObject({ enabled: true });
    expect((await project.run(deploy, yes)).stderr).toMatch(/- quarantine {2}Rule 3/);
    expect(await rule3(project)).toMatchObject({ enabled: false });
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

  test('by area: where each rule belongs; many are counted, not listed', async () => {
    const project = await deployed();
    const there = portal(project);
    const { kind, properties } = await there.request('GET', `alertRules/${idOf(1)}`);
    for (const number of [1, 2, 3, 4]) rmSync(join(project.root, `detections/rule-${number}.yaml`));
    for (let number = 5; number <= 25; number++) {
      const displayName = `Rule ${number}`;
      const query = number % 2 === 0 ? 'SigninLogs | take 1' : 'SecurityEvent | take 1';
      await there.request('PUT', `alertRules/${idOf(number)}`, {
        kind,
        properties: { ...(properties as object), displayName, query },
      });
    }
    const { exit, stdout } = await project.run(pull, { ...lab, 'by-area': true });
    expect(stdout).toBe(
      '  written  15 rules  detections/endpoint/\n  written  10 rules  detections/identity/\n25 written\n',
    );
    expect(exit).toBe(0);
    expect(readFileSync(join(project.root, 'detections/identity/rule-6.yaml'), 'utf8')).toContain('SigninLogs');
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
