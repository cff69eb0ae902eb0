import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../../scripts/commands/deploy';
import { doctor } from '../../../scripts/commands/doctor';
import { drift } from '../../../scripts/commands/drift';
import { ledger } from '../../../scripts/commands/ledger';
import { plan } from '../../../scripts/commands/plan';
import { folderStore } from '../../../scripts/ledger/folder-store';
import { readLedger } from '../../../scripts/ledger/open-ledger';
import { sealEntry, sealReport } from '../../../src/ledger';
import type { RunReport } from '../../../src/ledger';
import { portal } from './portal';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

const lab = { target: 'lab' };
const idOf = (number: number): string => `3f2b7c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}`;
const begin = { action: 'begin', plan: 'plan.json' };
const apply = { plan: 'plan.json', report: 'report.json' };
const end = { ...lab, action: 'end' };
const reported = { ...end, report: 'report.json' };

/** Two rules that are to be deployed, by the plan in plan.json. */
async function planned(): Promise<TestProject> {
  const project = await testProject();
  for (const number of [1, 2]) project.write(`detections/rule-${number}.yaml`, ruleFile(number));
  await project.run(plan, { ...lab, out: 'plan.json' });
  project.emulator.control.forgetRequests();
  return project;
}

const methods = ({ emulator }: TestProject): readonly string[] =>
  emulator.control.requests().map(({ method }) => method);
const kinds = async (project: TestProject): Promise<readonly string[]> => {
  const { stdout } = await project.run(ledger, { ...lab, action: 'show', format: 'json' });
  return (JSON.parse(stdout) as { record: { kind: string } }[]).map(({ record }) => record.kind);
};
const reportOf = ({ root }: TestProject): RunReport =>
  JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')) as RunReport;

test('three jobs: one begins, one writes and leaves the ledger alone, one ends', async () => {
  const project = await planned();
  const begun = await project.run(ledger, begin);
  expect(begun).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/) as string });
  expect(methods(project)).toEqual([]);
  expect(await kinds(project)).toEqual(['begin']);

  const applied = await project.run(deploy, apply);
  expect(applied).toMatchObject({ exit: 0, stdout: expect.stringContaining('2 created') as string });
  expect(await kinds(project)).toEqual(['begin']);

  project.emulator.control.forgetRequests();
  const hash = /report ([0-9a-f]{64})/.exec(applied.stderr)?.[1];
  const ended = await project.run(ledger, { ...reported, hash });
  expect(ended).toMatchObject({ exit: 0, stdout: 'lab: ended: 4 applied\n' });
  expect(methods(project)).toEqual([]);
  expect(await kinds(project)).toEqual(['begin', 'end']);

  expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
  expect(await project.run(drift, lab)).toMatchObject({ exit: 0, stdout: 'lab: as we left it\n' });
  expect(await project.run(ledger, end)).toMatchObject({
    exit: 0,
    stderr: 'lab: no deployment is open: nothing to end\n',
  });
  const { stdout } = await project.run(ledger, { ...lab, action: 'show' });
  expect(stdout).toMatch(
    /^ {3}1 {2}2026-01-10T00:00:00\.000Z {2}[0-9a-f]{12} {2}begin: 4 create {2}by unknown\n {3}2 .* complete: 4 applied/,
  );
  await project.run(doctor, { ...lab, probe: true });
});

