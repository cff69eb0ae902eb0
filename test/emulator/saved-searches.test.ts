import { catalogOf } from '../../src/kql';
import { kqlValidator } from '../../src/emulator';
import { scheduled } from './bodies';
import { ORIGIN, pureClient, WORKSPACE } from './pure-client';
import type { PureClient } from './pure-client';

const search = (properties: object = {}) => ({
  properties: { category: 'Detections', displayName: 'Recent', query: 'SigninLogs | take n', ...properties },
});
const send = (client: PureClient, method: string, name: string, body?: unknown, apiVersion = '2020-08-01') =>
  client.sendTo(
    method,
    `${ORIGIN}${WORKSPACE}/savedSearches${name}?api-version=${apiVersion}`,
    body === undefined ? {} : { body },
  );

test('S1 S2 one is made, told, changed and taken away', () => {
  const client = pureClient();
  const created = send(client, 'PUT', '/Recent', search());
  expect(created).toMatchObject({
    status: 200,
    body: {
      name: 'Recent',
      id: `${WORKSPACE}/savedSearches/Recent`,
      properties: { ...search().properties, version: 2 },
    },
  });
  expect(created.body.etag).toMatch(/^W\/"datetime'.*'"$/);
  expect(send(client, 'GET', '').body).toEqual({ value: [created.body] });
  expect(send(client, 'PUT', '/recent', search())).toMatchObject({
    status: 409,
    body: { error: { code: 'Conflict', message: expect.stringContaining('Newer data exists') as string } },
  });
  expect(send(client, 'PUT', '/recent', { ...search(), etag: '*' }).status).toBe(200);
  expect(send(client, 'PUT', '/recent', { ...search(), etag: created.body.etag }).status).toBe(409);
  const { etag } = send(client, 'GET', '/Recent').body;
  expect(send(client, 'PUT', '/recent', { ...search({ query: 'T' }), etag }).status).toBe(200);
  expect(send(client, 'DELETE', '/Recent').status).toBe(200);
  expect(send(client, 'DELETE', '/Recent').status).toBe(404);
  expect(send(client, 'GET', '/Recent').status).toBe(404);
});

test('S1 a list has no pages', () => {
  const client = pureClient({ settings: { pageSize: 1 } });
  for (const name of ['a', 'b', 'c']) send(client, 'PUT', `/${name}`, search());
  expect(send(client, 'GET', '').body.value).toHaveLength(3);
});

test.each([
  [{ category: null }, 400],
  [{ query: null }, 400],
  [{ version: 3 }, 400],
  [{ functionAlias: 'Recent', functionParameters: 'n:long = 5' }, 200],
  [{ functionAlias: '_Recent' }, 400],
  [{ functionAlias: 'Not one word' }, 400],
])('S3 %j answers %i', (properties, status) => {
  expect(send(pureClient(), 'PUT', '/x', search(properties)).status).toBe(status);
});

test('S4 aliases and queries, both ways', () => {
  const named = search({ functionAlias: 'Recent' });
  const free = pureClient();
  expect([send(free, 'PUT', '/a', named), send(free, 'PUT', '/b', named)].map(({ status }) => status)).toEqual([
    200, 200,
  ]);
  const strict = pureClient({
    settings: { savedSearches: { aliases: 'unique', queries: 'checked' } },
    validateQuery: kqlValidator(catalogOf({})),
  });
  expect([send(strict, 'PUT', '/a', named), send(strict, 'PUT', '/b', named)].map(({ status }) => status)).toEqual([
    200, 400,
  ]);
  expect(send(strict, 'PUT', '/c', search({ query: 'T | where (' })).status).toBe(400);
  expect(send(free, 'PUT', '/c', search({ query: 'T | where (' })).status).toBe(200);
});

describe('K5 a rule may name what the workspace holds', () => {
  const tables = [{ name: 'SigninLogs', columns: [{ name: 'User', type: 'string' as const }] }];
  const client = (absent: 'empty' | 'refused') =>
    pureClient({ settings: { watchlists: { absent } }, validateQuery: kqlValidator(catalogOf({ tables })) });
  const rule = (query: string) => scheduled({ query });
  const USES_FUNCTION = 'Recent(3) | where isnotempty(User)';
  const USES_LIST = "SigninLogs | where User in ((_GetWatchlist('vips') | project Person))";

  test('a function', () => {
    const one = client('refused');
    expect(one.put('r', rule(USES_FUNCTION)).status).toBe(400);
    send(one, 'PUT', '/x', search({ functionAlias: 'Recent', functionParameters: 'n:long' }));
    expect(one.put('r', rule(USES_FUNCTION)).status).toBe(201);
    send(one, 'DELETE', '/x');
    expect(one.put('r', rule(USES_FUNCTION)).status).toBe(400);
  });

  test.each(['empty', 'refused'] as const)('a watchlist, %s while it is absent', (absent) => {
    const one = client(absent);
    const plain = "SigninLogs | join kind=leftouter (_GetWatchlist('vips')) on $left.User == $right.SearchKey";
    expect(one.put('plain', rule(plain)).status).toBe(absent === 'empty' ? 201 : 400);
    expect(one.put('r', rule(USES_LIST)).status).toBe(400);
    const properties = {
      displayName: 'x',
      provider: 'Microsoft',
      itemsSearchKey: 'Person',
      rawContent: 'Person\nanna',
    };
    one.send('PUT', 'watchlists/VIPs', { body: { properties } });
    expect(one.put('r', rule(USES_LIST)).status).toBe(201);
  });
});
