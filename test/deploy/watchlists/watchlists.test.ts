import { apply } from '../../../deploy';
import type { Workspace } from '../../../deploy';
import type { Fault, FaultEffect } from '../../../src/emulator';
import { sameBody } from '../../../src/state';
import type { Resource } from '../../../src/state';
import { closeEmulators, emulated, planFor, target } from '../emulated';
import type { Emulated } from '../emulated';

afterEach(closeEmulators);

const BASE = `/subscriptions/${target.subscriptionId}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/ws`;
const NASTY = { User: 'anna, "the" boss\r\nsecond line', Why: '=1+1' };

const list = (rows: readonly object[], properties: object = {}): Resource => ({
  type: 'watchlist',
  id: 'my vips',
  body: {
    properties: {
      displayName: 'VIPs',
      provider: 'Microsoft',
      itemsSearchKey: 'User',
      source: 'vips.csv',
      ...properties,
    },
    rows: rows as never,
  },
});
const users = (...names: readonly string[]): Resource => list(names.map((User) => ({ User, Why: `because ${User}` })));

/** Plans from what is live, and carries that out. */
async function deploy({ workspace, limiter }: Pick<Emulated, 'workspace' | 'limiter'>, wanted: readonly Resource[]) {
  const live = await Promise.all(
    (['watchlist', 'function', 'alertRule'] as const).map(
      async (type) => (await workspace.list(type, ['my vips'])).resources,
    ),
  );
  const plan = planFor(wanted, live.flat());
  return { plan, report: await apply(plan, { workspace, limiter }) };
}

async function isAsWanted(workspace: Workspace, wanted: Resource): Promise<boolean> {
  const there = await workspace.get(wanted);
  return there !== undefined && sameBody(there, wanted);
}

const outcomes = (report: { readonly results: readonly { readonly outcome: { readonly kind: string } }[] }) =>
  report.results.map(({ outcome }) => outcome.kind);

test('a new one is filled from a file, whatever its cells hold', async () => {
  const world = await emulated();
  const wanted = list([NASTY, { User: 'bert', Why: '' }, { User: '007', Why: 'übung' }]);
  const { report } = await deploy(world, [wanted]);
  expect(outcomes(report)).toEqual(['created', 'created']);
  expect(await isAsWanted(world.workspace, wanted)).toBe(true);
  const writes = world.emulator.control.writes().filter(({ collection }) => collection.startsWith('watchlist'));
  expect(writes.map(({ method, collection }) => `${method} ${collection}`)).toEqual(['PUT watchlists']);
  expect(report.verification.kind).toBe('verified');
});

test('rows converge one by one, and one that is taken away is gone', async () => {
  const world = await emulated();
  await deploy(world, [users('a', 'b', 'c')]);
  world.emulator.control.forgetWrites();
  const wanted = list([
    { User: 'a', Why: 'because a' },
    { User: 'b', Why: 'other' },
    { User: 'd', Why: '' },
  ]);
  const { report } = await deploy(world, [wanted]);
  expect(outcomes(report)).toEqual(['updated']);
  expect(await isAsWanted(world.workspace, wanted)).toBe(true);
  const seen = world.emulator.control.writes().map(({ method, collection }) => `${method} ${collection}`);
  expect(seen).toEqual(['PUT watchlistItems', 'PUT watchlistItems', 'DELETE watchlistItems', 'DELETE watchlistItems']);
  expect((await deploy(world, [wanted])).plan.actions).toEqual([]);
});

test('what describes it is written without its rows', async () => {
  const world = await emulated();
  await deploy(world, [users('a')]);
  const wanted = {
    ...users('a'),
    body: { ...users('a').body, properties: { ...(users('a').body['properties'] as object), description: 'x' } },
  };
  await deploy(world, [wanted]);
  expect(await isAsWanted(world.workspace, wanted)).toBe(true);
  expect(world.emulator.control.store()[0]?.watchlistItems).not.toEqual({});
});

