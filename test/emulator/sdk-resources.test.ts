import { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import { SecurityInsights } from '@azure/arm-securityinsight';
import { LogsQueryClient } from '@azure/monitor-query-logs';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';
import { SUBSCRIPTION } from './pure-client';

const AT = ['soc', 'sentinel'] as const;
const BEARER = { name: 'bearerTokenAuthenticationPolicy' };
const nobody = { getToken: async () => null };

let emulator: RunningEmulator;

const options = () => ({ endpoint: emulator.url, allowInsecureConnection: true });

function sentinel(apiVersion?: string): SecurityInsights {
  const version = apiVersion === undefined ? {} : { apiVersion };
  const client = new SecurityInsights(nobody, SUBSCRIPTION, { ...options(), ...version });
  client.pipeline.removePolicy(BEARER);
  return client;
}

function insights(): OperationalInsightsManagementClient {
  const client = new OperationalInsightsManagementClient(nobody, SUBSCRIPTION, options());
  client.pipeline.removePolicy(BEARER);
  return client;
}

beforeEach(async () => {
  emulator = await startEmulator({ settings: { pageSize: 2 }, control: 'http' });
});

afterEach(async () => emulator.close());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const LIST = {
  displayName: 'VIPs',
  provider: 'Microsoft',
  source: 'vips.csv',
  sourceType: 'Local',
  itemsSearchKey: 'User',
};
const ID = '0f1e2d3c-0000-4000-8000-000000000001';

test('B1 B5 B12 watchlists and their items through the official client', async () => {
  const { watchlists, watchlistItems } = sentinel('2025-07-01-preview');
  const created = await watchlists.createOrUpdate(...AT, 'vips', { ...LIST, rawContent: 'User,Why\na,1\nb,2\nc,3\n' });
  expect(created).toMatchObject({ ...LIST, watchlistAlias: 'vips', azureAsyncOperation: expect.any(String) as string });
  expect(await collect(watchlists.list(...AT))).toHaveLength(1);
  expect(await watchlists.get(...AT, 'vips')).toMatchObject(LIST);
  const items = await collect(watchlistItems.list(...AT, 'vips'));
  expect(new Set(items.map(({ itemsKeyValue }) => itemsKeyValue?.['User']))).toEqual(new Set(['a', 'b', 'c']));
  await watchlistItems.createOrUpdate(...AT, 'vips', ID, { itemsKeyValue: { User: 'd', Why: '4' } });
  expect(await watchlistItems.get(...AT, 'vips', ID)).toMatchObject({ itemsKeyValue: { User: 'd', Why: '4' } });
  await watchlistItems.delete(...AT, 'vips', ID);
  await watchlistItems.delete(...AT, 'vips', ID);
  expect(await collect(watchlistItems.list(...AT, 'vips'))).toHaveLength(3);
});

test('B8 the client takes 200 and 204 of a deletion, and throws on 202', async () => {
  const [old, late] = [sentinel(), sentinel('2025-07-01-preview')];
  await old.watchlists.createOrUpdate(...AT, 'vips', LIST);
  await old.watchlists.delete(...AT, 'vips');
  await old.watchlists.delete(...AT, 'vips');
  await late.watchlists.createOrUpdate(...AT, 'vips', LIST);
  await expect(late.watchlists.delete(...AT, 'vips')).rejects.toMatchObject({ statusCode: 202 });
  await expect(late.watchlists.get(...AT, 'vips')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
});

test('S1 S2 saved searches', async () => {
  const { savedSearches } = insights();
  const search = {
    category: 'x',
    displayName: 'x',
    query: 'SigninLogs',
    functionAlias: 'Recent',
    functionParameters: 'n:long',
  };
  const made = await savedSearches.createOrUpdate(...AT, 'recent', search);
  expect(made).toMatchObject(search);
  await expect(savedSearches.createOrUpdate(...AT, 'recent', search)).rejects.toMatchObject({ statusCode: 409 });
  await savedSearches.createOrUpdate(...AT, 'recent', { ...search, etag: '*', query: 'T' });
  expect((await savedSearches.listByWorkspace(...AT)).value?.map(({ query }) => query)).toEqual(['T']);
  await savedSearches.delete(...AT, 'recent');
  await expect(savedSearches.get(...AT, 'recent')).rejects.toMatchObject({ statusCode: 404 });
});

test('Q1 A15 tables and the workspace', async () => {
  const { tables, workspaces } = insights();
  expect((await collect(tables.listByWorkspace(...AT))).map(({ name, plan }) => [name, plan])).toContainEqual([
    'SigninLogs',
    'Analytics',
  ]);
  expect((await tables.get(...AT, 'ContosoBadge_CL')).schema?.columns).toContainEqual({
    name: 'Granted',
    type: 'boolean',
  });
  expect((await workspaces.get(...AT)).customerId).toMatch(/^[0-9a-f-]{36}$/);
});

test('Q2 Q3 H4 rows that were put there by another process, through the official query client', async () => {
  const { customerId = '' } = await insights().workspaces.get(...AT);
  const SentinelHealth = {
    columns: { TimeGenerated: 'datetime', Status: 'string', ExtendedProperties: 'dynamic' },
    rows: [{ TimeGenerated: new Date().toISOString(), Status: 'Failure', ExtendedProperties: { RuleId: 'a' } }],
  };
  const body = JSON.stringify({ workspace: customerId, tables: { SentinelHealth } });
  expect((await fetch(`${emulator.url}/_emulator/rows`, { method: 'PUT', body })).status).toBe(200);
  const client = new LogsQueryClient(nobody, { endpoint: `${emulator.url}/v1`, allowInsecureConnection: true });
  client['_client'].pipeline.removePolicy(BEARER);
  const answer = await client.queryWorkspace(customerId, 'SentinelHealth | project Status, ExtendedProperties', {
    duration: 'P1D',
  });
  expect(answer).toMatchObject({ status: 'Success', tables: [{ rows: [['Failure', { RuleId: 'a' }]] }] });
  await expect(client.queryWorkspace(customerId, 'NoTable', { duration: 'P1D' })).rejects.toMatchObject({
    statusCode: 400,
    code: 'BadArgumentError',
  });
});
