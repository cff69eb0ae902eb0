import { SecurityInsights } from '@azure/arm-securityinsight';
import { createLimiter, LIMITS, openArmWorkspace } from '../../deploy';
import { noCredential } from '../../deploy/credentials';
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
    const answered = await workspace.put(sent, { kind: 'absent' });
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
    expect(sameBody(await workspace.put(sent, { kind: 'absent' }), sent)).toBe(true);
  });

  test('what the future adds to a known kind', async () => {
    const { workspace } = await emulated({ settings: { unknownProperties: 'store' } });
    const properties = { ...everyProperty.NRT.properties, ofTheFuture: { deep: [1, { deeper: null, text: 'x' }] } };
    const sent: Resource = { type: 'alertRule', id: 'a', body: { kind: 'NRT', properties } as unknown as JsonObject };
    expect(await workspace.put(sent, { kind: 'absent' })).toMatchObject(sent);
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
    const first = await workspace.put(rule, { kind: 'absent' });
    await workspace.put(rule, { kind: 'none' });
    await expect(workspace.put(rule, { kind: 'version', etag: first.etag! })).rejects.toMatchObject({
      details: { kind: 'conflict' },
    });
  });

  test('a create never overwrites', async () => {
    const { workspace } = await emulated();
    const rule = alertRuleResource('a', everyProperty.NRT);
    const first = await workspace.put(rule, { kind: 'absent' });
    await expect(workspace.put(rule, { kind: 'absent' })).rejects.toMatchObject({ details: { kind: 'conflict' } });
    await expect(workspace.get(rule)).resolves.toMatchObject({ etag: first.etag! });
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
