import { closeFleets, startFleet } from '../support/fleet';
import type { FleetWorkspace } from '../support/fleet';
import { scheduled } from './bodies';

afterEach(closeFleets);

const controlled = async () => {
  const fleet = await startFleet({ control: 'http' });
  const ask = async (method: string, name: string, body?: unknown) => {
    const answer = await fetch(`${fleet.url}/_emulator/${name}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const [workspace] = fleet.workspaces as [FleetWorkspace];
  const rule = `${workspace.path}/providers/Microsoft.SecurityInsights/alertRules/rule?api-version=2025-07-01-preview`;
  return { ...fleet, ask, workspace, rule };
};

test('H4 another process acts as others, and sees store, writes and what struck', async () => {
  const { ask, workspace, rule, url } = await controlled();
  expect(await ask('PUT', 'act', { principal: 'portal', method: 'PUT', path: rule, body: scheduled() })).toMatchObject({
    status: 200,
    body: { status: 201, body: expect.stringContaining('"name":"rule"') as string },
  });
  await ask('PUT', 'edit', { workspace: workspace.path, ruleId: 'rule', properties: { severity: 'Low' } });
  await ask('PUT', 'edit', { workspace: workspace.path, ruleId: 'rule', properties: { query: 'T' }, principal: 'eve' });
  await ask('PUT', 'auto-disabled', { workspace: workspace.path, ruleId: 'rule', reason: 'because' });
  await ask('PUT', 'faults', [{ id: 'f', when: { method: 'DELETE' }, effect: { kind: 'unstored' } }]);
  await fetch(`${url}${rule}`, { method: 'DELETE' });
  expect((await ask('GET', 'struck')).body).toEqual({ f: 1 });
  const store = (await ask('GET', 'store')).body as { workspace: string; alertRules: Record<string, unknown> }[];
  expect(store).toMatchObject([
    {
      workspace: workspace.path.toLowerCase(),
      alertRules: {
        rule: {
          bodyHash: workspace.rules()['rule']?.bodyHash,
          resource: { properties: { severity: 'Low', query: 'T', enabled: false } },
        },
      },
    },
  ]);
  const writes = (await ask('GET', 'writes')).body as { sequence: number; principal: string; after?: object }[];
  expect(writes.map(({ sequence, principal }) => [sequence, principal])).toEqual([
    [1, 'portal'],
    [2, 'portal'],
    [3, 'eve'],
    [4, 'service'],
    [5, 'anonymous'],
  ]);
  expect(writes[4]?.after).toEqual({
    etag: workspace.rules()['rule']?.etag,
    bodyHash: workspace.rules()['rule']?.bodyHash,
  });
  await ask('DELETE', 'writes');
  expect((await ask('GET', 'writes')).body).toEqual([]);
});

test('H4 another process sets settings, and moves the clock', async () => {
  const { ask, control } = await controlled();
  expect(await ask('PUT', 'settings', { etags: { body: 'ignored' }, pageSize: 7 })).toMatchObject({
    status: 200,
    body: { pageSize: 7, etags: { body: 'ignored', headers: 'honoured' } },
  });
  expect((await ask('GET', 'settings')).body).toEqual(control.settings());
  await ask('PUT', 'clock', { now: '2026-01-10T00:00:00Z' });
  expect((await ask('PUT', 'clock', { advanceSeconds: 90 })).body).toEqual({ now: '2026-01-10T00:01:30.000Z' });
  await ask('PUT', 'clock', { speed: 1_000_000 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(control.now()).toBeGreaterThan(Date.parse('2026-01-10T00:02:00Z'));
});

test.each([
  ['act', { principal: 'x', method: 'PUT' }, '`path` must be a text'],
  ['act', [], 'an object was expected'],
  ['edit', { workspace: 'x', ruleId: 'y' }, '`properties` must be an object'],
  ['edit', { workspace: '/x', ruleId: 'y', properties: {} }, '/x has no rule y to edit'],
  ['edit', { workspace: '/x', ruleId: 'y', properties: {}, principal: 1 }, '`principal` must be a text'],
  ['auto-disabled', { workspace: 'x' }, '`reason` must be a text'],
  ['clock', { speed: 'fast' }, 'one was expected of `now`'],
  ['settings', { pageSize: 0 }, 'the settings have a mistake: pageSize must be a whole number'],
])('H4 PUT %s %j is refused', async (name, body, message) => {
  const { ask } = await controlled();
  expect(await ask('PUT', name, body)).toMatchObject({
    status: 400,
    body: { error: { code: 'BadControl', message: expect.stringContaining(message) as string } },
  });
});
