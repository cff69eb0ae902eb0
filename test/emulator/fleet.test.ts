import { atMarkWrite, atRuleDelete, atRulePage, atRuleWrite, closeFleets, startFleet } from '../support/fleet';
import type { FleetWorkspace } from '../support/fleet';
import { scheduled } from './bodies';

afterEach(closeFleets);

const rulesOf = ({ path }: FleetWorkspace, id = '') =>
  `${path}/providers/Microsoft.SecurityInsights/alertRules${id === '' ? '' : `/${id}`}?api-version=2025-07-01-preview`;

test('A3 several workspaces, resource groups and subscriptions in one server', async () => {
  const { url, workspaces } = await startFleet({ workspaces: 5, perSubscription: 3 });
  expect(workspaces.map((one) => [one.subscriptionId.slice(-1), one.resourceGroup, one.workspace])).toEqual([
    ['1', 'rg-1', 'ws-1'],
    ['1', 'rg-1', 'ws-2'],
    ['1', 'rg-2', 'ws-3'],
    ['2', 'rg-2', 'ws-4'],
    ['2', 'rg-3', 'ws-5'],
  ]);
  for (const { path, customerId, subscriptionId, tenantId } of workspaces) {
    const told = await (await fetch(`${url}${path}?api-version=2023-09-01`)).json();
    expect(told).toMatchObject({ properties: { customerId } });
    const of = await (await fetch(`${url}/subscriptions/${subscriptionId}?api-version=2022-12-01`)).json();
    expect(of).toMatchObject({ tenantId });
  }
  const [first, second] = workspaces as [FleetWorkspace, FleetWorkspace];
  await first.put('rule', scheduled());
  expect([Object.keys(first.rules()), Object.keys(second.rules())]).toEqual([['rule'], []]);
  expect([first.writes().length, second.writes().length]).toEqual([1, 0]);
  const missing = first.path.replace('ws-1', 'ws-9');
  expect((await fetch(`${url}${missing}?api-version=2023-09-01`)).status).toBe(404);
});

test('F1 faults at the nth write, page, mark or deletion', async () => {
  const { url, control, workspaces } = await startFleet({
    faults: [
      atRuleWrite({ kind: 'throttled' }, 2),
      atMarkWrite({ kind: 'refusedAs', reason: 'forbidden' }),
      atRulePage({ kind: 'serverError', status: 503 }, 1),
      atRuleDelete({ kind: 'unstored' }, 1),
    ],
  });
  const [workspace] = workspaces as [FleetWorkspace];
  const put = async (id: string) =>
    (await fetch(`${url}${rulesOf(workspace, id)}`, { method: 'PUT', body: JSON.stringify(scheduled()) })).status;
  expect([await put('a'), await put('b'), await put('b')]).toEqual([201, 429, 201]);
  const page = async () => (await fetch(`${url}${rulesOf(workspace)}`)).status;
  expect([await page(), await page()]).toEqual([503, 200]);
  const mark = rulesOf(workspace, 'a').replace('/alertRules/', '/metadata/');
  expect((await fetch(`${url}${mark}`, { method: 'PUT', body: '{}' })).status).toBe(403);
  expect((await fetch(`${url}${rulesOf(workspace, 'a')}`, { method: 'DELETE' })).status).toBe(200);
  expect(Object.keys(workspace.rules())).toEqual(['a', 'b']);
  expect(control.struck()).toEqual({
    'rule-write throttled 2': 1,
    'mark-write refusedAs': 1,
    'rule-page serverError 1': 1,
    'rule-delete unstored 1': 1,
  });
});

test('R1 W1 a door of its own for each principal', async () => {
  const bucket = { capacity: 1, refillPerSecond: 0 };
  const throttling = { kind: 'on', reads: bucket, writes: bucket, deletes: bucket, retryAfter: 'sent' } as const;
  const fleet = await startFleet({ settings: { throttling } });
  const [workspace] = fleet.workspaces as [FleetWorkspace];
  const doors = [fleet.url, await fleet.emulator.door('alice'), await fleet.emulator.door('bob')];
  const put = async (door: string) =>
    fetch(`${door}${rulesOf(workspace, 'rule')}`, { method: 'PUT', body: JSON.stringify(scheduled()) });
  const statuses: number[] = [];
  for (const door of doors) for (const again of [1, 2]) statuses.push((await put(door)).status * again);
  expect(statuses).toEqual([201, 858, 200, 858, 200, 858]);
  expect(workspace.writes().map(({ principal }) => principal)).toEqual(
    ['anonymous', 'alice', 'bob'].flatMap((name) => [name, name]),
  );
  await fleet.close();
  await expect(put(doors[1] ?? '')).rejects.toThrow(/.+/);
});

