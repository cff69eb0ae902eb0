import { parseFaults } from '../../src/emulator';
import type { Fault, FaultEffect } from '../../src/emulator';
import { nrt, ofTemplate, scheduled } from './bodies';
import { pureClient, WORKSPACE } from './pure-client';

const fault = (effect: FaultEffect, when: Fault['when'] = {}): Fault => ({ id: 'f', when, effect });

describe('F1 matching', () => {
  test('by method, path and number', () => {
    const faults = [
      { id: 'a', when: { method: 'put', path: 'ALERTRULES/B', calls: [2, 3] }, effect: { kind: 'throttled' } as const },
    ];
    const client = pureClient({ faults });
    expect(client.put('a', scheduled()).status).toBe(201);
    expect(client.put('b', scheduled()).status).toBe(201);
    expect(client.get('b').status).toBe(200);
    expect(client.put('b', scheduled()).status).toBe(429);
    expect(client.put('b', scheduled()).status).toBe(429);
    expect(client.put('b', scheduled()).status).toBe(200);
  });

  test('from one request on', () => {
    const client = pureClient({
      faults: [{ id: 'f', when: { method: 'GET', from: 3 }, effect: { kind: 'refusedAs', reason: 'expiredToken' } }],
    });
    expect([1, 2, 3, 4].map(() => client.list().status)).toEqual([200, 200, 401, 401]);
    expect(client.list().outcome.struck).toEqual(['f']);
    expect(client.put('a', scheduled()).outcome.struck).toEqual([]);
  });

  test('each so-many-th', () => {
    const client = pureClient({
      faults: [{ id: 'f', when: { method: 'GET', every: 3, from: 4 }, effect: { kind: 'throttled' } }],
    });
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => client.list().status)).toEqual([
      200, 200, 200, 200, 200, 429, 200, 200, 429,
    ]);
  });

  test('after another fault has struck', () => {
    const client = pureClient({
      faults: [
        { id: 'lost', when: { method: 'PUT', calls: [2] }, effect: { kind: 'lostAnswer' } },
        {
          id: 'look',
          when: { method: 'GET', after: 'lost', calls: [1] },
          effect: { kind: 'serverError', status: 503 },
        },
        { id: 'same', when: { method: 'PUT', after: 'lost' }, effect: { kind: 'nothing' } },
      ],
    });
    expect(client.get('a').status).toBe(404);
    client.put('a', scheduled());
    expect(client.get('a').status).toBe(200);
    // Not the request that the other one strikes.
    expect(client.put('b', scheduled()).outcome.struck).toEqual(['lost']);
    expect([client.get('b').status, client.get('b').status]).toEqual([503, 200]);
    expect(client.put('c', scheduled()).outcome.struck).toEqual(['same']);
    expect(client.state().traffic.hits).toEqual({
      lost: { matched: 3, struck: 1 },
      look: { matched: 2, struck: 1 },
      same: { matched: 1, struck: 1 },
    });
  });

  test('by principal', () => {
    const bearer = (claims: object) => ({
      headers: { authorization: `Bearer x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y` },
    });
    const client = pureClient({
      faults: [{ id: 'f', when: { principal: 'alice' }, effect: { kind: 'refusedAs', reason: 'forbidden' } }],
    });
    expect(client.list().status).toBe(200);
    expect(client.list('alertRules', bearer({ oid: 'bob' })).status).toBe(200);
    const refused = client.list('alertRules', bearer({ oid: 'alice' }));
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      "The client 'alice' with object id 'alice' does not have authorization to perform action 'Microsoft.SecurityInsights/alertRules/read'",
    );
  });

  test('each fault counts for itself', () => {
    const client = pureClient({
      faults: [
        { id: 'first', when: { method: 'GET', calls: [1] }, effect: { kind: 'throttled' } },
        { id: 'second', when: { method: 'GET', calls: [2] }, effect: { kind: 'serverError', status: 503 } },
      ],
    });
    expect([client.list(), client.list(), client.list()].map(({ status }) => status)).toEqual([429, 503, 200]);
  });
});

