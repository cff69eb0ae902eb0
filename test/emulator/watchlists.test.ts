import { pureClient, WORKSPACE } from './pure-client';
import type { PureClient } from './pure-client';

const watchlist = (properties: object = {}) => ({
  properties: { displayName: 'Very important people', provider: 'Microsoft', itemsSearchKey: 'User', ...properties },
});
const CSV = 'User,Why\r\nanna,"board, ""chair"""\r\nbert,finance\r\n';
const filled = (rawContent = CSV, more: object = {}) => watchlist({ rawContent, contentType: 'text/csv', ...more });

const put = (client: PureClient, body: object = filled(), alias = 'vips') =>
  client.send('PUT', `watchlists/${alias}`, { body });
const rows = (client: PureClient, alias = 'vips'): readonly unknown[] =>
  client
    .list(`watchlists/${alias}/watchlistItems`)
    .body.value.map((item: { properties: { itemsKeyValue: unknown } }) => item.properties.itemsKeyValue);
const people = (client: PureClient): readonly unknown[] =>
  (rows(client) as readonly { User: string }[]).map(({ User }) => User).toSorted();

test('B1 B4 B5 a watchlist with its rows', () => {
  const client = pureClient();
  const created = put(client);
  expect(created.status).toBe(201);
  expect(created.headers['azure-asyncoperation']).toContain('/watchlists/vips/watchlistStatuses/');
  expect(created.body).toMatchObject({
    id: `${WORKSPACE}/providers/Microsoft.SecurityInsights/watchlists/vips`,
    name: 'vips',
    type: 'Microsoft.SecurityInsights/Watchlists',
    properties: { ...watchlist().properties, watchlistAlias: 'vips', provisioningState: 'Succeeded', isDeleted: false },
  });
  for (const hidden of ['rawContent', 'contentType', 'numberOfLinesToSkip']) {
    expect(created.body.properties).not.toHaveProperty(hidden);
  }
  expect(client.send('GET', 'watchlists/VIPS').body).toEqual(created.body);
  expect(client.list('watchlists').body).toEqual({ value: [created.body] });
  expect(rows(client)).toEqual(
    expect.arrayContaining([
      { User: 'anna', Why: 'board, "chair"' },
      { User: 'bert', Why: 'finance' },
    ]),
  );
  expect(put(client, watchlist({ description: 'x' })).status).toBe(200);
  expect(rows(client)).toHaveLength(2);
});

test('B4 a watchlist without rows', () => {
  const client = pureClient();
  expect(put(client, watchlist()).status).toBe(201);
  expect(rows(client)).toEqual([]);
});

test('B5 rows are added, duplicates go, none is taken away', () => {
  const client = pureClient();
  put(client);
  put(client, filled('User,Why\nbert,finance\ncleo,it\ncleo,it\n'));
  expect(people(client)).toEqual(['anna', 'bert', 'cleo']);
});

test('B5 tabs, lines before the header, a mark of the byte order', () => {
  const client = pureClient();
  const more = { contentType: 'text/tsv', numberOfLinesToSkip: 1 };
  put(client, filled('\uFEFFmade by hand\nUser\tWhy\nanna\tboard, of course', more));
  expect(rows(client)).toEqual([{ User: 'anna', Why: 'board, of course' }]);
});

test('B5 a file that is ignored', () => {
  const client = pureClient({ settings: { watchlists: { rawContent: 'ignored' } } });
  expect(put(client).status).toBe(201);
  expect(rows(client)).toEqual([]);
});

describe('B2 B6 what is refused', () => {
  test.each([
    [watchlist({ displayName: null }), 'displayName'],
    [watchlist({ itemsSearchKey: null }), 'itemsSearchKey'],
    [watchlist({ sourceType: 'Local file' }), 'SourceType'],
    [filled('User,Why\n'), 'no watchlist items found'],
    [filled('Person,Why\nanna,x\n'), 'is not a column'],
    [filled('User,Why\n  ,x\n'), 'no value'],
    [filled(`User\n${'anna\n'.repeat(800_000)}`), '3.8 MB'],
  ] as const)('%#', (body, message) => {
    const { status, body: answer } = put(pureClient(), body);
    expect([status, answer.error.code]).toEqual([400, 'BadRequest']);
    expect(answer.error.message).toContain(message);
  });
});

test('B2 the provider, if it matters', () => {
  const other = watchlist({ provider: 'Contoso' });
  expect(put(pureClient(), other).status).toBe(201);
  expect(put(pureClient({ settings: { watchlists: { providers: 'Microsoft' } } }), other).status).toBe(400);
});

test.each([
  ['vip', 201],
  ['a b-c_d', 201],
  ['vi', 400],
  ['_vips', 400],
  ['vips-', 400],
  ['x'.repeat(64), 201],
  ['x'.repeat(65), 400],
])('B3 the alias %s answers %i', (alias, status) => {
  expect(put(pureClient(), watchlist(), encodeURIComponent(alias)).status).toBe(status);
});

test('B7 the search key stays', () => {
  const client = pureClient();
  put(client);
  expect(put(client, watchlist({ itemsSearchKey: 'Why' })).status).toBe(400);
});

