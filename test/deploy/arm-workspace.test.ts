import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { SecurityInsights } from '@azure/arm-securityinsight';
import { createLimiter, LIMITS, openArmWorkspace } from '../../deploy';
import { defaultCredential, noCredential } from '../../deploy/credentials';
import type { FaultEffect } from '../../src/emulator';
import { alertRuleResource, sameBody } from '../../src/state';
import type { JsonObject, Resource } from '../../src/state';
import { closeEmulators, emulated, target } from './emulated';
import { everyProperty } from './every-property';
import { fakeClock } from './fake-clock';

afterEach(closeEmulators);

const CLOCK = Date.parse('2026-01-10T00:00:00Z');
const kinds = Object.entries(everyProperty);

describe('every property of every kind, through the SDK to the workspace and back', () => {
  test.each(kinds)('%s', async (kind, body) => {
    const { workspace } = await emulated({ clock: CLOCK });
    const sent = alertRuleResource(`rule-${kind}`, body);
    const { resource: answered } = await workspace.put(sent, { kind: 'absent' });
    const read = await workspace.get(sent);
    const [listed] = (await workspace.list('alertRule')).resources;
    for (const back of [answered, read, listed]) {
      expect(back).toMatchObject(sent);
      expect(sameBody(back!, sent)).toBe(true);
      expect(back?.etag).toEqual(expect.stringMatching(/.+/));
    }
  });

  test.each(kinds)('%s, from a service that tells it in other words', async (kind, body) => {
    const echo = { durations: 'normalised', absent: 'omitted', grouping: 'stale', lineEnds: 'crlf' } as const;
    const { workspace } = await emulated({ clock: CLOCK, settings: { echo } });
    const sent = alertRuleResource(`rule-${kind}`, body);
    expect(sameBody((await workspace.put(sent, { kind: 'absent' })).resource, sent)).toBe(true);
  });

  test('what the future adds to a known kind', async () => {
    const { workspace } = await emulated({ settings: { unknownProperties: 'store' } });
    const properties = { ...everyProperty.NRT.properties, ofTheFuture: { deep: [1, { deeper: null, text: 'x' }] } };
    const sent: Resource = { type: 'alertRule', id: 'a', body: { kind: 'NRT', properties } as unknown as JsonObject };
    expect((await workspace.put(sent, { kind: 'absent' })).resource).toMatchObject(sent);
    expect(await workspace.get(sent)).toMatchObject(sent);
  });

  test('the SDK alone loses some of them: the reason for all this', async () => {
    const { emulator, workspace } = await emulated({ clock: CLOCK });
    const client = new SecurityInsights(noCredential, target.subscriptionId, {
      endpoint: emulator.url,
      allowInsecureConnection: true,
      apiVersion: target.apiVersion,
    });
    client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
    const { kind, properties } = everyProperty.NRT;
    await client.alertRules.createOrUpdate(target.resourceGroup, target.workspace, 'a', {
      kind,
      ...properties,
    });
    const stored = await workspace.get({ type: 'alertRule', id: 'a' });
    expect(stored?.body['properties']).toMatchObject({
      techniques: properties.techniques,
      subTechniques: null,
      sentinelEntitiesMappings: null,
      alertDetailsOverride: { alertDynamicProperties: null },
    });
  });
});

test('a list is read over all pages, each once', async () => {
  const { workspace, sent } = await emulated();
  const ids = ['a', 'b', 'c', 'd', 'e'];
  for (const id of ids) await workspace.put(alertRuleResource(id, everyProperty.NRT), { kind: 'absent' });
  sent();
  const { resources, pages } = await workspace.list('alertRule');
  expect(resources.map(({ id }) => id)).toEqual(ids);
  expect(pages).toBe(3);
  expect(sent()).toEqual(['GET', 'GET', 'GET']);
});

test('what is not there is undefined', async () => {
  const { workspace } = await emulated();
  await expect(workspace.get({ type: 'alertRule', id: 'nobody' })).resolves.toBeUndefined();
});

test.each(['a b', 'äö', "x'y#1"])('an id of %p reaches its rule', async (id) => {
  const { workspace } = await emulated();
  const rule = alertRuleResource(id, everyProperty.NRT);
  await workspace.put(rule, { kind: 'absent' });
  await expect(workspace.get(rule)).resolves.toMatchObject(rule);
});

test('an empty id is never sent', async () => {
  const { workspace, sent } = await emulated();
  await expect(workspace.get({ type: 'alertRule', id: '' })).rejects.toThrow('needs an id');
  expect(sent()).toEqual([]);
});

