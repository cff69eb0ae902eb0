import fc from 'fast-check';
import { scheduled } from './bodies';
import { pureClient, SUBSCRIPTION, WORKSPACE } from './pure-client';
import type { PureClient } from './pure-client';

const mark = { properties: { parentId: `${WORKSPACE}/x`, kind: 'AnalyticsRule' } };
const names = (client: PureClient): string[] => client.list().body.value.map(({ name }: { name: string }) => name);

describe('P4 P7 etags', () => {
  const stale = '"stale"';
  const attempts = (client: PureClient) => {
    client.put('rule', scheduled());
    client.send('PUT', 'metadata/mark', { body: mark });
    return {
      body: client.put('rule', { ...scheduled(), etag: stale }).status,
      ifMatch: client.put('rule', scheduled(), { headers: { 'if-match': stale } }).status,
      ifNoneMatch: client.put('rule', scheduled(), { headers: { 'if-none-match': '*' } }).status,
      mark: client.send('PUT', 'metadata/mark', { body: { ...mark, etag: stale } }).status,
      delete: client.delete('rule', { headers: { 'if-match': stale } }).status,
    };
  };

  test.each([
    ['honoured', 'honoured', { body: 409, ifMatch: 412, ifNoneMatch: 412, mark: 409, delete: 412 }],
    ['honoured', 'ignored', { body: 409, ifMatch: 200, ifNoneMatch: 200, mark: 409, delete: 200 }],
    ['ignored', 'honoured', { body: 200, ifMatch: 412, ifNoneMatch: 412, mark: 200, delete: 412 }],
    ['ignored', 'ignored', { body: 200, ifMatch: 200, ifNoneMatch: 200, mark: 200, delete: 200 }],
  ] as const)('of bodies %s, of headers %s', (body, headers, statuses) => {
    expect(attempts(pureClient({ settings: { etags: { body, headers } } }))).toEqual(statuses);
  });

  test('If-None-Match creates where there is nothing, and names versions', () => {
    const client = pureClient();
    const { status, body } = client.put('rule', scheduled(), { headers: { 'if-none-match': '*' } });
    expect(status).toBe(201);
    expect(client.put('rule', scheduled(), { headers: { 'if-none-match': body.etag } }).status).toBe(412);
    expect(client.put('rule', scheduled(), { headers: { 'if-none-match': '"other"' } }).status).toBe(200);
  });
});

describe('C1 reads that lag', () => {
  const lagging = (given: { reads?: 'lists' | 'all'; by?: 'reads' | 'seconds'; amount: number; pageSize?: number }) => {
    const { reads = 'lists', by = 'reads', amount, pageSize = 100 } = given;
    return pureClient({ settings: { pageSize, consistency: { kind: 'lagging', reads, by, amount } } });
  };

  test('by a number of reads, each write for itself', () => {
    const client = lagging({ amount: 2 });
    client.put('a', scheduled());
    expect(names(client)).toEqual([]);
    client.put('b', scheduled());
    expect(names(client)).toEqual([]);
    expect(names(client)).toEqual(['a']);
    client.delete('a');
    expect(names(client)).toEqual(['a', 'b']);
    expect(names(client)).toEqual(['a', 'b']);
    expect(names(client)).toEqual(['b']);
    expect(names(client)).toEqual(['b']);
  });

  test('by seconds', () => {
    const client = lagging({ by: 'seconds', amount: 30 });
    client.put('a', scheduled());
    client.advance(29);
    client.put('b', scheduled());
    expect(names(client)).toEqual([]);
    client.advance(1);
    expect(names(client)).toEqual(['a']);
    client.advance(29);
    expect(names(client)).toEqual(['a', 'b']);
  });

  test('only lists, unless all reads are to lag', () => {
    const lists = lagging({ amount: 1 });
    lists.put('a', scheduled());
    expect(lists.get('a').status).toBe(200);
    const all = lagging({ amount: 1, reads: 'all' });
    all.put('a', scheduled());
    expect([all.get('a').status, all.get('a').status]).toEqual([404, 200]);
  });

  test('each page of a list is one read, and metadata lags with the rules of its workspace', () => {
    const client = lagging({ amount: 2, pageSize: 1 });
    for (const id of ['a', 'b', 'c']) client.put(id, scheduled());
    expect([names(client), names(client)]).toEqual([[], []]);
    const first = client.list();
    client.delete('b');
    const second = client.sendTo('GET', first.body.nextLink);
    expect(second.body.value[0].name).toBe('b');
    client.send('PUT', 'metadata/mark', { body: mark });
    expect(client.list('metadata').body.value).toEqual([]);
  });

  test('writes and their conditions do not lag', () => {
    const client = lagging({ amount: 5, reads: 'all' });
    const { etag } = client.put('a', scheduled()).body;
    expect(client.put('a', { ...scheduled(), etag }).status).toBe(200);
    expect(client.put('a', { ...scheduled(), etag }).status).toBe(409);
    expect(client.delete('a').status).toBe(200);
    expect(client.put('a', scheduled()).status).toBe(409);
  });

  test('another workspace is another matter', () => {
    const client = lagging({ amount: 1 });
    client.put('a', scheduled());
    const other = `http://127.0.0.1:7080${WORKSPACE}2/providers/Microsoft.SecurityInsights/alertRules?api-version=2025-09-01`;
    client.sendTo('GET', other);
    expect([names(client), names(client)]).toEqual([[], ['a']]);
  });
});