test.each([
  ['it takes a while', { deletionSeconds: 0 }],
  ['its status never ends', { deletionStatus: 'stuck' }],
  ['it is gone before its status says so', { deletionSeconds: 1e9, whileDeleting: 'gone' }],
] as const)('a deletion: %s', async (_what, watchlists) => {
  const world = await emulated({ settings: { watchlists } });
  await deploy(world, [users('a')]);
  const [live] = (await world.workspace.list('watchlist', ['my vips'])).resources;
  expect(live).toBeDefined();
  await world.workspace.delete({ type: 'watchlist', id: 'my vips' }, { kind: 'none' });
  expect(await world.workspace.get({ type: 'watchlist', id: 'my vips' })).toBeUndefined();
  expect(world.emulator.control.store()[0]?.watchlists).toEqual({});
});

test('the same through an api-version that answers it at once', async () => {
  const world = await emulated();
  await deploy(world, [users('a')]);
  const path = `${BASE}/providers/Microsoft.SecurityInsights/watchlists/my%20vips?api-version=2023-12-01-preview`;
  expect((await world.emulator.control.act('x', { method: 'DELETE', path })).status).toBe(200);
  await world.workspace.delete({ type: 'watchlist', id: 'my vips' }, { kind: 'none' });
});

test.each([
  ['rows of a file that the service ignores', { rawContent: 'ignored' }],
  ['an upload that takes a while', { uploadSeconds: 0.001 }],
] as const)('%s', async (_what, watchlists) => {
  const world = await emulated({ settings: { watchlists } });
  const wanted = users('a', 'b', 'c');
  const { report } = await deploy(world, [wanted]);
  expect(outcomes(report)).toEqual(['created', 'created']);
  expect(await isAsWanted(world.workspace, wanted)).toBe(true);
});

const at = (method: string, path: string, effect: FaultEffect, calls: readonly number[] = [1]): Fault => ({
  id: `${method} ${path} ${effect.kind}`,
  when: { method, path, calls },
  effect,
});

describe('something goes wrong', () => {
  const [before, wanted] = [users('a', 'b', 'c'), users('b', 'c', 'd', 'e')];

  test.each([
    ['the answer of a row is lost', at('PUT', '/watchlistItems/', { kind: 'lostAnswer' })],
    ['a row is lost', at('PUT', '/watchlistItems/', { kind: 'lostRequest' }, [2])],
    ['500 at a row', at('PUT', '/watchlistItems/', { kind: 'serverError', status: 500 })],
    ['429 at a row', at('PUT', '/watchlistItems/', { kind: 'throttled' })],
    ['the answer of a deletion of a row is lost', at('DELETE', '/watchlistItems/', { kind: 'lostAnswer' })],
    ['a page of rows is lost on the way', at('GET', '/watchlistItems?', { kind: 'lostAnswer' }, [3])],
  ])('%s: it is as wanted in the end', async (_what, fault) => {
    const world = await emulated();
    await deploy(world, [before]);
    world.emulator.control.setFaults([fault]);
    const { report } = await deploy(world, [wanted]);
    expect(world.emulator.control.struck()).not.toEqual({});
    expect(['updated', 'already']).toContain(outcomes(report)[0]);
    expect(await isAsWanted(world.workspace, wanted)).toBe(true);
  });

  test.each([
    ['refused for ever', { kind: 'refusedAs', reason: 'forbidden' }],
    ['500 for ever', { kind: 'serverError', status: 500 }],
  ] as const)('a row is %s: half of it is done, and that is said', async (_what, effect) => {
    const world = await emulated();
    await deploy(world, [before]);
    world.emulator.control.setFaults([{ id: 'f', when: { method: 'DELETE', path: '/watchlistItems/' }, effect }]);
    const { report } = await deploy(world, [wanted]);
    expect(report.results[0]?.outcome).toMatchObject({ kind: 'failed', effect: 'unknown' });
    world.emulator.control.setFaults([]);
    await deploy(world, [wanted]);
    expect(await isAsWanted(world.workspace, wanted)).toBe(true);
  });

  test("somebody's row that the plan did not see is not taken away", async () => {
    const world = await emulated();
    await deploy(world, [before]);
    const { resources: live } = await world.workspace.list('watchlist', ['my vips']);
    const plan = planFor([wanted], live);
    const path = `${BASE}/providers/Microsoft.SecurityInsights/watchlists/my%20vips/watchlistItems/0f1e?api-version=2025-07-01-preview`;
    const body = { properties: { itemsKeyValue: { User: 'theirs' } } };
    expect((await world.emulator.control.act('portal', { method: 'PUT', path, body })).status).toBe(201);
    const report = await apply(plan, world);
    expect(outcomes(report)).toEqual(['conflict']);
    const left = (await world.workspace.get(wanted))?.body['rows'] as readonly { readonly User: string }[];
    expect(left.map(({ User }) => User)).toContain('theirs');
  });

  test('a create whose answer is lost is not done twice', async () => {
    const world = await emulated();
    world.emulator.control.setFaults([at('PUT', '/watchlists/', { kind: 'lostAnswer' })]);
    const { report } = await deploy(world, [wanted]);
    expect(outcomes(report)[0]).toBe('already');
    expect(await isAsWanted(world.workspace, wanted)).toBe(true);
  });

  test('an alias whose deletion goes on is refused, and said', async () => {
    const world = await emulated({ settings: { watchlists: { deletionSeconds: 1e9, whileDeleting: 'gone' } } });
    await deploy(world, [before]);
    await world.workspace.delete({ type: 'watchlist', id: 'my vips' }, { kind: 'none' });
    const { report } = await deploy(world, [wanted]);
    expect(report.results[0]?.outcome).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(report.results[0]?.outcome)).toContain('Delete is currently in progress');
  });
});

