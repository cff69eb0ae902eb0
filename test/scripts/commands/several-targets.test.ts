import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../scripts/commands/compile';
import { deploy } from '../../../scripts/commands/deploy';
import { doctor } from '../../../scripts/commands/doctor';
import { drift } from '../../../scripts/commands/drift';
import { plan } from '../../../scripts/commands/plan';
import { planSetHash } from '../../../src/targets';
import { portal } from './portal';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

interface Waves {
  /** Keys of the canary beyond its kind. */
  readonly lab?: string;
  readonly soak?: string;
}

/** Three targets in this process, the first a canary; two rules, one of which the canary does not get. */
async function three({ lab = '', soak = '' }: Waves = {}): Promise<TestProject> {
  const project = await testProject();
  project.write(
    'sentinel.config.yaml',
    `targets:
  lab: { kind: emulator, tags: [canary]${lab} }
  eu: { kind: emulator, tags: [prod] }
  us: { kind: emulator, tags: [prod] }
waves: [{ name: canary, tags: [canary]${soak} }, { name: rest }]
`,
  );
  project.write('detections/rule-1.yaml', ruleFile(1));
  project.write('detections/rule-2.yaml', ruleFile(2, { targets: '{ tags: [prod] }' }));
  return project;
}

const all = { all: true };
const yes = { ...all, yes: true };

interface Rows {
  readonly targets: readonly { readonly target: string; readonly status: string; readonly exit: number | null }[];
}

const statuses = (stdout: string): Readonly<Record<string, string>> =>
  Object.fromEntries((JSON.parse(stdout) as Rows).targets.map(({ target, status }) => [target, status]));

describe('plan', () => {
  test('of all targets: one report, in the order of waves', async () => {
    const project = await three();
    const { exit, stdout } = await project.run(plan, all);
    expect(exit).toBe(0);
    expect([...stdout.matchAll(/^Plan for (\w+)/gm)].map(([, name]) => name)).toEqual(['lab', 'eu', 'us']);
    expect(stdout).toMatch(
      /\n {2}canary {2}lab {2}well {2}1 to change: 1 create\. 0 unchanged\.\n {2}rest {4}eu {3}well {2}2 to change/,
    );
    expect(stdout).toMatch(/3 targets: 3 well {3}hash [0-9a-f]{64}\n$/);
  });

  test.each([
    [{ tag: 'prod' }, ['eu', 'us']],
    [{ target: ['us', 'lab'] }, ['lab', 'us']],
    [{ wave: 'rest' }, ['eu', 'us']],
    [{ tag: 'canary', target: ['eu'] }, ['lab', 'eu']],
  ])('of %j', async (selection, names) => {
    const project = await three();
    const { stdout } = await project.run(plan, { ...selection, format: 'json' });
    expect(Object.keys(statuses(stdout))).toEqual(names);
  });

  test.each([
    [{ tag: 'prud' }, /there is no tag "prud".*Did you mean prod\?/],
    [{ wave: 'second' }, /there is no wave "second"; .*canary, rest/],
    [{ target: ['eu'], wave: 'canary' }, /the wave canary has none of these targets/],
    [{ target: ['asia'] }, /there is no target "asia"/],
  ])('%j is wrong usage', async (selection, words) => {
    const project = await three();
    expect(await project.run(plan, selection)).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(words) as string,
    });
  });

  test('JSON holds every plan, and the hash of all', async () => {
    const project = await three();
    const { stdout } = await project.run(plan, { ...all, format: 'json' });
    const value = JSON.parse(stdout) as { plans: { target: { name: string }; hash: string }[]; hash: string };
    const hashes = value.plans.map(({ target, hash }) => ({ target: target.name, hash }));
    expect(hashes.map(({ target }) => target)).toEqual(['lab', 'eu', 'us']);
    expect(value.hash).toBe(planSetHash(hashes.toReversed()));
  });

  test('markdown has the table first', async () => {
    const project = await three();
    const { stdout } = await project.run(plan, { ...all, format: 'markdown' });
    expect(stdout).toMatch(/^### 3 targets: 3 well\n\n\| wave \| target \|/);
    expect(stdout.match(/^### Plan for/gm)).toHaveLength(3);
  });

  test('a target that cannot be reached hides no other, and the exit code is the gravest', async () => {
    const project = await three({ lab: ', endpoint: "http://127.0.0.1:9"' });
    const { exit, stdout, stderr } = await project.run(plan, { ...all, format: 'json', 'exit-code': true });
    expect(exit).toBe(3);
    expect(statuses(stdout)).toEqual({ lab: 'failed', eu: 'differs', us: 'differs' });
    expect(stderr).toContain('lab (wave canary):\nthe rules of lab');
  });

  test('what is wrong with the rules is shown once', async () => {
    const project = await three();
    project.write('detections/rule-3.yaml', ruleFile(3, { severity: 'Huge' }));
    const { exit, stdout, stderr } = await project.run(plan, all);
    expect(exit).toBe(1);
    expect(stderr.match(/"Huge"/g)).toHaveLength(1);
    expect(stdout).toContain('3 targets: 3 findings');
  });
});

describe('plans in a folder', () => {
  const planned = async (): Promise<{ project: TestProject; hash: string }> => {
    const project = await three();
    const { exit, stdout } = await project.run(plan, { ...all, out: 'plans' });
    expect(exit).toBe(0);
    return { project, hash: / hash ([0-9a-f]{64})\n$/.exec(stdout)?.[1] ?? '' };
  };

  test('are carried out together, once', async () => {
    const { project, hash } = await planned();
    for (const name of ['lab', 'eu', 'us']) expect(existsSync(join(project.root, `plans/${name}.json`))).toBe(true);
    const { exit, stdout } = await project.run(deploy, { plan: 'plans', hash });
    expect(exit).toBe(0);
    expect(stdout).toContain(`3 targets: 3 well   hash ${hash}`);
    const again = await project.run(plan, { ...all, 'exit-code': true });
    expect(again.exit).toBe(0);
    expect(await project.run(deploy, { plan: ['plans'] })).toMatchObject({
      exit: 4,
      stdout: expect.stringContaining('not carried out: it was carried out already') as string,
    });
  });

  test('with another hash than the one agreed to nothing is written', async () => {
    const { project } = await planned();
    expect(await project.run(deploy, { plan: 'plans', hash: 'f'.repeat(64) })).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('together they are not what was agreed to') as string,
    });
  });

  test('one wave of them, under the hash of all', async () => {
    const { project, hash } = await planned();
    const first = await project.run(deploy, { plan: 'plans', hash, wave: 'canary', format: 'json' });
    expect(statuses(first.stdout)).toEqual({ lab: 'well' });
    const second = await project.run(deploy, { plan: 'plans', hash, wave: 'rest', format: 'json' });
    expect(statuses(second.stdout)).toEqual({ eu: 'well', us: 'well' });
  });

  test('one that was changed keeps all of them from being carried out', async () => {
    const { project } = await planned();
    const file = join(project.root, 'plans/us.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"create"', '"delete"'));
    const { exit, stdout } = await project.run(deploy, { plan: 'plans' });
    expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
  });

  test('a folder with plans of other targets is refused, and old ones of the same are replaced', async () => {
    const { project } = await planned();
    expect(await project.run(plan, { tag: 'prod', out: 'plans' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('plans holds other plans (lab.json)') as string,
    });
    project.write('plans/us.json', 'old');
    expect((await project.run(plan, { ...all, out: 'plans' })).exit).toBe(0);
  });

  test('files may be named one by one; a folder without plans is wrong usage', async () => {
    const { project } = await planned();
    const { stdout } = await project.run(deploy, { plan: ['plans/us.json', 'plans/lab.json'], format: 'json' });
    expect(statuses(stdout)).toEqual({ lab: 'well', us: 'well' });
    project.write('empty/readme.txt', '');
    expect(await project.run(deploy, { plan: 'empty' })).toMatchObject({ exit: 2 });
  });
});

