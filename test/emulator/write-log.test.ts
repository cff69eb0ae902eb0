import type { FaultEffect } from '../../src/emulator';
import { closeFleets, startFleet } from '../support/fleet';
import type { Fleet, FleetOptions, FleetWorkspace } from '../support/fleet';
import { scheduled } from './bodies';

afterEach(closeFleets);

const url = ({ url: origin }: Fleet, { path }: FleetWorkspace, resource: string) =>
  `${origin}${path}/providers/Microsoft.SecurityInsights/${resource}?api-version=2025-07-01-preview`;
const alone = async (options: FleetOptions = {}) => {
  const fleet = await startFleet(options);
  const [workspace] = fleet.workspaces as [FleetWorkspace];
  const send = async (method: string, resource: string, body?: unknown, headers = {}) =>
    fetch(url(fleet, workspace, resource), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { fleet, workspace, send };
};

describe('W2 the write log', () => {
  test('has each write with its versions, its ids and the clock', async () => {
    const { workspace, send } = await alone({ clock: Date.parse('2026-01-10T00:00:00Z') });
    const created = await send('PUT', 'alertRules/Rule', scheduled(), { 'x-ms-client-request-id': 'ours-1' });
    await send('PUT', 'alertRules/rule', scheduled({ displayName: 'second' }));
    await send('GET', 'alertRules');
    await send('DELETE', 'alertRules/rule');
    const [first, second, third, ...more] = workspace.writes();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      sequence: 1,
      time: '2026-01-10T00:00:00.000Z',
      principal: 'anonymous',
      method: 'PUT',
      workspace: workspace.path,
      collection: 'alertRules',
      name: 'Rule',
      status: 201,
      delivery: 'sent',
      effect: 'created',
      clientRequestId: 'ours-1',
      requestId: created.headers.get('x-ms-request-id'),
      struck: [],
    });
    expect(first).not.toHaveProperty('before');
    expect(second).toMatchObject({ sequence: 2, status: 200, effect: 'replaced', before: first?.after });
    expect(second?.after?.resource.properties['displayName']).toBe('second');
    expect(third).toMatchObject({ sequence: 3, effect: 'deleted', before: second?.after });
    expect(third).not.toHaveProperty('after');
  });

  test.each([
    [{ kind: 'lostRequest' }, 0, 'lost', 'none'],
    [{ kind: 'lostAnswer' }, 0, 'lost', 'replaced'],
    [{ kind: 'noAnswer', effect: 'none' }, 0, 'never', 'none'],
    [{ kind: 'noAnswer', effect: 'took' }, 0, 'never', 'replaced'],
    [{ kind: 'brokenBody' }, 200, 'broken', 'replaced'],
    [{ kind: 'refusedAs', reason: 'locked' }, 409, 'sent', 'none'],
    [{ kind: 'unstored' }, 200, 'sent', 'none'],
  ] as const)('tells what happened, and what was told: %j', async (effect: FaultEffect, status, delivery, happened) => {
    const { fleet, workspace, send } = await alone();
    await workspace.put('rule', scheduled());
    fleet.control.forgetWrites();
    fleet.control.setFaults([{ id: 'f', when: { method: 'PUT' }, effect }]);
    const sending = send('PUT', 'alertRules/rule', scheduled({ displayName: 'second' }))
      .then(async (answer) => answer.text())
      .catch(() => 'nothing');
    await fleet.control.until(() => workspace.writes().length === 1);
    expect(workspace.writes()).toMatchObject([{ sequence: 2, status, delivery, effect: happened, struck: ['f'] }]);
    expect(fleet.control.struck()).toEqual({ f: 1 });
    const [{ before, after } = {}] = workspace.writes();
    expect(after?.resource.properties['displayName']).toBe(
      happened === 'none' ? before?.resource.properties['displayName'] : 'second',
    );
    await closeFleets();
    await sending;
  });

  test('has what others did just before, first', async () => {
    const { fleet, workspace, send } = await alone();
    await workspace.put('rule', scheduled());
    const path = new URL(url(fleet, workspace, 'alertRules/rule'));
    const overtaken: FaultEffect = {
      kind: 'overtaken',
      method: 'PUT',
      path: `${path.pathname}${path.search}`,
      body: JSON.stringify(scheduled({ displayName: 'theirs' })),
      principal: 'portal',
    };
    fleet.control.setFaults([
      { id: 'a', when: { method: 'PUT' }, effect: overtaken },
      { id: 'b', when: { method: 'DELETE' }, effect: { kind: 'autoDisabled', reason: 'because' } },
    ]);
    await send('PUT', 'alertRules/rule', { ...scheduled(), etag: '"stale"' });
    await send('DELETE', 'alertRules/rule');
    expect(workspace.writes().map((write) => [write.principal, write.method, write.status, write.effect])).toEqual([
      ['another', 'PUT', 201, 'created'],
      ['portal', 'PUT', 200, 'replaced'],
      ['anonymous', 'PUT', 409, 'none'],
      ['service', 'SERVICE', 200, 'replaced'],
      ['anonymous', 'DELETE', 200, 'deleted'],
    ]);
  });

  test('has what a test does: edits, switching off, things put in place', async () => {
    const { fleet, workspace } = await alone();
    const { control } = fleet;
    await workspace.put('rule', scheduled(), 'alice');
    await workspace.edit('RULE', { severity: 'Low', description: null });
    await control.autoDisable({ workspace: workspace.path, ruleId: 'rule', reason: 'because' });
    const resource = { ...workspace.rules()['rule']!.resource, name: 'raw', etag: '"raw"' };
    const revision = control.state().revision + 1;
    await control.apply([{ type: 'put', revision, workspace: workspace.path, collection: 'alertRules', resource }]);
    await workspace.putMetadata('mark', { properties: { parentId: '/x', kind: 'AnalyticsRule' } });
    await workspace.delete('raw');
    expect(
      workspace
        .writes()
        .map(({ principal, method, collection, name, effect }) => [principal, method, collection, name, effect]),
    ).toEqual([
      ['alice', 'PUT', 'alertRules', 'rule', 'created'],
      ['portal', 'PUT', 'alertRules', 'rule', 'replaced'],
      ['service', 'SERVICE', 'alertRules', 'rule', 'replaced'],
      ['control', 'CONTROL', 'alertRules', 'raw', 'created'],
      ['another', 'PUT', 'metadata', 'mark', 'created'],
      ['another', 'DELETE', 'alertRules', 'raw', 'deleted'],
    ]);
    // Clients alone are among the requests.
    expect(control.requests()).toEqual([]);
  });

  test('is not cut short for a thousand writes, and counts on when it is forgotten', async () => {
    const { fleet, workspace } = await alone();
    for (let index = 0; index < 1000; index += 1) await workspace.put('rule', scheduled());
    expect(workspace.writes().map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
    fleet.control.forgetWrites();
    await workspace.delete('rule');
    expect(workspace.writes().map(({ sequence }) => sequence)).toEqual([1001]);
  });
});

