import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy } from '../../../scripts/commands/deploy';
import { plan } from '../../../scripts/commands/plan';
import type { Fault } from '../../../src/emulator';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

const lab = { target: 'lab' };

/** Three rules under detections/, deployed to the lab. */
async function deployed(): Promise<TestProject> {
  const project = await testProject();
  for (const number of [1, 2, 3]) project.write(`detections/rule-${number}.yaml`, ruleFile(number));
  expect(await project.run(deploy, { ...lab, yes: true })).toMatchObject({ exit: 0 });
  project.emulator.control.forgetRequests();
  return project;
}

const methods = ({ emulator }: TestProject): readonly string[] =>
  emulator.control.requests().map(({ method }) => method);

/** The writes of rules and marks, by their last segment. */
const written = ({ emulator }: TestProject): readonly string[] =>
  emulator.control
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('?')[0]?.split('/').at(-1)}`)
    .filter((call) => !call.includes('sentinel-rules-ledger-lab'));

describe('the main job', () => {
  test('plan shows, deploy writes, the second plan is empty', async () => {
    const project = await testProject();
    project.write('detections/rule-1.yaml', ruleFile(1));
    const shown = await project.run(plan, lab);
    expect(shown).toMatchObject({ exit: 0, stdout: expect.stringContaining('+ create  Rule 1') as string });
    expect(new Set(methods(project))).toEqual(new Set(['GET']));
    const deployment = await project.run(deploy, { ...lab, yes: true });
    expect(deployment).toMatchObject({ exit: 0, stdout: expect.stringContaining('1 created') as string });
    const again = await project.run(plan, { ...lab, 'exit-code': true });
    expect(again).toMatchObject({ exit: 0, stdout: expect.stringContaining('No changes: 1 unchanged.') as string });
  });

  test('one write for each rule that changed, and one for the head of the ledger', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    await project.run(deploy, { ...lab, yes: true });
    expect(written(project)).toEqual(['PUT 3f2b7c1e-9d4a-4f6b-8a21-000000000002']);
    expect(methods(project).filter((method) => method === 'PUT')).toHaveLength(2);
  });

  test('a saved plan is carried out as it was shown', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    expect(await project.run(plan, { ...lab, out: 'plan.json' })).toMatchObject({ exit: 0 });
    expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/Rule 2[\s\S]*lab: 1 updated/) as string,
    });
  });

  test('a saved plan is not carried out once the repository wants something else', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    project.write('detections/rule-3.yaml', ruleFile(3, { severity: 'Low' }));
    expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('wants another rule 3f2b7c1e-9d4a-4f6b-8a21-000000000003 now') as string,
    });
    expect(written(project)).toEqual([]);
  });

  test('a rule without a file is disabled, waits, and is deleted with its mark', async () => {
    const project = await deployed();
    project.write('detections/rule-3.yaml', ruleFile(9));
    const { stdout } = await project.run(plan, lab);
    expect(stdout).toMatch(/- quarantine {2}Rule 3 [\s\S]*enabled +true -> false +weakens/);
    expect(await project.run(deploy, { ...lab, yes: true })).toMatchObject({ exit: 0 });
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/Disabled, to be deleted:\n {4}Rule 3 .*from 2026-02-09/) as string,
    });
    const later = { now: () => new Date('2026-02-10T00:00:00Z') };
    project.emulator.control.forgetRequests();
    expect(await project.run(deploy, { ...lab, yes: true }, later)).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('1 deleted') as string,
    });
    const id = '3f2b7c1e-9d4a-4f6b-8a21-000000000003';
    expect(written(project)).toEqual([`DELETE ${id}`, `DELETE analyticsrule-${id}`]);
    expect((await project.run(plan, lab, later)).stdout).toContain('No changes: 3 unchanged.');
  });

  test('a tuning changes a rule for its target alone', async () => {
    const project = await deployed();
    project.write(
      'detections/_tuning/lab/rule-1.yaml',
      'rule: 3f2b7c1e-9d4a-4f6b-8a21-000000000001\nreason: Too loud here.\nseverity: Low\n',
    );
    const { stdout } = await project.run(plan, lab);
    expect(stdout).toMatch(/! update {2}Rule 1[\s\S]*High -> Low +weakens/);
  });
});

test('what the portal of a target treats otherwise is said, and holds nothing up', async () => {
  const project = await testProject();
  const grouping = '{ enabled: true, reopenClosedIncident: true, lookbackDuration: 5h, matchingMethod: AllEntities }';
  const incidents = `{ createIncident: true, groupingConfiguration: ${grouping} }`;
  project.write('detections/rule-1.yaml', ruleFile(1, { incidentConfiguration: incidents }));
  project.write('detections/rule-2.yaml', ruleFile(2, { incidentConfiguration: '{ createIncident: false }' }));
  const emulator = `kind: emulator, endpoint: "${project.emulator.url}"`;
  project.write('sentinel.config.yaml', `targets: { a: { ${emulator} }, d: { ${emulator}, portal: defender } }`);
  expect(await project.run(plan, { target: 'a' })).toMatchObject({ exit: 0, stderr: '' });
  const { exit, stderr } = await project.run(plan, { target: 'd' });
  expect(exit).toBe(0);
  expect(stderr.match(/portal-[a-z-]+$/gm)).toEqual([
    'portal-incident-grouping',
    'portal-reopen-incidents',
    'portal-no-incident',
  ]);
});

describe('plan in other forms', () => {
  test('json is the saved plan', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    const { stdout, exit } = await project.run(plan, { ...lab, format: 'json', out: 'plan.json', 'exit-code': true });
    expect(exit).toBe(10);
    expect(readFileSync(join(project.root, 'plan.json'), 'utf8')).toBe(stdout);
    expect(JSON.parse(stdout)).toMatchObject({ created: '2026-01-10T00:00:00.000Z', commit: null, unchanged: 2 });
  });

  test('markdown', async () => {
    const project = await deployed();
    expect((await project.run(plan, { ...lab, format: 'markdown' })).stdout).toMatch(
      /^### Plan for `lab: emulated workspace lab, 3/,
    );
  });

  test('the outcome of a deployment as json and markdown', async () => {
    const project = await testProject();
    project.write('detections/rule-1.yaml', ruleFile(1));
    const json = await project.run(deploy, { ...lab, yes: true, format: 'json' });
    expect(JSON.parse(json.stdout)).toMatchObject({
      results: [
        { title: 'Rule 1', type: 'alertRule', outcome: { kind: 'created' } },
        { title: 'Rule 1', type: 'mark', outcome: { kind: 'created' } },
      ],
    });
    project.write('detections/rule-1.yaml', ruleFile(1, { severity: 'Low' }));
    const markdown = await project.run(deploy, { ...lab, yes: true, format: 'markdown' });
    expect(markdown.stdout).toContain('- ✅ updated: `Rule 1`');
  });
});