test.each([
  [{ kind: 'throttled' }, 429, 'TooManyRequests', undefined],
  [{ kind: 'throttled', retryAfterSeconds: 7 }, 429, 'TooManyRequests', '7'],
  [{ kind: 'serverError', status: 500 }, 500, 'InternalServerError', undefined],
  [{ kind: 'serverError', status: 503, retryAfterSeconds: 1 }, 503, 'ServiceUnavailable', '1'],
  [
    { kind: 'throttled', retryAfterSeconds: 7, retryAfterForm: 'httpDate' },
    429,
    'TooManyRequests',
    'Sat, 10 Jan 2026 12:00:08 GMT',
  ],
  [
    { kind: 'serverError', status: 503, retryAfterSeconds: 60, retryAfterForm: 'httpDate' },
    503,
    'ServiceUnavailable',
    'Sat, 10 Jan 2026 12:01:01 GMT',
  ],
  [{ kind: 'refusedAs', reason: 'expiredToken' }, 401, 'ExpiredAuthenticationToken', undefined],
  [{ kind: 'refusedAs', reason: 'forbidden' }, 403, 'AuthorizationFailed', undefined],
  [{ kind: 'refusedAs', reason: 'recentlyDeleted' }, 409, 'Conflict', undefined],
  [{ kind: 'refusedAs', reason: 'locked' }, 409, 'ScopeLocked', undefined],
  [{ kind: 'refusedAs', reason: 'newerInstance' }, 409, 'Conflict', undefined],
  [{ kind: 'refusedAs', reason: 'preconditionFailed' }, 412, 'PreconditionFailed', undefined],
  [{ kind: 'refused', status: 403, code: 'AuthorizationFailed', message: 'no' }, 403, 'AuthorizationFailed', undefined],
  [{ kind: 'refused', status: 409, code: 'ScopeLocked', message: 'no' }, 409, 'ScopeLocked', undefined],
] as const)('F2 %j: nothing happened', (effect, status, code, retryAfter) => {
  const client = pureClient({ faults: [fault(effect, { method: 'PUT' })] });
  const refused = client.put('rule', scheduled());
  expect(refused).toMatchObject({ status, body: { error: { code } } });
  expect(refused.headers['retry-after']).toBe(retryAfter);
  expect(refused.outcome.changes).toEqual([]);
  expect(client.get('rule').status).toBe(404);
});

test.each([
  [{ kind: 'lostRequest' }, 'lost', 404],
  [{ kind: 'lostAnswer' }, 'lost', 200],
  [{ kind: 'noAnswer', effect: 'none' }, 'never', 404],
  [{ kind: 'noAnswer', effect: 'took' }, 'never', 200],
  [{ kind: 'brokenBody' }, 'broken', 200],
  [{ kind: 'slow', delayMs: 50 }, 'sent', 200],
] as const)('F3 %j', (effect, delivery, status) => {
  const client = pureClient({ faults: [fault(effect, { method: 'PUT' })] });
  const { outcome } = client.put('rule', scheduled());
  expect(outcome.delivery).toEqual({ kind: delivery, delayMs: effect.kind === 'slow' ? 50 : 0 });
  expect(client.get('rule').status).toBe(status);
});

test('F4 a wrong etag is told, in items and in lists, and is not stored', () => {
  const client = pureClient({ faults: [fault({ kind: 'wrongEtag' })] });
  const wrong = client.put('rule', scheduled()).body.etag as string;
  expect(client.list().body.value[0].etag).toBe(wrong);
  client.set({ faults: [] });
  expect(client.get('rule').body.etag).not.toBe(wrong);
  expect(client.put('rule', { ...scheduled(), etag: wrong }).status).toBe(409);
});

test.each([
  ['asStored', null],
  ['asSent', ['T1219']],
] as const)('F4 a lost property is told %s', (answer, told) => {
  const effect: FaultEffect = { kind: 'lostProperty', path: 'properties.techniques', answer };
  const client = pureClient({ faults: [fault(effect, { method: 'PUT' })] });
  const put = client.put('rule', scheduled({ techniques: ['T1219'] }));
  expect(put.body.properties.techniques).toEqual(told);
  const got = client.get('rule').body;
  expect(got.properties.techniques).toBeNull();
  expect(got.etag).toBe(put.body.etag);
});

