import { portalEdit } from '../../src/emulator';
import type { Fault, FaultEffect } from '../../src/emulator';
import { scheduled } from './bodies';
import { pureClient, WORKSPACE } from './pure-client';

const fault = (effect: FaultEffect, when: Fault['when'] = {}): Fault => ({ id: 'f', when, effect });

describe('F4 a write that stores another value', () => {
  const disabled = (answer: 'asStored' | 'asSent'): FaultEffect => ({
    kind: 'changedProperty',
    path: 'properties.enabled',
    value: false,
    answer,
  });

  test.each([
    ['asStored', false],
    ['asSent', true],
  ] as const)('is told %s', (answer, told) => {
    const client = pureClient({ faults: [fault(disabled(answer), { method: 'PUT' })] });
    const put = client.put('rule', scheduled());
    expect([put.status, put.body.properties.enabled]).toEqual([201, told]);
    const got = client.get('rule').body;
    expect(got.properties.enabled).toBe(false);
    expect(got.etag).toBe(put.body.etag);
  });

  test('more than one fault of this sort strikes', () => {
    const client = pureClient({
      faults: [
        { id: 'a', when: {}, effect: disabled('asStored') },
        { id: 'b', when: {}, effect: { kind: 'lostProperty', path: 'properties.techniques', answer: 'asStored' } },
      ],
    });
    expect(client.put('rule', scheduled({ techniques: ['T1219'] })).body.properties).toMatchObject({
      enabled: false,
      techniques: null,
    });
  });

  test('a path that leads nowhere changes nothing', () => {
    const effect = { kind: 'changedProperty', path: 'properties.no.such', value: 1, answer: 'asStored' } as const;
    expect(pureClient({ faults: [fault(effect)] }).put('rule', scheduled()).status).toBe(201);
  });
});

describe('F4 a write that is not kept', () => {
  test('a create, an update and a delete are answered as done', () => {
    const client = pureClient({ faults: [fault({ kind: 'unstored' }, { path: 'alertRules/', calls: [1] })] });
    expect(client.put('rule', scheduled()).status).toBe(201);
    expect(client.list().body.value).toEqual([]);

    const before = client.put('rule', scheduled()).body;
    client.set({ faults: [{ id: 'g', when: { method: 'PUT' }, effect: { kind: 'unstored' } }] });
    const put = client.put('rule', scheduled({ displayName: 'changed' }));
    expect(put).toMatchObject({ status: 200, body: { properties: { displayName: 'changed' } } });
    expect(put.outcome.changes).toEqual([]);
    expect(client.get('rule').body).toEqual(before);

    client.set({ faults: [{ id: 'h', when: { method: 'DELETE' }, effect: { kind: 'unstored' } }] });
    expect(client.delete('rule').status).toBe(200);
    expect(client.list().body.value).toEqual([before]);
    client.set({ faults: [] });
    expect(client.put('rule', scheduled()).status).toBe(200);
  });

  test('a refusal stays one', () => {
    const client = pureClient({ faults: [fault({ kind: 'unstored' })] });
    expect(client.put('rule', scheduled({ severity: 'Critical' })).status).toBe(400);
  });
});

test('F6 another client has a name of its own', () => {
  const client = pureClient();
  client.put('rule', scheduled());
  const path = new URL(client.get('rule').body.id as string, 'http://x').pathname;
  const effect: FaultEffect = {
    kind: 'overtaken',
    method: 'PUT',
    path: `${path}?api-version=2025-07-01-preview`,
    body: JSON.stringify(scheduled({ displayName: 'theirs' })),
    principal: 'portal',
  };
  const guarded: Fault = { id: 'g', when: { principal: 'portal' }, effect: { kind: 'throttled' } };
  client.set({ faults: [fault(effect, { method: 'GET' }), guarded] });
  // Faults are the request's, not the other's.
  expect(client.get('rule').body.properties.displayName).toBe('theirs');
});

describe('F6 a person in the portal is faster', () => {
  const effect: FaultEffect = { kind: 'edited', properties: { severity: 'High', description: 'Tuned' } };

  test('the addressed rule is saved with the change, and a write of the version before is refused', () => {
    const client = pureClient();
    const { etag } = client.put('rule', scheduled()).body;
    client.set({ faults: [fault(effect, { method: 'PUT', calls: [1] })] });
    const put = client.put('rule', { ...scheduled(), etag });
    expect(put.status).toBe(409);
    expect(put.outcome.others).toMatchObject({ principal: 'portal', method: 'PUT' });
    expect(client.get('rule').body.properties).toMatchObject({ severity: 'High', description: 'Tuned' });
  });

  test('so is one that is named, at any request', () => {
    const client = pureClient();
    client.put('rule', scheduled());
    client.set({ faults: [fault({ ...effect, ruleId: 'RULE', principal: 'eve' })] });
    const listed = client.list();
    expect(listed.body.value[0].properties.severity).toBe('High');
    expect(listed.outcome.others?.principal).toBe('eve');
  });

  test('what is not there is not edited, and what the service refuses is not saved', () => {
    const client = pureClient({ faults: [fault(effect)] });
    expect(client.list().outcome).not.toHaveProperty('others');
    const created = client.put('rule', scheduled());
    expect([created.status, created.outcome.changes.length]).toEqual([201, 1]);
    client.set({ faults: [fault({ kind: 'edited', properties: { severity: 'Critical' } })] });
    expect(client.get('rule').body).toEqual(created.body);
  });
});

test('W4 the portal sends the whole rule, with the etag that the person saw', () => {
  const client = pureClient();
  const { etag, properties } = client.put('rule', scheduled({ description: 'Mine' })).body;
  const edit = { workspace: WORKSPACE, ruleId: 'rule', properties: { severity: 'Low', description: null } };
  const body = JSON.parse(portalEdit(client.state(), edit).body) as { etag: string; properties: object };
  expect(body.etag).toBe(etag);
  expect(body.properties).toMatchObject({ severity: 'Low', query: properties.query });
  expect(body.properties).not.toHaveProperty('description');
});