describe('a run carries out what was begun, and nothing else', () => {
  test('nothing was begun', async () => {
    const project = await planned();
    expect(await project.run(deploy, apply)).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('has no `begin` of it') as string,
    });
    expect(methods(project)).not.toContain('PUT');
  });

  test('another plan was begun', async () => {
    const project = await planned();
    await project.run(ledger, begin);
    project.write('detections/rule-3.yaml', ruleFile(3));
    await project.run(plan, { ...lab, out: 'other.json' });
    expect(await project.run(deploy, { ...apply, plan: 'other.json' })).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('is of another plan') as string,
    });
    expect(await project.run(deploy, { ...lab, yes: true })).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('has not ended') as string,
    });
    expect(methods(project)).not.toContain('PUT');
  });

  test('a second run finds that the first has taken it up', async () => {
    const project = await planned();
    await project.run(ledger, begin);
    await project.run(deploy, apply);
    project.emulator.control.forgetRequests();
    expect(await project.run(deploy, apply)).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('another run has carried it out') as string,
    });
    expect(methods(project)).not.toContain('PUT');
  });

  test('of two runs that found it at the same time one goes on', async () => {
    const project = await planned();
    await project.run(deploy, { ...lab, yes: true });
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    await project.run(ledger, begin);
    const runs = await Promise.all([1, 2].map(async (run) => project.run(deploy, { ...apply, report: `${run}.json` })));
    expect(runs.filter(({ exit }) => exit === 0)).toHaveLength(1);
    const puts = project.emulator.control
      .requests()
      .filter(({ method, path, status }) => method === 'PUT' && path.includes('/alertRules/') && status < 300);
    expect(puts.filter(({ path }) => path.includes(idOf(1)))).toHaveLength(1 + 1);
  });

  test('what is stale is not carried out, and the report says that nothing was', async () => {
    const project = await planned();
    await project.run(deploy, { ...lab, yes: true });
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    await project.run(ledger, begin);
    await portal(project).edit(idOf(1), { description: 'Theirs.' });
    project.emulator.control.forgetRequests();
    expect(await project.run(deploy, apply)).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('has changed in the workspace') as string,
    });
    expect(methods(project)).not.toContain('PUT');
    expect(await project.run(ledger, reported)).toMatchObject({ exit: 1, stdout: 'lab: ended: 1 not applied\n' });
    expect((await project.run(plan, lab)).stdout).toContain('overwrites portal edit');
  });
});

describe('ledger begin', () => {
  test('the same plan twice is one beginning; once it has ended it is used', async () => {
    const project = await planned();
    const first = await project.run(ledger, begin);
    expect(await project.run(ledger, begin)).toMatchObject({ exit: 0, stdout: first.stdout });
    expect(await kinds(project)).toEqual(['begin']);
    await project.run(deploy, apply);
    await project.run(ledger, reported);
    expect(await project.run(ledger, begin)).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('carried out already') as string,
    });
  });

  test.each<[string, (project: TestProject) => Promise<unknown>, object, object, number, string]>([
    ['expired', () => Promise.resolve(), {}, { now: () => new Date('2026-01-12T00:00:00Z') }, 4, 'expired'],
    ['another than was agreed to', () => Promise.resolve(), { hash: 'f'.repeat(64) }, {}, 4, 'agreed to'],
    [
      'overtaken',
      (project) => project.run(deploy, { ...lab, yes: true }, { now: () => new Date('2026-01-10T00:01:00Z') }),
      {},
      {},
      4,
      'something was deployed',
    ],
    ['not a file', () => Promise.resolve(), { plan: 'none.json' }, {}, 2, 'cannot be read'],
  ])('a plan that is %s does not begin', async (_name, meanwhile, args, io, exit, words) => {
    const project = await planned();
    await meanwhile(project);
    const before = await kinds(project);
    expect(await project.run(ledger, { ...begin, ...args }, io)).toMatchObject({
      exit,
      stderr: expect.stringContaining(words) as string,
    });
    expect(await kinds(project)).toEqual(before);
  });

  test('what the guards refuse begins with an override, and the run needs no other', async () => {
    const project = await planned();
    await project.run(deploy, { ...lab, yes: true });
    project.write(
      'sentinel.config.yaml',
      `targets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}", guards: { weaken: { absolute: 0 } } }\n`,
    );
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    expect(await project.run(ledger, begin)).toMatchObject({ exit: 5 });
    const { hash } = JSON.parse(readFileSync(join(project.root, 'plan.json'), 'utf8')) as { hash: string };
    const agreed = { asker: 'anna', approver: 'ben', plan: hash, reason: 'agreed', expires: '2026-01-10T01:00:00Z' };
    project.write('override.json', JSON.stringify(agreed));
    expect(await project.run(ledger, { ...begin, override: 'override.json' })).toMatchObject({ exit: 0 });
    expect(await project.run(deploy, apply)).toMatchObject({ exit: 0 });
    expect(await project.run(ledger, reported)).toMatchObject({ exit: 0 });
    expect((await project.run(ledger, { ...lab, action: 'show' })).stdout).toContain('past its guards by ben');
  });

  test('nothing to do begins nothing, and ends nothing', async () => {
    const project = await planned();
    await project.run(deploy, { ...lab, yes: true });
    await project.run(plan, { ...lab, out: 'plan.json' });
    expect(await project.run(ledger, begin)).toMatchObject({ exit: 0, stdout: '' });
    expect(await project.run(deploy, apply)).toMatchObject({ exit: 0 });
    expect(await project.run(ledger, reported)).toMatchObject({ exit: 0 });
  });
});

