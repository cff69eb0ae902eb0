import type { Permission } from '../../deploy';
import { doctor } from '../../scripts/commands/doctor';
import { roleSymptom } from '../../scripts/doctor/roles';
import { closeProjects, testProject } from './commands/project';

afterEach(closeProjects);

const role = (...actions: readonly string[]): Permission => ({ actions, notActions: [] });
const SENTINEL = 'Microsoft.SecurityInsights';
const SEARCHES = 'Microsoft.OperationalInsights/workspaces/savedSearches';
const reader = role(`${SENTINEL}/*/read`, `${SEARCHES}/read`);
const contributor = role(`${SENTINEL}/*`, `${SEARCHES}/read`);

test.each<[string, readonly Permission[] | undefined, 'plan' | 'deploy' | undefined, string, RegExp, RegExp?]>([
  ['a reader plans', [reader], 'plan', 'good', /nothing written/],
  [
    'a reader deploys',
    [reader],
    'deploy',
    'bad',
    /rules, marks, watchlists and functions cannot/,
    /Sentinel Contributor and Log/,
  ],
  ['a reader, for whatever', [reader], undefined, 'good', /enough to plan/],
  ['a writer plans', [contributor], 'plan', 'warning', /rules, marks and watchlists could be written/, /Reader alone/],
  [
    'a writer deploys, but no functions',
    [contributor],
    'deploy',
    'warning',
    /functions cannot/,
    /Log Analytics Contributor/,
  ],
  ['a writer, for whatever', [contributor], undefined, 'good', /functions cannot \(Log Analytics Contributor\)/],
  ['an owner deploys', [role('*')], 'deploy', 'good', /read and written/],
  [
    'writes and does not delete',
    [reader, role(`${SENTINEL}/*/write`)],
    'deploy',
    'bad',
    /rules, marks/,
    /Sentinel Contributor/,
  ],
  [
    'deletes alone, and plans',
    [reader, role(`${SENTINEL}/alertRules/delete`)],
    'plan',
    'warning',
    /rules could/,
    /alone/,
  ],
  ['nobody', [], 'plan', 'bad', /cannot be read/, /Sentinel Reader/],
  [
    'no functions are read',
    [role(`${SENTINEL}/*/read`)],
    'plan',
    'bad',
    /functions cannot be read/,
    /Log Analytics Reader/,
  ],
  ['the service does not say', undefined, 'deploy', 'unknown', /does not say/, /--probe/],
])('%s', (_, permissions, use, state, found, remedy = /^$/) => {
  const symptom = roleSymptom(permissions, use);
  expect(symptom).toMatchObject({ what: 'roles', state, found: expect.stringMatching(found) as string });
  expect(symptom.remedy ?? '').toMatch(remedy);
});

test('doctor asks the workspace, and writes nothing', async () => {
  const project = await testProject();
  project.write('detections/.keep', '');
  project.emulator.control.setSettings({ roles: [reader] });
  const told = await project.run(doctor, { target: 'lab', for: 'deploy' });
  expect(told).toMatchObject({ exit: 1, stdout: expect.stringContaining('cannot be written or deleted') as string });
  expect((await project.run(doctor, { target: 'lab', for: 'plan' })).stdout).toContain(
    'as an identity that plans should',
  );
  expect(project.emulator.control.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
});
