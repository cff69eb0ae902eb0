import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflows } from './evaluate';
import { ROOT, valueOf, workflowOf, workflowTexts } from './model';
import type { Job, Step } from './model';

const names = Object.keys(workflowTexts);
const jobs = names.flatMap((name) =>
  Object.entries(workflowOf(name).jobs).map(([id, job]): [string, Job] => [`${name} ${id}`, job]),
);
const actions = (
  valueOf(readFileSync(join(ROOT, 'action.yml'), 'utf8'), 'action.yml') as {
    readonly runs: { readonly steps: readonly Step[] };
  }
).runs.steps;
const steps: readonly [string, Step][] = [
  ...jobs.flatMap(([name, job]) => job.steps.map((step, index): [string, Step] => [`${name} step ${index + 1}`, step])),
  ...actions.map((step, index): [string, Step] => [`action.yml step ${index + 1}`, step]),
];
const used = steps.filter(([, { uses }]) => uses !== undefined);
const runs = steps.filter(([, { run }]) => run !== undefined);

test("GitHub's own parser has nothing against any of them, and would have", () => {
  const broken = 'on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n';
  const { broken: found = [], ...others } = parseWorkflows({ ...workflowTexts, broken });
  expect(found).not.toEqual([]);
  for (const errors of Object.values(others)) expect(errors).toEqual([]);
});

test.each(names)('%s: nothing that runs with the rights of the branch on the code of others', (name) => {
  const { on } = workflowOf(name);
  expect(Object.keys(on)).not.toEqual(expect.arrayContaining(['pull_request_target']));
  expect(Object.keys(on)).not.toEqual(expect.arrayContaining(['workflow_run']));
  expect(Object.keys(on)).not.toEqual(expect.arrayContaining(['issue_comment']));
});

test.each(names)('%s: no rights but those that a job asks for', (name) => {
  expect(workflowOf(name).permissions).toEqual(name === 'ci.yml' ? { contents: 'read' } : {});
});

test.each(jobs)('%s ends by itself', (_, job) => {
  expect(job['timeout-minutes']).toBeGreaterThan(0);
});

const RIGHTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pr.yml check': { contents: 'read' },
  'pr.yml sarif': { 'security-events': 'write' },
  'pr.yml plan': { contents: 'read', 'id-token': 'write' },
  'pr.yml comment': { contents: 'read', 'pull-requests': 'write' },
  'pr.yml summary': { contents: 'read' },
  'deploy.yml plan': { contents: 'read', 'id-token': 'write' },
  'deploy.yml approval': { contents: 'read' },
  'deploy.yml begin': { contents: 'write' },
  'deploy.yml apply': { contents: 'read', actions: 'read', 'id-token': 'write' },
  'deploy.yml end': { contents: 'write', 'id-token': 'write' },
  'deploy.yml verify': { contents: 'read', 'id-token': 'write' },
  'deploy.yml attest': { contents: 'read', 'id-token': 'write', attestations: 'write' },
  'drift.yml look': { contents: 'write', 'id-token': 'write' },
  'drift.yml tell': { contents: 'read', issues: 'write' },
  'report.yml build': { contents: 'read' },
};

test('each job has exactly the rights that it needs', () => {
  const rights = jobs
    .filter(([name]) => !name.startsWith('ci.yml'))
    .map(([name, { permissions }]) => [name, permissions]);
  expect(Object.fromEntries(rights)).toEqual(RIGHTS);
});

test.each(jobs)('%s: whoever may write into a workspace cannot write the repository', (_, job) => {
  const writesWorkspace = JSON.stringify(job).includes('SENTINEL_DEPLOY_CLIENT_ID');
  expect([writesWorkspace, job.permissions?.['contents']]).not.toEqual([true, 'write']);
});

test.each(jobs)('%s: no cache beside an identity', (_, job) => {
  const caches = JSON.stringify(job.steps).includes('cache');
  expect([caches, job.permissions?.['id-token']]).not.toEqual([true, 'write']);
});

test.each(used)('%s uses what cannot change under it', (_, { uses = '' }) => {
  expect(uses).toMatch(/^(?:\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40})$/);
});

test('each pin says which version it is', () => {
  const lines = [...Object.values(workflowTexts), readFileSync(join(ROOT, 'action.yml'), 'utf8')]
    .join('\n')
    .split('\n');
  const pins = lines.filter((line) => /uses: .*@/.test(line));
  expect(pins.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test.each(runs)('%s: nothing that others wrote becomes part of a script', (_, { run = '' }) => {
  expect(run).not.toContain('${{');
});

test('no secret is asked for', () => {
  expect(Object.values(workflowTexts).join('\n')).not.toMatch(/secrets\s*[.[]|secrets: inherit/);
});

test('a deployment is neither cancelled nor overtaken', () => {
  expect(workflowOf('deploy.yml').concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false });
});

test('the job that applies waits for an environment and is named by the hash of what it applies', () => {
  const { apply } = workflowOf('deploy.yml').jobs;
  expect(apply?.environment).toBe('sentinel-production');
  expect(apply?.name).toBe('apply ${{ needs.plan.outputs.hash }}');
});

test('nothing begins before somebody signed, and what applies looks again before it signs in', () => {
  const { approval, begin, apply } = workflowOf('deploy.yml').jobs;
  expect([approval?.needs, begin?.needs, apply?.needs]).toEqual(['plan', ['plan', 'approval'], ['plan', 'begin']]);
  const order = (apply?.steps ?? []).map(({ name }) => name);
  for (const step of ['Who approved', 'Who signed']) expect(order.indexOf(step)).toBeLessThan(order.indexOf('Sign in'));
});