describe('conditions', () => {
  test('a write over another version than the plan saw is a conflict', async () => {
    const { workspace } = await emulated();
    const rule = alertRuleResource('a', everyProperty.NRT);
    const { resource: first } = await workspace.put(rule, { kind: 'absent' });
    await workspace.put(rule, { kind: 'none' });
    await expect(workspace.put(rule, { kind: 'version', etag: first.etag! })).rejects.toMatchObject({
      details: { kind: 'conflict' },
    });
  });

  test('a create never overwrites', async () => {
    const { workspace } = await emulated();
    const rule = alertRuleResource('a', everyProperty.NRT);
    const { resource: first } = await workspace.put(rule, { kind: 'absent' });
    await expect(workspace.put(rule, { kind: 'absent' })).rejects.toMatchObject({ details: { kind: 'conflict' } });
    await expect(workspace.get(rule)).resolves.toMatchObject({ etag: first.etag! });
  });
});

describe('a list that is hard to read', () => {
  const five = async (options: Parameters<typeof emulated>[0] = {}) => {
    const service = await emulated(options);
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) await service.workspace.put(alertRuleResource(id, everyProperty.NRT), { kind: 'absent' });
    return { ...service, ids };
  };

  test.each<FaultEffect>([
    { kind: 'serverError', status: 503 },
    { kind: 'throttled' },
    { kind: 'lostAnswer' },
    { kind: 'brokenBody' },
  ])('a page that fails once ($kind) is asked for again, and none is left out', async (effect) => {
    const { workspace, emulator, ids } = await five();
    emulator.control.setFaults([{ id: 'x', when: { method: 'GET', calls: [2] }, effect }]);
    const { resources, pages } = await workspace.list('alertRule');
    expect(resources.map(({ id }) => id)).toEqual(ids);
    expect(pages).toBe(3);
  });

  test.each<[string, (url: string) => object, RegExp]>([
    ['goes on at another host', () => ({ value: [], nextLink: 'http://127.0.0.2:9/steal' }), /another host/],
    ['goes in a circle', (url) => ({ value: [], nextLink: `${url}/again?x=1` }), /in a circle/],
    ['has no value', () => ({}), /without its `value`/],
    ['holds a rule of no name', () => ({ value: [{ kind: 'NRT' }] }), /without a name/],
  ])('one that %s is refused', async (_name, answer, message) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(url)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const limiter = createLimiter({ ...LIMITS, clock: fakeClock() });
    const workspace = await openArmWorkspace({ id: target, apiVersion: 'x', limiter, endpoint: url });
    await expect(workspace.list('alertRule')).rejects.toThrow(message);
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
  });
});

describe('credentials', () => {
  const TOKEN = 'eyJhbGciOi-not-to-be-shown';
  const limiter = createLimiter({ ...LIMITS, clock: fakeClock() });
  const open = (getToken: () => Promise<{ token: string; expiresOnTimestamp: number }>) =>
    openArmWorkspace({
      id: target,
      apiVersion: 'x',
      limiter,
      endpoint: 'https://127.0.0.1:9',
      credential: () => Promise.resolve({ getToken }),
    });

  test('are asked for an https endpoint, and no failure shows them', async () => {
    const getToken = jest.fn(() => Promise.resolve({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }));
    const workspace = await open(getToken);
    const failure: unknown = await workspace.list('alertRule').catch((error: unknown) => error);
    expect(getToken).toHaveBeenCalledWith(['https://127.0.0.1:9/.default'], expect.anything());
    expect(failure).toMatchObject({ details: { kind: 'lost' } });
    expect(`${inspect(failure)}${JSON.stringify(failure)}`).not.toContain(TOKEN);
  });

  test('that are missing are a denial, and not asked for again', async () => {
    const missing = Object.assign(new Error('az login first'), { name: 'CredentialUnavailableError' });
    const getToken = jest.fn(() => Promise.reject(missing));
    await expect((await open(getToken)).list('alertRule')).rejects.toMatchObject({ details: { kind: 'denied' } });
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  test('are by default whatever the machine is signed in with', async () => {
    await expect(defaultCredential()).resolves.toHaveProperty('getToken');
  });
});

describe('where it connects to', () => {
  const limiter = createLimiter({ ...LIMITS, clock: fakeClock() });

  test('not to another machine without encryption', async () => {
    const open = openArmWorkspace({ id: target, apiVersion: 'x', limiter, endpoint: 'http://example.com' });
    await expect(open).rejects.toThrow('neither https');
  });

  test('a workspace that nobody serves is lost, after a few tries', async () => {
    const workspace = await openArmWorkspace({ id: target, apiVersion: 'x', limiter, endpoint: 'http://127.0.0.1:9' });
    await expect(workspace.list('alertRule')).rejects.toMatchObject({ details: { kind: 'lost' } });
  });
});