test('F4 deep properties can be lost, and absent ones cannot', () => {
  const path = 'properties.incidentConfiguration.groupingConfiguration.groupByEntities';
  const effect: FaultEffect = { kind: 'lostProperty', path, answer: 'asStored' };
  const groupingConfiguration = {
    enabled: true,
    reopenClosedIncident: false,
    lookbackDuration: 'PT5H',
    matchingMethod: 'AnyAlert',
    groupByEntities: ['Host'],
  };
  const client = pureClient({ faults: [fault(effect)] });
  const body = scheduled({ incidentConfiguration: { createIncident: true, groupingConfiguration } });
  expect(client.put('a', body).body.properties.incidentConfiguration.groupingConfiguration.groupByEntities).toBeNull();
  expect(client.put('b', scheduled()).status).toBe(201);
});

test('F5 a lagging read knows nothing of the last write', () => {
  const client = pureClient();
  client.put('rule', scheduled({ displayName: 'first' }));
  client.put('rule', scheduled({ displayName: 'second' }));
  client.set({ faults: [fault({ kind: 'staleRead' }, { calls: [1, 2] })] });
  expect(client.get('rule').body.properties.displayName).toBe('first');
  expect(client.list().body.value[0].properties.displayName).toBe('first');
  expect(client.get('rule').body.properties.displayName).toBe('second');
  client.set({ faults: [fault({ kind: 'staleRead' })] });
  expect(client.put('rule', scheduled({ displayName: 'third' })).status).toBe(200);
  client.delete('rule');
  expect(client.get('rule').body.properties.displayName).toBe('third');
});

describe('F6 E7 others act first', () => {
  const reason = 'The query failed again and again.';

  test('the service switches a rule off', () => {
    const client = pureClient();
    const before = client.put('rule', scheduled({ description: 'Mine' })).body;
    client.set({ faults: [fault({ kind: 'autoDisabled', reason })] });
    const after = client.get('rule').body;
    expect(after.properties).toMatchObject({
      enabled: false,
      displayName: `AUTO DISABLED ${before.properties.displayName as string}`,
      description: `${reason} Mine`,
    });
    expect(after.etag).not.toBe(before.etag);
    client.set({ faults: [] });
    expect(client.put('rule', { ...scheduled(), etag: before.etag }).status).toBe(409);
    expect(client.get('rule').body).toEqual(after);
  });

  test('a list finds every rule that runs a query switched off, once', () => {
    const client = pureClient();
    client.put('a', scheduled());
    client.put('b', nrt());
    client.put('c', ofTemplate('ThreatIntelligence', 'x'));
    client.put('d', scheduled({ enabled: false }));
    client.set({ faults: [fault({ kind: 'autoDisabled', reason })] });
    const first = client.list();
    const listed = first.body.value as { properties: { displayName?: string; enabled: boolean } }[];
    expect(listed.map(({ properties }) => properties.enabled)).toEqual([false, false, true, false]);
    expect(first.outcome.changes).toHaveLength(2);
    expect(client.list().outcome.changes).toEqual([]);
  });

  test('another client is faster', () => {
    const path = `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/rule?api-version=2025-07-01-preview`;
    const effect: FaultEffect = {
      kind: 'overtaken',
      method: 'PUT',
      path,
      body: JSON.stringify(scheduled({ displayName: 'theirs' })),
    };
    const client = pureClient();
    const { etag } = client.put('rule', scheduled()).body;
    client.set({ faults: [fault(effect, { method: 'PUT', calls: [1] })] });
    expect(client.put('rule', { ...scheduled({ displayName: 'ours' }), etag }).status).toBe(409);
    expect(client.get('rule').body.properties.displayName).toBe('theirs');
  });
});

test('faults change nothing once they are gone, but the count of requests goes on', () => {
  const client = pureClient({ faults: [fault({ kind: 'throttled' })] });
  const ids = [client.list(), client.list()].map(({ headers }) => headers['x-ms-request-id']);
  expect(new Set(ids).size).toBe(2);
  client.set({ faults: [] });
  expect(client.list().status).toBe(200);
});