describe('a seed', () => {
  const rules = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`rule-${index}`, scheduled({ displayName: `Rule ${index}` })]),
  );
  const mark = ({ ruleId }: { readonly ruleId: string }) => ({
    name: `analyticsrule-${ruleId}`,
    properties: { kind: 'AnalyticsRule', contentId: ruleId },
  });

  test('is what every workspace holds, rules and their metadata, and each may change for itself', async () => {
    const { url, control, workspaces } = await startFleet({ workspaces: 10, seed: { rules, mark } });
    const last = workspaces.at(-1) as FleetWorkspace;
    const first = workspaces[0] as FleetWorkspace;
    await last.edit('rule-7', { severity: 'High' });
    const told = (await (await fetch(`${url}${rulesOf(last, 'rule-7')}`)).json()) as { id: string };
    expect(told).toMatchObject({ properties: { displayName: 'Rule 7', severity: 'High' } });
    expect(first.rules()['rule-7']?.resource.properties['severity']).toBe('Medium');
    expect(last.metadata()['analyticsrule-rule-7']?.resource.properties).toMatchObject({
      parentId: told.id,
      contentId: 'rule-7',
    });
    expect(Object.keys(last.rules())).toHaveLength(50);
    expect(control.writes()).toHaveLength(1);
    const { etag } = last.rules()['rule-8'] ?? {};
    await last.put('rule-8', { ...scheduled(), etag });
    expect(last.rules()['rule-8']?.etag).not.toBe(etag);
  });

  test('that the service refuses is a mistake of the test', async () => {
    await expect(startFleet({ seed: { rules: { bad: {} } } })).rejects.toThrow('rule bad was refused: 400');
  });
});

describe('F7 the clock', () => {
  test('can run fast', async () => {
    const { control } = await startFleet({ clock: 0 });
    control.runClock(36_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(control.now()).toBeGreaterThan(600_000);
    const before = control.now();
    control.advance(3600);
    expect(control.now()).toBeGreaterThanOrEqual(before + 3_600_000);
    control.setClock(5000);
    expect([control.now(), control.now()]).toEqual([5000, 5000]);
  });

  test.each([
    [3600, '2026-01-10T01:00:00.000Z'],
    [-3600, '2026-01-09T23:00:00.000Z'],
  ])('moves by %i s while a request is under way', async (seconds, time) => {
    const { url, control, workspaces } = await startFleet({
      clock: Date.parse('2026-01-10T00:00:00Z'),
      faults: [atRuleWrite({ kind: 'timePasses', seconds }, 1)],
    });
    const [workspace] = workspaces as [FleetWorkspace];
    const put = async () =>
      fetch(`${url}${rulesOf(workspace, 'rule')}`, { method: 'PUT', body: JSON.stringify(scheduled()) });
    expect((await put()).headers.get('date')).toBe(new Date(time).toUTCString());
    await put();
    expect(workspace.writes().map((write) => write.time)).toEqual([time, time]);
    expect(new Date(control.now()).toISOString()).toBe(time);
  });

  test('of the machine runs on after it was moved', async () => {
    const { url, control, workspaces } = await startFleet({
      faults: [atRulePage({ kind: 'timePasses', seconds: 3600 }, 1)],
    });
    await fetch(`${url}${rulesOf(workspaces[0] as FleetWorkspace)}`);
    const moved = control.now();
    expect(moved - Date.now()).toBeGreaterThan(3_500_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(control.now()).toBeGreaterThan(moved);
  });

  test('refills the buckets', async () => {
    const one = { capacity: 1, refillPerSecond: 1 };
    const throttling = { kind: 'on', reads: one, writes: one, deletes: one, retryAfter: 'sent' } as const;
    const { url, control, workspaces } = await startFleet({ clock: 0, settings: { throttling } });
    const list = async () => (await fetch(`${url}${rulesOf(workspaces[0] as FleetWorkspace)}`)).status;
    expect([await list(), await list()]).toEqual([200, 429]);
    control.runClock(1_000_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await list()).toBe(200);
  });
});

test('F1 two faults of one id are a mistake of the test', async () => {
  const fault = atRuleWrite({ kind: 'lostAnswer' }, 1);
  const { control } = await startFleet();
  expect(() => control.setFaults([fault, fault])).toThrow("two faults have the id 'rule-write lostAnswer 1'");
});

test('waiting for what does not come ends', async () => {
  const { control } = await startFleet();
  await expect(control.until(() => control.requests().length > 0, 20)).rejects.toThrow('waited 20 ms in vain');
});
