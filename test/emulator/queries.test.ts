import { catalogOf } from '../../src/kql';
import { parseRows } from '../../src/emulator';
import type { SeededRows } from '../../src/emulator';
import { scheduled } from './bodies';
import { ORIGIN, pureClient, START, WORKSPACE } from './pure-client';
import type { PureClient } from './pure-client';

const ID = (client: PureClient): string =>
  client.sendTo('GET', `${ORIGIN}${WORKSPACE}?api-version=2022-10-01`).body.properties.customerId as string;
const HEALTH: SeededRows[string] = {
  SentinelHealth: {
    columns: { TimeGenerated: 'datetime', Status: 'string', ExtendedProperties: 'dynamic', Runs: 'long' },
    rows: [
      { TimeGenerated: '2026-01-10T11:00:00Z', Status: 'Failure', ExtendedProperties: { RuleId: 'a' }, Runs: 2 },
      { TimeGenerated: '2026-01-01T11:00:00Z', Status: 'Success', ExtendedProperties: { RuleId: 'b' }, Runs: 3 },
    ],
  },
};
const ask = (client: PureClient, query: string, more: object = {}) =>
  client.sendTo('POST', `${ORIGIN}/v1/workspaces/${ID(client)}/query`, { body: { query, ...more } });
const seeded = (): PureClient => {
  const client = pureClient();
  client.set({ rows: { [ID(client).toLowerCase()]: HEALTH } });
  return client;
};

test('Q2 rows, columns and a dynamic value', () => {
  const { status, body } = ask(seeded(), 'SentinelHealth | where Status == "Failure" | project-away Status');
  expect(status).toBe(200);
  expect(body).toEqual({
    tables: [
      {
        name: 'PrimaryResult',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'ExtendedProperties', type: 'dynamic' },
          { name: 'Runs', type: 'long' },
        ],
        rows: [[expect.stringContaining('2026-01-10T11:00:00'), '{"RuleId":"a"}', 2]],
      },
    ],
  });
});

test.each([
  ['P1D', 1],
  ['P30D', 2],
  ['2026-01-01T00:00:00Z/2026-01-02T00:00:00Z', 1],
  ['2026-01-01T00:00:00Z/P30D', 2],
  ['P1D/2026-01-02T00:00:00Z', 1],
])('Q2 the timespan %s shows %i rows', (timespan, count) => {
  const { body } = ask(seeded(), 'SentinelHealth | count', { timespan });
  expect(body.tables[0].rows).toEqual([[count]]);
  expect(new Date(START).getUTCFullYear()).toBe(2026);
});

test('Q2 the workspace’s own watchlists and functions; a table without rows is empty', () => {
  const client = seeded();
  const properties = {
    displayName: 'x',
    provider: 'Microsoft',
    itemsSearchKey: 'P',
    rawContent: 'P,Q\nanna,1\nbert,2',
  };
  client.send('PUT', 'watchlists/vips', { body: { properties } });
  const body = {
    properties: {
      category: 'x',
      displayName: 'x',
      functionAlias: 'Bad',
      functionParameters: 's:string',
      query: 'SentinelHealth | where Status == s',
    },
  };
  client.sendTo('PUT', `${ORIGIN}${WORKSPACE}/savedSearches/x?api-version=2020-08-01`, { body });
  const people = ask(
    client,
    "_GetWatchlist('vips') | where SearchKey == 'bert' | project Q, tostring(WatchlistItem.P)",
  );
  expect(people.body.tables[0].rows).toEqual([['2', 'bert']]);
  expect(ask(client, "Bad('Failure') | count").body.tables[0].rows).toEqual([[1]]);
  expect(ask(client, 'SigninLogs').body.tables[0].rows).toEqual([]);
});

test.each([
  ['SentinelHealth | where (', 'SyntaxError'],
  ['NoTable | count', 'SemanticError'],
])('Q3 %s answers %s', (query, code) => {
  expect(ask(seeded(), query)).toMatchObject({
    status: 400,
    body: { error: { code: 'BadArgumentError', innererror: { code } } },
  });
});