test.each([
  ['2023-12-01-preview', 200],
  ['2022-09-01-preview', 200],
  ['2024-04-01-preview', 202],
  ['2025-07-01-preview', 202],
  ['2025-09-01', 202],
])('B8 a deletion by %s answers %i', (apiVersion, status) => {
  const client = pureClient();
  put(client);
  const deleted = client.send('DELETE', 'watchlists/vips', { apiVersion });
  expect(deleted.status).toBe(status);
  expect(deleted.headers['azure-asyncoperation']).toContain('watchlistStatuses');
  expect(deleted.headers['location'] !== undefined).toBe(status === 202);
  expect(client.send('DELETE', 'watchlists/vips', { apiVersion }).status).toBe(204);
  expect(client.list('watchlists/vips/watchlistItems').status).toBe(404);
  put(client, watchlist());
  expect(rows(client)).toEqual([]);
});

test('B9 B10 a deletion that takes a while', () => {
  const client = pureClient({ settings: { watchlists: { deletionSeconds: 100 } } });
  put(client);
  const url = client.send('DELETE', 'watchlists/vips').headers['azure-asyncoperation'] ?? '';
  const status = () => {
    const { body } = client.sendTo('GET', url);
    return [body.status, body.percentComplete];
  };
  expect(status()).toEqual(['Deleting', 0]);
  client.advance(50);
  expect(status()).toEqual(['Deleting', 50]);
  expect(client.send('GET', 'watchlists/vips').body.properties.provisioningState).toBe('Deleting');
  expect(client.list('watchlists').body.value).toHaveLength(1);
  expect(put(client)).toMatchObject({ status: 409, body: { error: { code: 'Conflict' } } });
  expect(client.send('DELETE', 'watchlists/vips').status).toBe(409);
  client.advance(50);
  expect(status()).toEqual(['Succeeded', 100]);
  expect(client.send('GET', 'watchlists/vips').status).toBe(404);
  expect(client.list('watchlists').body.value).toEqual([]);
  expect(put(client).status).toBe(201);
});

test('B9 B10 the other ways', () => {
  const settings = {
    watchlists: { deletionSeconds: 100, deletionStatus: 'stuck', whileDeleting: 'gone', reuse: 'allowed' },
  } as const;
  const client = pureClient({ settings });
  put(client);
  const url = client.send('DELETE', 'watchlists/vips').headers['azure-asyncoperation'] ?? '';
  expect(client.send('GET', 'watchlists/vips').status).toBe(404);
  expect(put(client).status).toBe(201);
  client.advance(1000);
  expect(client.sendTo('GET', url).body).toMatchObject({ status: 'Deleting', percentComplete: 100 });
  expect(client.list('watchlists').body.value).toHaveLength(1);
});

test('B9 B11 an upload that takes a while', () => {
  const client = pureClient({ settings: { watchlists: { uploadSeconds: 10 } } });
  const url = put(client).headers['azure-asyncoperation'] ?? '';
  expect(client.sendTo('GET', url).body.status).toBe('InProgress');
  expect(client.send('GET', 'watchlists/vips').body.properties.uploadStatus).toBe('InProgress');
  expect(rows(client)).toEqual([]);
  expect(client.send('DELETE', 'watchlists/vips').status).toBe(409);
  client.advance(10);
  expect(client.sendTo('GET', url).body.status).toBe('Succeeded');
  expect(rows(client)).toHaveLength(2);
  expect(client.send('DELETE', 'watchlists/vips').status).toBe(202);
});

test('B12 rows one by one', () => {
  const client = pureClient();
  put(client);
  const path = 'watchlists/vips/watchlistItems/0f1e2d3c-0000-4000-8000-000000000001';
  const row = (values: object) => ({ body: { properties: { itemsKeyValue: values } } });
  const created = client.send('PUT', path, row({ User: 'cleo', Why: 'it' }));
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    name: '0f1e2d3c-0000-4000-8000-000000000001',
    type: 'Microsoft.SecurityInsights/Watchlists/WatchlistItems',
    properties: { itemsKeyValue: { User: 'cleo', Why: 'it' }, watchlistItemType: 'watchlist-item' },
  });
  expect(client.send('GET', path).body).toEqual(created.body);
  expect(client.send('PUT', path, row({ User: 'cleo', Why: 'legal' })).status).toBe(200);
  expect(client.send('PUT', path, row({ Why: 'nobody' })).status).toBe(400);
  expect(people(client)).toEqual(['anna', 'bert', 'cleo']);
  expect(client.send('DELETE', path).status).toBe(200);
  expect(client.send('DELETE', path).status).toBe(204);
  expect(client.send('GET', path).status).toBe(404);
  expect(people(client)).toEqual(['anna', 'bert']);
  expect(client.send('PUT', 'watchlists/none/watchlistItems/x', row({ User: 'x' })).status).toBe(404);
});

test('B13 etags as for rules', () => {
  const client = pureClient();
  const { etag } = put(client).body;
  put(client, watchlist({ description: 'other' }));
  expect(put(client, { ...watchlist(), etag }).status).toBe(409);
  expect(client.send('DELETE', 'watchlists/vips', { headers: { 'if-match': etag } }).status).toBe(412);
});

test('B1 items come in pages', () => {
  const client = pureClient({ settings: { pageSize: 2 } });
  put(client, filled('User\na\nb\nc\nd\ne\n'));
  let page = client.list('watchlists/vips/watchlistItems');
  let count = page.body.value.length;
  while (page.body.nextLink !== undefined) {
    page = client.sendTo('GET', page.body.nextLink);
    count += page.body.value.length;
  }
  expect(count).toBe(5);
});
