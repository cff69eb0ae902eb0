import { deploy } from '../../../scripts/commands/deploy';
import { plan } from '../../../scripts/commands/plan';
import { portal } from './portal';
import { closeProjects, ruleFile, testProject } from './project';
import type { TestProject } from './project';

afterEach(closeProjects);

/** A workspace in which somebody else has so many enabled rules. */
async function crowded(count: number): Promise<TestProject> {
  const project = await testProject();
  project.emulator.control.setSettings({ pageSize: 100 });
  const somebody = portal(project);
  const properties = {
    displayName: 'Of somebody else',
    enabled: true,
    severity: 'Low',
    query: 'SecurityEvent | take 1',
    queryFrequency: 'PT1H',
    queryPeriod: 'PT1H',
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    suppressionEnabled: false,
    suppressionDuration: 'PT1H',
  };
  const write = async (index: number): Promise<unknown> =>
    somebody.request('PUT', `alertRules/other-${index}`, {
      kind: 'Scheduled',
      properties: { ...properties, displayName: `Of somebody else ${index}` },
    });
  for (let first = 0; first < count; first += 32) {
    await Promise.all(Array.from({ length: Math.min(32, count - first) }, async (_, index) => write(first + index)));
  }
  return project;
}

test('the 513th rule is refused before anything is written, and no override changes that', async () => {
  const project = await crowded(511);
  for (const number of [1, 2]) project.write(`detections/rule-${number}.yaml`, ruleFile(number));
  const { exit, stdout } = await project.run(plan, { target: 'lab', out: 'plan.json' });
  expect(exit).toBe(5);
  expect(stdout).toContain(
    'rule-limit: 513 enabled Scheduled rules, and the workspace takes 512: 2 of them new here, 511 not ours',
  );
  const hash = (JSON.parse((await project.run(plan, { target: 'lab', format: 'json' })).stdout) as { hash: string })
    .hash;
  project.write(
    'override.json',
    JSON.stringify({ asker: 'a', approver: 'b', plan: hash, reason: 'we need it', expires: '2027-01-01T00:00:00Z' }),
  );
  project.emulator.control.forgetRequests();
  const deployed = await project.run(deploy, { plan: 'plan.json', override: 'override.json' });
  expect(deployed).toMatchObject({ exit: 5, stderr: expect.stringContaining('No override helps here') as string });
  expect(project.emulator.control.requests().filter(({ method }) => method !== 'GET')).toEqual([]);

  // with one rule less there is room
  project.write('detections/rule-2.yaml', ruleFile(2, { enabled: 'false' }));
  expect(await project.run(deploy, { target: 'lab', yes: true })).toMatchObject({ exit: 0 });
}, 60_000);