describe('F1 faults as JSON', () => {
  test.each([
    [[]],
    [[{ id: 'a', when: {}, effect: { kind: 'throttled' } }]],
    [[{ id: 'a', when: { method: 'PUT', path: 'x', calls: [1, 2] }, effect: { kind: 'slow', delayMs: 5 } }]],
    [[{ id: 'a', when: {}, effect: { kind: 'lostProperty', path: 'properties.x', answer: 'asSent' } }]],
    [
      [
        { id: 'a', when: { after: 'b' }, effect: { kind: 'lostAnswer' } },
        { id: 'b', when: {}, effect: { kind: 'nothing' } },
      ],
    ],
    [[{ id: 'a', when: {}, effect: { kind: 'edited', properties: { enabled: false } } }]],
    [[{ id: 'a', when: { every: 2 }, effect: { kind: 'timePasses', seconds: -3600 } }]],
    [[{ id: 'a', when: { from: 3, principal: 'p' }, effect: { kind: 'noAnswer', effect: 'took' } }]],
    [[{ id: 'a', when: {}, effect: { kind: 'changedProperty', path: 'x', value: null, answer: 'asStored' } }]],
    [[{ id: 'a', when: {}, effect: { kind: 'serverError', status: 503, retryAfterForm: 'httpDate' } }]],
  ])('%j is read', (faults) => {
    expect(parseFaults(faults as never)).toEqual(faults);
  });

  test.each([
    [{}, 'faults are a list'],
    [[1], 'fault 1: an object was expected'],
    [[{ when: {}, effect: { kind: 'throttled' } }], 'fault 1: `id` must be a text'],
    [[{ id: 'a', effect: { kind: 'throttled' } }], '`when` must be an object'],
    [[{ id: 'a', when: {}, effect: { kind: 'explode' } }], '`effect.kind` must be one of throttled, serverError'],
    [[{ id: 'a', when: {}, effect: { kind: 'toString' } }], '`effect.kind` must be one of'],
    [[{ id: 'a', when: { verb: 'PUT' }, effect: { kind: 'throttled' } }], '`when.verb` is not known'],
    [
      [{ id: 'a', when: { calls: ['1'] }, effect: { kind: 'throttled' } }],
      '`when.calls` must be a list of whole numbers',
    ],
    [[{ id: 'a', when: {}, effect: { kind: 'slow' } }], '`effect.delayMs` is missing'],
    [[{ id: 'a', when: {}, effect: { kind: 'slow', delayMs: '5' } }], '`effect.delayMs` must be number'],
    [
      [{ id: 'a', when: {}, effect: { kind: 'lostProperty', path: 'x', answer: 'no' } }],
      '`effect.answer` must be asStored or asSent',
    ],
    [[{ id: 'a', when: {}, effect: { kind: 'throttled', delayMs: 5 } }], '`effect.delayMs` is not known'],
    [[{ id: 'a', when: {}, effect: { kind: 'lostAnswer' }, next: 1 }], '`fault.next` is not known'],
    [[{ id: 'a', when: { after: 'b' }, effect: { kind: 'lostAnswer' } }], "fault 'a' comes after 'b'"],
    [[{ id: 'a', when: {}, effect: { kind: 'edited', properties: [] } }], '`effect.properties` must be object'],
    [[{ id: 'a', when: { every: 0.5 }, effect: { kind: 'lostAnswer' } }], '`when.every` must be a whole number'],
    [[{ id: 'a', when: { from: 0 }, effect: { kind: 'lostAnswer' } }], '`when.from` must be a whole number'],
    [[{ id: 'a', when: {}, effect: { kind: 'refusedAs', reason: '?' } }], '`effect.reason` must be expiredToken or'],
    [
      [{ id: 'a', when: {}, effect: { kind: 'throttled', retryAfterForm: 'soon' } }],
      '`effect.retryAfterForm` must be seconds or httpDate',
    ],
    [
      [
        { id: 'a', when: {}, effect: { kind: 'lostAnswer' } },
        { id: 'a', when: {}, effect: { kind: 'lostRequest' } },
      ],
      "two faults have the id 'a'",
    ],
  ])('%j is not', (faults, message) => {
    expect(parseFaults(faults as never)).toContain(message);
  });
});
