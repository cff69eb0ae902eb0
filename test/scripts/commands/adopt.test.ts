import { adopt } from '../../../scripts/commands/adopt';
import { deploy } from '../../../scripts/commands/deploy';
import { plan } from '../../../scripts/commands/plan';
import { portal } from './portal';
import type { Portal } from './portal';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

const lab = { target: 'lab' };
const yes = { ...lab, yes: true };
const idOf = (number: number): string => `3f2b7c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}`;
const TEMPLATE = 'aaaa0000-1111-2222-3333-444455556666';

/** The body that the file of a rule becomes, from a project that deployed it. */
async function bodyOf(number: number): Promise<object> {
  const project = await testProject();
  project.write('detections/rule.yaml', ruleFile(number));
  await project.run(deploy, yes);
  const { kind, properties } = await portal(project).request('GET', `alertRules/${idOf(number)}`);
  return { kind, properties: { ...(properties as object), lastModifiedUtc: undefined } };
}

interface Met {
  readonly project: TestProject;
  readonly there: Portal;
}

/** A workspace in which somebody made rule 1 by hand, with other properties than its file says. */
async function byHand(properties: object = {}): Promise<Met> {
  const body = (await bodyOf(1)) as { properties: object };
  const project = await testProject();
  const there = portal(project);
  await there.request('PUT', `alertRules/${idOf(1)}`, { ...body, properties: { ...body.properties, ...properties } });
  project.write('detections/rule-1.yaml', ruleFile(1));
  project.emulator.control.forgetRequests();
  return { project, there };
}

const writes = ({ emulator }: TestProject): readonly string[] =>
  emulator.control
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('?')[0]?.split('/').at(-1)}`);

test('a rule that is as its file says: the mark alone is written, and the ledger knows it', async () => {
  const { project } = await byHand();
  expect(await project.run(plan, lab)).toMatchObject({
    exit: 1,
    stdout: expect.stringContaining(`\`sentinel-rules adopt ${idOf(1)} --target lab\` takes it over`) as string,
  });
  project.emulator.control.forgetRequests();
  const { exit, stderr, stdout } = await project.run(adopt, { ...yes, rules: ['rule 1'] });
  expect(stderr).toMatch(/= adopt {2}Rule 1[\s\S]*as wanted: nothing of it is sent\n\n1 to change: 1 taken over/);
  expect(stdout).toContain('already');
  expect(exit).toBe(0);
  expect(writes(project)).toEqual([
    expect.stringMatching(/^PUT sentinel-rules-ledger-lab/),
    `PUT analyticsrule-${idOf(1)}`,
  ]);
  expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
  expect((await project.run(adopt, { ...yes, rules: [idOf(1)] })).stderr).toContain('is ours already');
});

test('a rule that differs: what the file would change is shown, and a person is asked', async () => {
  const { project, there } = await byHand({ severity: 'Low' });
  project.write('detections/rule-2.yaml', ruleFile(2));
  const asked: string[] = [];
  const answer = (text: string) => ({ ask: (question: string) => Promise.resolve((asked.push(question), text)) });
  const refused = await project.run(adopt, { ...lab, rules: [idOf(1).slice(0, 36)] }, answer('n'));
  expect(refused.stderr).toMatch(/= adopt {2}Rule 1[\s\S]*severity +Low -> High +strengthens/);
  expect(refused).toMatchObject({ exit: 0, stderr: expect.stringContaining('Nothing was written') as string });
  expect(writes(project)).toEqual([]);
  const agreed = await project.run(adopt, { ...lab, rules: [idOf(1)] }, answer('yes'));
  expect(agreed).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining('1 other change for a plan of all') as string,
  });
  expect(asked).toEqual(Array(2).fill('Take this rule of lab over? [y/N] '));
  expect((await there.request('GET', `alertRules/${idOf(1)}`))['properties']).toMatchObject({ severity: 'High' });
  // The rule that was not named waits for its own plan.
  expect(await there.request('GET', `alertRules/${idOf(2)}`)).toHaveProperty('error');
  expect((await project.run(plan, lab)).stdout).toMatch(/\+ create {2}Rule 2[\s\S]*1 create\. 1 unchanged/);
});