describe('waves', () => {
  test('one that does not go well stops those after it', async () => {
    const project = await three({ lab: ', limits: { scheduled: 0 }' });
    const { exit, stdout, stderr } = await project.run(deploy, { ...yes, format: 'json' });
    expect(exit).toBe(5);
    expect(statuses(stdout)).toEqual({ lab: 'refused', eu: 'not started', us: 'not started' });
    expect(stderr).toContain('the wave canary did not go well: 2 targets of rest not started');
    const { stdout: after } = await project.run(plan, { ...all, format: 'json', 'exit-code': true });
    expect(statuses(after)).toEqual({ lab: 'refused', eu: 'differs', us: 'differs' });
  });

  test('within a wave a failure keeps nobody else from going', async () => {
    const project = await three();
    project.write(
      'sentinel.config.yaml',
      readFileSync(join(project.root, 'sentinel.config.yaml'), 'utf8').replace(
        'eu: { kind: emulator,',
        'eu: { kind: emulator, limits: { scheduled: 1 },',
      ),
    );
    const { exit, stdout } = await project.run(deploy, { ...yes, format: 'json' });
    expect(exit).toBe(5);
    expect(statuses(stdout)).toEqual({ lab: 'well', eu: 'refused', us: 'well' });
  });

  test('soak: waits between waves that wrote something, and says so', async () => {
    const project = await three({ soak: ', soak: 12m' });
    const slept: number[] = [];
    const sleep = (milliseconds: number): Promise<void> => Promise.resolve(void slept.push(milliseconds));
    const first = await project.run(deploy, yes, { sleep });
    expect(first.exit).toBe(0);
    expect(slept).toEqual([300_000, 300_000, 120_000]);
    expect(first.stderr).toMatch(/the wave canary soaks: 12 min left\n[\s\S]*7 min left\n[\s\S]*2 min left/);
    // nothing to write, nothing to wait for
    expect((await project.run(deploy, yes, { sleep })).exit).toBe(0);
    expect(slept).toHaveLength(3);
  });

  test('a canary that is not as it was left after its soak stops the rest', async () => {
    const project = await testProject();
    project.write(
      'sentinel.config.yaml',
      `targets:
  lab: { kind: emulator, endpoint: "${project.emulator.url}" }
  eu: { kind: emulator }
waves: [{ name: canary, targets: [lab], soak: 1h }, { name: rest }]
`,
    );
    project.write('detections/rule-1.yaml', ruleFile(1));
    const sleep = async (): Promise<void> => {
      const list = `${project.emulator.url}/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/lab/providers/Microsoft.SecurityInsights/alertRules/3f2b7c1e-9d4a-4f6b-8a21-000000000001?api-version=2025-07-01-preview`;
      await fetch(list, { method: 'DELETE' });
    };
    const { exit, stdout } = await project.run(deploy, { ...yes, format: 'json' }, { sleep });
    expect(statuses(stdout)).toEqual({ lab: 'differs', eu: 'not started' });
    expect(exit).toBe(10);
  });

  test('a soak that would end after the deadline is not begun, and the rest not started', async () => {
    const project = await three({ soak: ', soak: 1h' });
    const sleep = jest.fn(() => Promise.resolve());
    const ran = await project.run(deploy, { ...yes, format: 'json', deadline: '30m' }, { sleep });
    expect(ran.exit).toBe(3);
    expect(statuses(ran.stdout)).toEqual({ lab: 'well', eu: 'not started', us: 'not started' });
    expect(ran.stderr).toMatch(/no time is left after the wave canary: 2 targets of rest not started/);
    expect(sleep).not.toHaveBeenCalled();
  });

  test('a run that is cancelled while it soaks starts nothing more', async () => {
    const project = await three({ soak: ', soak: 1h' });
    const controller = new AbortController();
    const sleep = (): Promise<void> => Promise.resolve(controller.abort());
    const interrupt = () => ({ signal: controller.signal, release: () => undefined });
    const { exit, stdout } = await project.run(deploy, { ...yes, format: 'json' }, { sleep, interrupt });
    expect(exit).toBe(3);
    expect(statuses(stdout)).toEqual({ lab: 'well', eu: 'not started', us: 'not started' });
  });
});