describe('saved functions', () => {
  const saved = (query: string): Resource => ({
    type: 'function',
    id: 'Recent',
    body: {
      properties: {
        category: 'x',
        displayName: 'Recent',
        functionAlias: 'Recent',
        functionParameters: 'n:long',
        query,
        version: 2,
      },
    },
  });

  test('made, changed and taken away', async () => {
    const world = await emulated();
    expect(outcomes((await deploy(world, [saved('T | take n')])).report)).toEqual(['created', 'created']);
    expect(outcomes((await deploy(world, [saved('T | take 2*n')])).report)).toEqual(['updated']);
    expect(await isAsWanted(world.workspace, saved('T | take 2*n'))).toBe(true);
    await world.workspace.delete(saved(''), { kind: 'none' });
    await world.workspace.delete(saved(''), { kind: 'none' });
    expect(await world.workspace.get(saved(''))).toBeUndefined();
  });

  test('one that somebody made meanwhile is not overwritten', async () => {
    const world = await emulated();
    const plan = planFor([saved('T')], []);
    const path = `${BASE}/savedSearches/Recent?api-version=2020-08-01`;
    await world.emulator.control.act('portal', { method: 'PUT', path, body: saved('Theirs').body });
    expect(outcomes(await apply(plan, world))[0]).toBe('conflict');
    await expect(world.workspace.put(saved('T'), { kind: 'absent' })).rejects.toMatchObject({
      details: { kind: 'conflict' },
    });
  });

  test.each([
    ['lostAnswer', 'already'],
    ['lostRequest', 'created'],
  ] as const)('%s: %s', async (kind, outcome) => {
    const world = await emulated();
    world.emulator.control.setFaults([at('PUT', '/savedSearches/', { kind })]);
    expect(outcomes((await deploy(world, [saved('T')])).report)[0]).toBe(outcome);
  });
});

test('a rule whose watchlist could not be written is not written either', async () => {
  const world = await emulated();
  const rule: Resource = {
    type: 'alertRule',
    id: 'r',
    body: {
      kind: 'Scheduled',
      properties: {
        displayName: 'R',
        severity: 'Low',
        enabled: true,
        query: "T | where _GetWatchlist('my vips')",
        queryFrequency: 'PT1H',
        queryPeriod: 'PT1H',
        triggerOperator: 'GreaterThan',
        triggerThreshold: 0,
        suppressionEnabled: false,
        suppressionDuration: 'PT5H',
      },
    },
  };
  world.emulator.control.setFaults([
    {
      id: 'f',
      when: { method: 'PUT', path: '/watchlists/' },
      effect: { kind: 'refused', status: 400, code: 'BadRequest', message: 'no' },
    },
  ]);
  const needing = { ...rule, needs: ['watchlist/my vips'] } as Resource;
  const { report } = await deploy(world, [users('a'), needing]);
  const [first, second] = report.results;
  expect(first?.outcome).toMatchObject({ kind: 'refused' });
  expect(second?.outcome).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('the watchlist my vips') as string,
  });
  expect(world.sent('/alertRules/r')).not.toContain('PUT');
});