describe('asking', () => {
  test('without a person and without --yes nothing is planned', async () => {
    const project = await deployed();
    expect(await project.run(deploy, lab)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--yes') as string,
    });
    expect(methods(project)).toEqual([]);
  });

  test.each([
    ['y', 1],
    ['YES', 1],
    ['n', 0],
    ['', 0],
    ['yesterday', 0],
  ])('the answer %p writes %i rules', async (answer, writes) => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
    const questions: string[] = [];
    const ask = (question: string): Promise<string> => {
      questions.push(question);
      return Promise.resolve(answer);
    };
    expect(await project.run(deploy, lab, { ask })).toMatchObject({ exit: 0 });
    expect(questions).toEqual([expect.stringContaining('Some of it weakens detection.')]);
    expect(written(project)).toHaveLength(writes);
  });

  test('nobody is asked about nothing', async () => {
    const project = await deployed();
    const ask = jest.fn(() => Promise.resolve('y'));
    expect(await project.run(deploy, lab, { ask })).toMatchObject({ exit: 0 });
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('exit codes', () => {
  const refused = { kind: 'refused', status: 400, code: 'BadRequest', message: 'No such table.' } as const;
  const denied = { kind: 'refused', status: 403, code: 'AuthorizationFailed', message: 'You may not.' } as const;
  const put = (effect: Fault['effect'], rule = ''): Fault => ({
    id: effect.kind,
    when: { method: 'PUT', path: rule },
    effect,
  });

  test('1, and nothing sent, if a rule has an error', async () => {
    const project = await deployed();
    project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Extreme' }));
    for (const command of [plan, deploy]) {
      const ran = await project.run(command, { ...lab, yes: true });
      expect(ran).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('rule-2.yaml:6:11') as string });
    }
    expect(methods(project)).toEqual([]);
  });

  test('1 if the service refuses a rule; the rest still goes', async () => {
    const project = await testProject();
    for (const number of [1, 2, 3]) project.write(`detections/rule-${number}.yaml`, ruleFile(number));
    project.emulator.control.setFaults([put(refused, 'alertRules/3f2b7c1e-9d4a-4f6b-8a21-000000000002')]);
    const ran = await project.run(deploy, { ...lab, yes: true });
    expect(ran).toMatchObject({
      exit: 1,
      stdout: expect.stringMatching(/✖ refused {2}Rule 2[\s\S]*No such table[\s\S]*2 created, 1 refused/) as string,
    });
  });

  test('1 if a property does not come back as it was sent', async () => {
    const project = await testProject();
    project.write('detections/rule-1.yaml', ruleFile(1));
    project.emulator.control.setFaults([put({ kind: 'lostProperty', path: 'properties.tactics', answer: 'asStored' })]);
    const ran = await project.run(deploy, { ...lab, yes: true });
    expect(ran).toMatchObject({ exit: 1, stdout: expect.stringContaining('another properties.tactics') as string });
  });

  test('1 if a change is not possible', async () => {
    const project = await deployed();
    const schedule = /^(queryFrequency|queryPeriod|triggerOperator|triggerThreshold):.*\n/gm;
    project.write('detections/rule-2.yaml', ruleFile(2, { kind: 'NRT' }).replace(schedule, ''));
    expect(await project.run(plan, lab)).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('blocked') as string,
    });
  });

  test('2 if the target or the plan file does not exist', async () => {
    const project = await deployed();
    expect(await project.run(plan, { target: 'nowhere' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('lab, local') as string,
    });
    expect(await project.run(deploy, { plan: 'nothing.json' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('no such file') as string,
    });
  });

  test('2 if the plan cannot be saved', async () => {
    const project = await deployed();
    expect(await project.run(plan, { ...lab, out: 'no/such/folder/plan.json' })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('cannot be saved in no/such/folder/plan.json (ENOENT)') as string,
    });
  });

  test('3 if the workspace cannot be reached or read', async () => {
    const project = await deployed();
    project.emulator.control.setFaults([{ id: 'x', when: { method: 'GET' }, effect: denied }]);
    expect(await project.run(plan, lab)).toMatchObject({
      exit: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^the rules of lab \(workspace lab\) could not be read: 403 AuthorizationFailed: You may not\.\nSign in/,
      ) as string,
    });
  });

  test('3 if nothing may be written', async () => {
    const project = await testProject();
    project.write('detections/rule-1.yaml', ruleFile(1));
    project.emulator.control.setFaults([put(denied)]);
    expect(await project.run(deploy, { ...lab, yes: true })).toMatchObject({ exit: 3 });
  });

  describe('4 for a plan that is', () => {
    async function saved(): Promise<TestProject> {
      const project = await deployed();
      project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Low' }));
      await project.run(plan, { ...lab, out: 'plan.json' });
      project.emulator.control.forgetRequests();
      return project;
    }
    const edited = (project: TestProject, from: string, to: string): void => {
      const text = readFileSync(join(project.root, 'plan.json'), 'utf8');
      expect(text).toContain(from);
      project.write('plan.json', text.replaceAll(from, to));
    };

    test.each<[string, (project: TestProject) => void, RegExp]>([
      ['edited', (project) => edited(project, '"Low"', '"Informational"'), /hash/],
      ['cut short', (project) => project.write('plan.json', '{"format": 1,'), /cut short/],
      [
        'for another place',
        (project) =>
          project.write(
            'sentinel.config.yaml',
            `targets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}", workspace: other }\n`,
          ),
        /another workspace/,
      ],
    ])('%s', async (_name, spoil, message) => {
      const project = await saved();
      spoil(project);
      expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({
        exit: 4,
        stderr: expect.stringMatching(message) as string,
      });
      expect(methods(project)).toEqual([]);
    });

    test('stale', async () => {
      const project = await saved();
      project.write('detections/rule-2.yaml', ruleFile(2, { severity: 'Medium' }));
      await project.run(deploy, { ...lab, yes: true });
      project.emulator.control.forgetRequests();
      expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({
        exit: 4,
        stderr: expect.stringContaining('something was deployed since it was made') as string,
      });
      expect(methods(project)).not.toContain('PUT');
    });

    test('for another target than named', async () => {
      const project = await saved();
      expect(await project.run(deploy, { plan: 'plan.json', target: 'local' })).toMatchObject({ exit: 2 });
    });
  });
});

test('without a configuration the target is the emulator in this process, kept under .sentinel/', async () => {
  const project = await testProject();
  project.write('sentinel.config.yaml', '{}');
  project.write('detections/rule-1.yaml', ruleFile(1));
  expect(await project.run(deploy, { yes: true })).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('local: 1 created') as string,
  });
  expect(await project.run(plan, { target: 'local', 'exit-code': true })).toMatchObject({ exit: 0 });
  expect(methods(project)).toEqual([]);
});

test('progress is told on standard error, where it may be', async () => {
  const project = await testProject();
  project.write('detections/rule-1.yaml', ruleFile(1));
  const { stderr } = await project.run(deploy, { ...lab, yes: true }, { progress: true });
  expect(stderr).toContain('reading the rules of lab');
  expect(stderr).toContain('[1/2] created Rule 1');
});