describe('a person', () => {
  test('sees the plans of a wave and answers once for it', async () => {
    const project = await three();
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => Promise.resolve(asked.push(question) === 1 ? 'y' : 'n');
    const { exit, stdout, stderr } = await project.run(deploy, { ...all, format: 'json' }, { ask });
    expect(asked).toEqual(['Write this to lab (wave canary)? [y/N] ', 'Write this to eu, us (wave rest)? [y/N] ']);
    expect(exit).toBe(0);
    expect(statuses(stdout)).toEqual({ lab: 'well', eu: 'not started', us: 'not started' });
    expect(stderr).toContain('Plan for us');
  });

  test('without anybody to ask, --yes is needed', async () => {
    const project = await three();
    expect((await project.run(deploy, all)).exit).toBe(2);
  });
});

test('drift of all targets: one report, the gravest exit code', async () => {
  const project = await testProject();
  project.write(
    'sentinel.config.yaml',
    `targets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}" }\n  eu: { kind: emulator }\n`,
  );
  project.write('detections/rule-1.yaml', ruleFile(1));
  expect((await project.run(deploy, yes)).exit).toBe(0);
  expect((await project.run(drift, all)).exit).toBe(0);
  await portal(project).edit('3f2b7c1e-9d4a-4f6b-8a21-000000000001', { severity: 'Low' });
  const { exit, stdout } = await project.run(drift, { ...all, format: 'json' });
  expect(exit).toBe(10);
  expect(statuses(stdout)).toEqual({ lab: 'differs', eu: 'well' });
});

test.each([
  ['tenant', '11111111-1111-1111-1111-111111111111'],
  ['workspaceGuid', '22222222-2222-2222-2222-222222222222'],
])('a workspace that reports another %s is refused', async (key, value) => {
  const project = await testProject();
  project.write(
    'sentinel.config.yaml',
    `targets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}", ${key}: ${value} }\n`,
  );
  project.write('detections/rule-1.yaml', ruleFile(1));
  expect(await project.run(plan, { target: 'lab' })).toMatchObject({
    exit: 5,
    stdout: expect.stringContaining(`identity: this is another workspace`) as string,
  });
  expect(await project.run(deploy, { target: 'lab', yes: true })).toMatchObject({ exit: 5 });
  expect(project.emulator.control.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('doctor tries all of them out', async () => {
  const project = await three();
  const { exit, stdout } = await project.run(doctor, { ...all, probe: true });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/rest {4}us {3}well {2}honoured\n\n3 targets: 3 well\n$/);
});

test('compile says which rules the target does not get', async () => {
  const project = await three();
  const { stdout, stderr } = await project.run(compile, { target: 'lab' });
  expect(JSON.parse(stdout)).toHaveLength(1);
  expect(stderr).toContain('left out: 3f2b7c1e-9d4a-4f6b-8a21-000000000002 does not go to lab: it is not tagged prod');
});