test('C1 whatever happens, a list that lags is a state that was, and never goes back', () => {
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.record({ put: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 1, arbitrary: fc.record({ delete: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 3, arbitrary: fc.constant('list' as const) },
    { weight: 1, arbitrary: fc.record({ wait: fc.nat(20) }) },
  );
  const consistency = fc.record({
    kind: fc.constant('lagging' as const),
    reads: fc.constantFrom('lists' as const, 'all' as const),
    by: fc.constantFrom('reads' as const, 'seconds' as const),
    amount: fc.nat(6),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), consistency, (acts, lag) => {
      const client = pureClient({ settings: { consistency: lag, tombstoneSeconds: 0 } });
      const stored = (): string =>
        Object.values(client.state().workspaces[WORKSPACE.toLowerCase()]?.collections.alertRules ?? {})
          .map(({ name, etag }) => `${name} ${etag}`)
          .toSorted()
          .join();
      const were = [stored()];
      const strange: string[] = [];
      let seen = 0;
      for (const one of acts) {
        if (one === 'list') {
          const listed = (client.list().body.value as { name: string; etag: string }[])
            .map(({ name, etag }) => `${name} ${etag}`)
            .toSorted()
            .join();
          const at = were.indexOf(listed, seen);
          if (at === -1) strange.push(listed);
          else seen = at;
        } else if ('put' in one) client.put(one.put, scheduled());
        else if ('delete' in one) client.delete(one.delete);
        else client.advance(one.wait);
        if (were.at(-1) !== stored()) were.push(stored());
      }
      expect(strange).toEqual([]);
      client.advance(10);
      for (let index = 0; index <= 6; index += 1) client.list();
      expect((client.list().body.value as unknown[]).length).toBe(stored() === '' ? 0 : stored().split(',').length);
    }),
    { numRuns: 200 },
  );
});

describe('C2 resource locks', () => {
  const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/SOC`;
  const rule = `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/rule`;

  test.each([
    ['ReadOnly', group, { read: 200, put: 409, mark: 409, delete: 409 }],
    ['CanNotDelete', group, { read: 200, put: 201, mark: 201, delete: 409 }],
    ['ReadOnly', `/subscriptions/${SUBSCRIPTION}`, { read: 200, put: 409, mark: 409, delete: 409 }],
    ['ReadOnly', rule, { read: 200, put: 409, mark: 201, delete: 409 }],
    ['CanNotDelete', `${WORKSPACE}/`, { read: 200, put: 201, mark: 201, delete: 409 }],
    ['ReadOnly', `${WORKSPACE}2`, { read: 200, put: 201, mark: 201, delete: 200 }],
    ['ReadOnly', `${group}2`, { read: 200, put: 201, mark: 201, delete: 200 }],
  ] as const)('%s on %s', (level, scope, statuses) => {
    const client = pureClient({ settings: { locks: [{ scope, level }] } });
    const put = client.put('rule', scheduled());
    expect({
      read: client.list().status,
      put: put.status,
      mark: client.send('PUT', 'metadata/mark', { body: mark }).status,
      delete: client.delete('rule').status,
    }).toEqual(statuses);
  });

  test('the refusal names both scopes, and nothing happened', () => {
    const locks = [
      { scope: group, level: 'CanNotDelete' },
      { scope: WORKSPACE, level: 'ReadOnly' },
    ] as const;
    const client = pureClient({ settings: { locks } });
    const put = client.put('rule', scheduled());
    expect(put.body.error).toEqual({
      code: 'ScopeLocked',
      message: `The scope '${rule}' cannot perform write operation because following scope(s) are locked: '${WORKSPACE}'. Please remove the lock and try again.`,
    });
    expect(put.outcome.changes).toEqual([]);
    expect(client.delete('rule').body.error.message).toContain(`locked: '${group}','${WORKSPACE}'.`);
  });
});