test('Q3 an unknown workspace, an unreadable timespan, no question', () => {
  const client = pureClient({ settings: { directory: { kind: 'declared', subscriptions: [] } } });
  const url = `${ORIGIN}/v1/workspaces/11111111-2222-4333-8444-555555555555/query`;
  expect(client.sendTo('POST', url, { body: { query: 'x' } })).toMatchObject({
    status: 404,
    body: { error: { code: 'PathNotFoundError' } },
  });
  expect(ask(seeded(), 'SentinelHealth', { timespan: 'tomorrow' }).status).toBe(400);
  expect(seeded().sendTo('POST', `${ORIGIN}/v1/workspaces/x/query`)).toMatchObject({ status: 200, body: undefined });
});

describe('Q1 tables', () => {
  const table = (client: PureClient, method: string, path: string, body?: unknown) =>
    client.sendTo(
      method,
      `${ORIGIN}${WORKSPACE}/tables${path}?api-version=2022-10-01`,
      body === undefined ? {} : { body },
    );
  const catalog = catalogOf({
    tables: [
      {
        name: 'SecurityEvent',
        columns: [
          { name: 'TimeGenerated', type: 'datetime' },
          { name: 'Ok', type: 'bool' },
        ],
      },
    ],
  });

  test('of a catalog, with their plan and types', () => {
    const client = pureClient({ catalog });
    expect(table(client, 'GET', '').body.value.map(({ name }: { name: string }) => name)).toEqual(['SecurityEvent']);
    const event = table(client, 'GET', '/securityevent');
    expect(event.body).toMatchObject({
      id: `${WORKSPACE}/tables/SecurityEvent`,
      properties: {
        plan: 'Analytics',
        provisioningState: 'Succeeded',
        schema: {
          tableType: 'Microsoft',
          standardColumns: [
            { name: 'TimeGenerated', type: 'dateTime' },
            { name: 'Ok', type: 'boolean' },
          ],
        },
      },
    });
    expect(table(client, 'GET', '/NoTable').status).toBe(404);
  });

  test('the samples without one; a plan changes, a table is made and can be asked', () => {
    const client = pureClient();
    expect(table(client, 'GET', '').body.value).toHaveLength(3);
    expect(table(client, 'PATCH', '/SigninLogs', { properties: { plan: 'Basic' } }).status).toBe(200);
    expect(table(client, 'GET', '/SigninLogs').body.properties).toMatchObject({
      plan: 'Basic',
      schema: { standardColumns: expect.arrayContaining([]) as unknown[] },
    });
    const columns = [{ name: 'TimeGenerated', type: 'dateTime' }];
    table(client, 'PUT', '/Mine_CL', { properties: { schema: { name: 'Mine_CL', columns } } });
    expect(table(client, 'GET', '').body.value).toHaveLength(4);
    expect(ask(client, 'Mine_CL | project TimeGenerated').body.tables[0].rows).toEqual([]);
    expect(table(client, 'PUT', '/x', { properties: {} }).status).toBe(400);
  });
});

test.each([
  [undefined, 'must be an object'],
  [{ T: { columns: { a: 'text' }, rows: [] } }, 'T.a has the type'],
  [{ T: { columns: {}, rows: [1] } }, 'rows of T'],
])('rows that cannot be read: %j', (value, words) => {
  expect(parseRows(value as never)).toContain(words);
});

test('Q4 rules that run are recorded, one that was switched off says so, and before that there is no table', () => {
  const client = pureClient();
  const query = 'SentinelHealth | summarize Runs = count() by SentinelResourceName, Status | order by Status asc';
  expect(client.put('a', scheduled({ displayName: 'Runs', queryFrequency: 'PT1H', queryPeriod: 'PT1H' })).status).toBe(
    201,
  );
  client.put('b', scheduled({ displayName: 'AUTO DISABLED Other', enabled: false }));
  client.put('c', scheduled({ displayName: 'Off', enabled: false }));
  client.delete('b');
  expect(ask(client, query)).toMatchObject({ status: 400, body: { error: { innererror: { code: 'SemanticError' } } } });
  client.put('d', scheduled({ displayName: 'AUTO DISABLED Third', enabled: false }));
  client.advance(3 * 3600 + 400);
  expect(ask(client, query).body.tables[0].rows).toEqual([
    ['AUTO DISABLED Third', 'Failure', 1],
    ['Runs', 'Success', 3],
  ]);
  client.advance(10 * 86_400);
  expect(ask(client, 'SentinelHealth | where Status == "Success" | count').body.tables[0].rows).toEqual([[24]]);
});