test('nobody can be asked', async () => {
  const { project } = await byHand();
  expect(await project.run(adopt, { ...lab, rules: [idOf(1)] })).toMatchObject({ exit: 2 });
  expect(writes(project)).toEqual([]);
});

describe('an instance of the Content Hub', () => {
  const instance = { alertRuleTemplateName: TEMPLATE, templateVersion: '1.0.4', severity: 'Low' };
  const source = { kind: 'Solution', name: 'Contoso EDR', sourceId: 'contoso.edr' };
  const hub = async (met: Met): Promise<void> => {
    await met.there.request('PUT', `metadata/analyticsrule-${idOf(1)}`, {
      properties: {
        parentId: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/lab/providers/Microsoft.SecurityInsights/alertRules/${idOf(1)}`,
        kind: 'AnalyticsRule',
        contentId: TEMPLATE,
        version: '1.0.4',
        source,
        author: { name: 'Contoso' },
      },
    });
    met.project.emulator.control.forgetRequests();
  };

  test.each([
    [
      'without the template',
      '',
      /its file would cut that link: add `template: \{ id: aaaa0000-\S+, version: 1\.0\.4 \}`/,
    ],
    ['without its version', `template: { id: ${TEMPLATE} }\n`, /version 1\.0\.4 .* would forget that/],
  ])('a file %s is refused with the line to add', async (_name, line, words) => {
    const met = await byHand(instance);
    met.project.write('detections/rule-1.yaml', `${ruleFile(1)}${line}`);
    const { exit, stderr } = await met.project.run(adopt, { ...yes, rules: [idOf(1)] });
    expect(stderr).toMatch(words);
    expect(exit).toBe(1);
    expect(writes(met.project)).toEqual([]);
  });

  test('keeps its id, its template and what the Content Hub says of it; the source becomes ours', async () => {
    const met = await byHand(instance);
    await hub(met);
    const { project, there } = met;
    project.write('detections/rule-1.yaml', `${ruleFile(1)}template: { id: ${TEMPLATE}, version: 1.0.4 }\n`);
    const { exit, stderr } = await project.run(adopt, { ...yes, rules: [idOf(1)] });
    expect(stderr).toContain(`made from the template ${TEMPLATE} 1.0.4`);
    expect(stderr).toMatch(/~ update mark[\s\S]*Solution Contoso EDR contoso\.edr -> SourceRepository local lab/);
    expect(exit).toBe(0);
    expect((await there.request('GET', `alertRules/${idOf(1)}`))['properties']).toMatchObject({
      alertRuleTemplateName: TEMPLATE,
      templateVersion: '1.0.4',
      severity: 'High',
    });
    expect((await there.request('GET', `metadata/analyticsrule-${idOf(1)}`))['properties']).toMatchObject({
      contentId: TEMPLATE,
      version: '1.0.4',
      author: { name: 'Contoso' },
      source: { kind: 'SourceRepository', name: 'local', sourceId: 'lab' },
    });
    expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
    // Ours now, it can be cut from its template like any other property.
    project.write('detections/rule-1.yaml', ruleFile(1));
    expect((await project.run(plan, lab)).stdout).toMatch(/~ update {2}Rule 1[\s\S]*template +\S+ -> \(not set\)/);
  });
});

test("another repository's rule: a danger that guards see, and then ours", async () => {
  const { project } = await byHand();
  await project.run(adopt, { ...yes, rules: [idOf(1)] });
  const other = (more: string): void =>
    project.write(
      'sentinel.config.yaml',
      `repository: contoso/other\ntargets:\n  lab: { kind: emulator, endpoint: "${project.emulator.url}", ledger: { folder: other }${more} }\n`,
    );
  other(', guards: { weaken: { absolute: 0 } }');
  expect((await project.run(plan, lab)).stdout).toContain("another repository's mark is on it");
  const guarded = await project.run(adopt, { ...yes, rules: [idOf(1)] });
  expect(guarded).toMatchObject({ exit: 5 });
  expect(guarded.stderr).toContain('the mark of local lab is on it: both would write it');
  other('');
  expect(await project.run(adopt, { ...yes, rules: [idOf(1)] })).toMatchObject({ exit: 0 });
  expect(await project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
});

test('marked as ours and unknown to the ledger: only the ledger changes', async () => {
  const { project, there } = await byHand();
  await project.run(adopt, { ...yes, rules: [idOf(1)] });
  const { properties } = await there.request('GET', `metadata/analyticsrule-${idOf(1)}`);
  const fresh = await byHand();
  await fresh.there.request('PUT', `metadata/analyticsrule-${idOf(1)}`, { properties: properties as object });
  fresh.project.emulator.control.forgetRequests();
  expect((await fresh.project.run(plan, lab)).stdout).toContain('marked as ours, and the ledger does not know it');
  expect(await fresh.project.run(adopt, { ...yes, rules: [idOf(1)] })).toMatchObject({ exit: 0 });
  expect(writes(fresh.project)).toEqual([expect.stringContaining('sentinel-rules-ledger-lab')]);
  expect(await fresh.project.run(plan, { ...lab, 'exit-code': true })).toMatchObject({ exit: 0 });
});

describe('what cannot be taken over', () => {
  test('a rule that no file wants: pull first', async () => {
    const { project, there } = await byHand();
    const body = (await there.request('GET', `alertRules/${idOf(1)}`)) as { kind: string; properties: object };
    const properties = { ...body.properties, displayName: 'By hand' };
    await there.request('PUT', 'alertRules/by-hand', { kind: body.kind, properties });
    expect(await project.run(adopt, { ...yes, rules: ['By hand'] })).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('`sentinel-rules pull --target lab`') as string,
    });
  });

  test('a built-in kind, whether a file has its id or not', async () => {
    const { project, there } = await byHand();
    const fusion = { kind: 'Fusion', properties: { enabled: true, alertRuleTemplateName: TEMPLATE } };
    for (const id of ['BuiltInFusion', idOf(3)]) await there.request('PUT', `alertRules/${id}`, fusion);
    project.write('detections/rule-3.yaml', ruleFile(3));
    project.emulator.control.forgetRequests();
    for (const id of ['BuiltInFusion', idOf(3)]) {
      expect(await project.run(adopt, { ...yes, rules: [id] })).toMatchObject({
        exit: 1,
        stderr: expect.stringContaining('built-in kinds are never touched') as string,
      });
    }
    expect(writes(project)).toEqual([]);
  });

  test.each([
    [['Rule one'], 'no live rule is called "Rule one"'],
    [['3f2b7c1e'], '"3f2b7c1e" fits 2 rules: name one of them by its id'],
    [['Rule 1'], '"Rule 1" fits 2 rules'],
    [['3f2b'], 'no live rule is called "3f2b"'],
  ])('%j names no rule, or several', async (rules, words) => {
    const { project, there } = await byHand();
    const { kind, properties } = await there.request('GET', `alertRules/${idOf(1)}`);
    await there.request('PUT', `alertRules/${idOf(4)}`, { kind, properties });
    project.emulator.control.forgetRequests();
    expect(await project.run(adopt, { ...yes, rules })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(words) as string,
    });
    expect(writes(project)).toEqual([]);
  });
});

describe('twins', () => {
  test('a live rule of the same name that is not ours is a warning, while it is enabled', async () => {
    const { project, there } = await byHand();
    project.write('detections/rule-1.yaml', ruleFile(2, { name: 'RULE 1' }));
    const warned = await project.run(plan, lab);
    expect(warned).toMatchObject({ exit: 0 });
    expect(warned.stdout).toMatch(
      /1 warning:\n {4}RULE 1 {2}detections\/rule-1\.yaml\n {6}the workspace has a rule of the same name, enabled and not ours: "Rule 1" 3f2b7c1e-\S+1\. Both would alert\n {6}disable that one/,
    );
    const { stdout: json } = await project.run(plan, { ...lab, format: 'json' });
    expect(JSON.parse(json)).toMatchObject({
      warnings: [{ kind: 'twin', id: idOf(2), path: 'detections/rule-1.yaml' }],
    });
    expect((await project.run(plan, { ...lab, format: 'markdown' })).stdout).toContain('⚠️ **1 warning**');
    await there.edit(idOf(1), { enabled: false });
    const silent = await project.run(plan, lab);
    expect(silent.stdout).not.toContain('warning');
    expect(silent.stdout).toContain(`has the name of ${idOf(2)}: disabled`);
  });

  test('from the same template too; an update that leaves its rule disabled needs none', async () => {
    const { project } = await byHand({ alertRuleTemplateName: TEMPLATE, templateVersion: '1.0.0' });
    const file = (more: Readonly<Record<string, string>>): void =>
      project.write(
        'detections/rule-1.yaml',
        ruleFile(2, { name: 'Mine', template: `{ id: ${TEMPLATE}, version: 1.1.0 }`, ...more }),
      );
    file({});
    expect((await project.run(deploy, yes)).stderr).toContain('from the same template, enabled and not ours');
    expect((await project.run(plan, lab)).stdout).not.toContain('warning');
    file({ severity: 'Low' });
    expect((await project.run(plan, lab)).stdout).toContain('1 warning');
    file({ severity: 'Low', enabled: 'false' });
    expect((await project.run(plan, lab)).stdout).not.toContain('warning');
  });

  test('a warning may come and go: the plan stays the one that was agreed to', async () => {
    const { project, there } = await byHand();
    project.write('detections/rule-1.yaml', ruleFile(2, { name: 'Rule 1' }));
    await project.run(plan, { ...lab, out: 'plan.json' });
    await there.edit(idOf(1), { enabled: false });
    expect(await project.run(deploy, { plan: 'plan.json' })).toMatchObject({ exit: 0 });
  });
});

describe('all of them', () => {
  /** Rules 1 to 3 made by hand; rule 3 has no file, and the file of rule 2 is of another kind. */
  async function three(): Promise<Met> {
    const body = (await bodyOf(1)) as { properties: object };
    const project = await testProject();
    const there = portal(project);
    for (const number of [1, 2, 3]) {
      const properties = { ...body.properties, displayName: `Rule ${number}` };
      await there.request('PUT', `alertRules/${idOf(number)}`, { ...body, properties });
    }
    project.write('detections/rule-1.yaml', ruleFile(1));
    const nrt = ruleFile(2)
      .replace('kind: Scheduled', 'kind: NRT')
      .replaceAll(/^(query(Frequency|Period)|trigger\w+):.*\n/gm, '');
    project.write('detections/rule-2.yaml', nrt);
    project.emulator.control.forgetRequests();
    return { project, there };
  }
  const all = { ...yes, rules: [], all: true };

  test('that have a file and can be: the others are left alone, and one that is blocked is said', async () => {
    const { project } = await three();
    const { exit, stderr } = await project.run(adopt, all);
    expect(stderr).toMatch(/left alone: "Rule 2" .*cannot change its kind[\s\S]*1 to change: 1 taken over/);
    expect(stderr).not.toMatch(/= adopt .*Rule 3/);
    expect(exit).toBe(1);
    expect(writes(project)).toEqual([
      expect.stringMatching(/^PUT sentinel-rules-ledger-lab/),
      `PUT analyticsrule-${idOf(1)}`,
    ]);
  });

  test('once more: nothing is left to take over but what is blocked', async () => {
    const { project } = await three();
    await project.run(adopt, all);
    project.emulator.control.forgetRequests();
    expect(await project.run(adopt, all)).toMatchObject({ exit: 1, stdout: '' });
    expect(writes(project)).toEqual([]);
  });

  test.each([[{ rules: [], all: false }], [{ rules: ['rule 1'], all: true }]])('%j is neither', async (asked) => {
    const { project } = await three();
    expect(await project.run(adopt, { ...yes, ...asked })).toMatchObject({ exit: 2 });
  });

  test('what is not sent does not count as an update for the guards', async () => {
    const { project } = await byHand();
    const target = `{ kind: emulator, endpoint: '${project.emulator.url}', guards: { update: { absolute: 0 } } }`;
    project.write('sentinel.config.yaml', `targets:\n  lab: ${target}\n`);
    expect(await project.run(adopt, all)).toMatchObject({ exit: 0 });
  });
});