describe('ledger end', () => {
  async function applied(): Promise<TestProject> {
    const project = await planned();
    await project.run(ledger, begin);
    await project.run(deploy, apply);
    return project;
  }

  test('a report that is lost: the workspace tells', async () => {
    const project = await applied();
    rmSync(join(project.root, 'report.json'));
    expect(await project.run(ledger, reported)).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining('the workspace is asked instead') as string,
      stdout: 'lab: ended: 4 applied\n',
    });
    expect((await project.run(ledger, { ...lab, action: 'show' })).stdout).toContain('told from a fresh list');
  });

  test('a run that failed halfway ends incomplete', async () => {
    const project = await planned();
    await project.run(ledger, begin);
    const fault = {
      id: 'no',
      when: { method: 'PUT', path: `alertRules/${idOf(2)}` },
      effect: { kind: 'refusedAs', reason: 'forbidden' },
    } as const;
    project.emulator.control.setFaults([fault]);
    expect(await project.run(deploy, apply)).toMatchObject({ exit: 3 });
    expect(await project.run(ledger, reported)).toMatchObject({
      exit: 1,
      stdout: expect.stringMatching(/applied, \d not applied/) as string,
    });
  });

  test('a rule that is again what it was two deployments ago', async () => {
    const project = await applied();
    await project.run(ledger, reported);
    for (const severity of ['Low', 'Informational', 'High', 'Low', 'High']) {
      const text = ruleFile(1).replace(/^severity: .*/m, `severity: ${severity}`);
      project.write('detections/rule-1.yaml', text);
      await project.run(plan, { ...lab, out: 'plan.json' });
      await project.run(ledger, begin);
      // one of the runs never came
      if (severity !== 'Informational') await project.run(deploy, apply);
      expect(await project.run(ledger, severity === 'Informational' ? end : reported)).toMatchObject({
        exit: severity === 'Informational' ? 1 : 0,
        stderr: '',
      });
    }
  });

  test('an entry that came in between does not keep the end out', async () => {
    const project = await applied();
    const store = folderStore(join(project.root, '.sentinel/ledger'), 'lab');
    const { standing } = await readLedger(store, 'lab');
    const probe = { kind: 'probe', at: '2026-01-10T00:00:00.000Z', actor: { name: 'x' }, etags: 'honoured' } as const;
    await store.append(sealEntry(probe, { target: 'lab', chain: 'deployments', last: standing.last }), new Map());
    expect(await project.run(ledger, reported)).toMatchObject({ exit: 0 });
    expect(await kinds(project)).toEqual(['begin', 'probe', 'end']);
  });

  type Report = Omit<RunReport, 'format' | 'hash'>;
  const first = ({ actions }: Report) => actions[0]!;
  const lies: [string, (report: Report) => Report, RegExp][] = [
    ['of another target', (report) => ({ ...report, target: 'prod' }), /of the target "prod"/],
    ['of another deployment', (report) => ({ ...report, begin: 'a'.repeat(64) }), /another deployment/],
    ['of another plan', (report) => ({ ...report, plan: 'a'.repeat(64) }), /another deployment/],
    [
      'that leaves a write out',
      (report) => ({ ...report, actions: report.actions.slice(1) }),
      /does not tell what became/,
    ],
    ['that tells a write twice', (report) => ({ ...report, actions: [...report.actions, first(report)] }), /not begun/],
    [
      'of a write that was not begun',
      (report) => ({ ...report, actions: [...report.actions, { ...first(report), id: 'other' }] }),
      /not begun/,
    ],
    [
      'of another verb',
      (report) => ({ ...report, actions: report.actions.with(0, { ...first(report), action: 'delete' }) }),
      /not begun/,
    ],
    [
      'that keeps silent about what is live',
      (report) => {
        const { live: _live, ...silent } = first(report);
        return { ...report, actions: report.actions.with(0, silent) };
      },
      /does not tell what is live/,
    ],
    [
      'that lists what it does not hold',
      (report) => ({ ...report, observed: report.observed!.map((one) => ({ ...one, body: 'd'.repeat(64) })) }),
      /which it lists/,
    ],
    [
      'that lists another meaning than its body has',
      (report) => ({ ...report, observed: report.observed!.map((one) => ({ ...one, hash: 'd'.repeat(64) })) }),
      /is not what it lists/,
    ],
    ['without its bodies', (report) => ({ ...report, bodies: {} }), /does not hold the body/],
    [
      'with a body under another name',
      (report) => ({ ...report, bodies: { ...report.bodies, ['b'.repeat(64)]: {} } }),
      /its body bbbb/,
    ],
    [
      'whose body means something else',
      (report) => {
        const { live } = first(report);
        const hash = 'c'.repeat(64);
        return { ...report, actions: report.actions.with(0, { ...first(report), live: { ...live!, hash } }) };
      },
      /not what it says of it/,
    ],
    [
      'that calls complete what was not done',
      (report) => ({ ...report, actions: report.actions.with(0, { ...first(report), outcome: 'not applied' }) }),
      /calls complete/,
    ],
    [
      'that calls complete what is gone',
      (report) => ({ ...report, actions: report.actions.with(0, { ...first(report), live: null }) }),
      /calls complete/,
    ],
  ];

  test.each(lies)('a report %s is refused, whoever sealed it', async (_name, lie, words) => {
    const project = await applied();
    const { format: _format, hash: _hash, ...report } = reportOf(project);
    project.write('report.json', JSON.stringify(sealReport(lie(report))));
    expect(await project.run(ledger, reported)).toMatchObject({
      exit: 4,
      stderr: expect.stringMatching(words) as string,
    });
    expect(await kinds(project)).toEqual(['begin']);
  });

  test('a report that was edited, cut short, or is not the one that was left', async () => {
    const project = await applied();
    const text = readFileSync(join(project.root, 'report.json'), 'utf8');
    for (const [written, words] of [
      [text.replace('"complete"', '"incomplete"'), /hash does not fit/],
      [text.slice(0, -20), /not JSON/],
      ['[]', /shape of a report/],
      [JSON.stringify({ ...reportOf(project), more: 1 }), /shape of a report/],
    ] as const) {
      project.write('report.json', written);
      expect(await project.run(ledger, reported)).toMatchObject({
        exit: 4,
        stderr: expect.stringMatching(words) as string,
      });
    }
    project.write('report.json', text);
    expect(await project.run(ledger, { ...reported, hash: 'f'.repeat(64) })).toMatchObject({ exit: 4 });
    expect(await kinds(project)).toEqual(['begin']);
    expect(await project.run(ledger, reported)).toMatchObject({ exit: 0 });
  });
});

test('what is asked for must be known', async () => {
  const project = await planned();
  for (const args of [{ action: 'burn' }, { action: 'begin' }])
    expect(await project.run(ledger, { ...lab, ...args })).toMatchObject({ exit: 2 });
  expect(await project.run(deploy, { ...lab, report: 'report.json' })).toMatchObject({ exit: 2 });
  expect((await project.run(ledger, { ...lab, action: 'show' })).stdout).toContain('nothing was deployed yet');
});