describe('W3 the raw store', () => {
  test('is what is stored, whatever lags or is told otherwise', async () => {
    const { fleet, workspace, send } = await alone({
      settings: { consistency: { kind: 'lagging', reads: 'all', by: 'reads', amount: 9 } },
    });
    await send('PUT', 'alertRules/Rule', scheduled());
    expect((await send('GET', 'alertRules/Rule')).status).toBe(404);
    const stored = workspace.rules()['rule'];
    expect(stored).toMatchObject({ resource: { name: 'Rule', kind: 'Scheduled', properties: scheduled().properties } });
    expect(stored?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
    await send('DELETE', 'alertRules/rule');
    expect(workspace.rules()).toEqual({});
    expect(Object.keys(fleet.control.store()[0]?.tombstones ?? {})).toEqual(['rule']);
  });

  test('a hash is of the content: not of the time, the etag or the order of keys', async () => {
    const { fleet, workspace } = await alone({ clock: 0 });
    await workspace.put('a', scheduled());
    const before = workspace.rules()['a'];
    fleet.control.advance(60);
    await workspace.edit('a', { severity: 'Low' });
    const edited = workspace.rules()['a'];
    await workspace.edit('a', { severity: 'Medium' });
    const back = workspace.rules()['a'];
    const { kind, properties } = scheduled();
    await workspace.put('b', { properties: Object.fromEntries(Object.entries(properties).reverse()), kind });
    expect(edited?.bodyHash).not.toBe(before?.bodyHash);
    expect(back?.bodyHash).toBe(before?.bodyHash);
    expect(back?.etag).not.toBe(before?.etag);
    expect(workspace.rules()['b']?.bodyHash).toBe(before?.bodyHash);
  });
});

describe('W4 others', () => {
  test('are past faults and throttling', async () => {
    const empty = { capacity: 0, refillPerSecond: 0 };
    const { fleet, workspace, send } = await alone({
      faults: [{ id: 'f', when: {}, effect: { kind: 'throttled' } }],
      settings: { throttling: { kind: 'on', reads: empty, writes: empty, deletes: empty, retryAfter: 'sent' } },
    });
    await workspace.put('rule', scheduled());
    await workspace.edit('rule', { severity: 'High' });
    expect(workspace.rules()['rule']?.resource.properties['severity']).toBe('High');
    expect((await send('GET', 'alertRules/rule')).status).toBe(429);
    expect(fleet.control.struck()).toEqual({ f: 1 });
  });

  test('an edit of nothing, or one that the service refuses, is a mistake of the test', async () => {
    const { workspace } = await alone();
    await expect(workspace.edit('none', { severity: 'Low' })).rejects.toThrow('has no rule none to edit');
    await workspace.put('rule', scheduled());
    await expect(workspace.edit('rule', { severity: 'Critical' })).rejects.toThrow('the edit of rule was refused: 400');
    await expect(workspace.put('rule', {})).rejects.toThrow('PUT alertRules/rule was refused: 400');
  });

  test('ids that need encoding can be edited', async () => {
    const { workspace } = await alone();
    await workspace.put(encodeURIComponent('a b#c'), scheduled());
    await workspace.edit('a b#c', { severity: 'High' });
    expect(workspace.rules()['a b#c']?.resource.properties['severity']).toBe('High');
  });
});
