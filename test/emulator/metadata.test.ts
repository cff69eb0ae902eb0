import { scheduled } from './bodies';
import { pureClient, WORKSPACE } from './pure-client';

const RULE = `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/rule`;
const mark = (properties: object = {}) => ({
  properties: {
    parentId: RULE,
    kind: 'AnalyticsRule',
    contentId: 'rule',
    version: '1.2.0',
    source: { kind: 'SourceRepository', name: 'detections', sourceId: 'https://example.org/detections' },
    author: { name: 'SOC', email: 'soc@example.org', link: 'https://example.org' },
    support: { tier: 'Community', name: 'SOC' },
    categories: { domains: ['Security'], verticals: [] },
    dependencies: { operator: 'AND', criteria: [{ kind: 'DataType', contentId: 'SecurityEvent' }] },
    providers: ['x'],
    firstPublishDate: '2026-01-01',
    customVersion: 'a1b2',
    ...properties,
  },
});

const put = (client: ReturnType<typeof pureClient>, name: string, body: unknown) =>
  client.send('PUT', `metadata/${name}`, { body });

test('M1 all properties come back; 201, 200, 200, 204', () => {
  const client = pureClient();
  const created = put(client, 'analyticsrule-rule', mark());
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    ...mark(),
    id: `${WORKSPACE}/providers/Microsoft.SecurityInsights/metadata/analyticsrule-rule`,
    name: 'analyticsrule-rule',
    type: 'Microsoft.SecurityInsights/metadata',
    etag: expect.any(String) as string,
  });
  expect(client.send('GET', 'metadata/ANALYTICSRULE-rule').body).toEqual(created.body);
  expect(client.list('metadata').body.value).toEqual([created.body]);
  expect(put(client, 'analyticsrule-rule', mark()).status).toBe(200);
  expect(client.send('DELETE', 'metadata/analyticsrule-rule').status).toBe(200);
  expect(client.send('DELETE', 'metadata/analyticsrule-rule').status).toBe(204);
  expect(client.send('GET', 'metadata/analyticsrule-rule').status).toBe(404);
  expect(put(client, 'analyticsrule-rule', mark()).status).toBe(201);
});

test('M1 etags as for rules', () => {
  const client = pureClient();
  const { etag } = put(client, 'm', mark()).body;
  put(client, 'm', mark());
  expect(put(client, 'm', { ...mark(), etag }).status).toBe(409);
  expect(client.send('DELETE', 'metadata/m', { headers: { 'if-match': etag } }).status).toBe(412);
});

test.each([
  [{ parentId: null }, "Required property 'parentId'"],
  [{ kind: null }, "Required property 'kind'"],
  [{ source: { name: 'x' } }, "Required property 'kind'"],
  [{ source: { kind: 'Git' } }, 'SourceKind'],
  [{ support: { tier: 'Gold' } }, 'SupportTier'],
  [{ flavour: 'x' }, "Could not find member 'flavour'"],
])('M1 %j is refused', (properties, message) => {
  expect(put(pureClient(), 'm', mark(properties)).body.error.message).toContain(message);
});

test('M2 a parent id begins with a slash', () => {
  expect(put(pureClient(), 'm', mark({ parentId: RULE.slice(1) }))).toMatchObject({
    status: 400,
    body: { error: { code: 'BadRequest' } },
  });
});

test('M3 PATCH keeps what it does not name', () => {
  const client = pureClient();
  put(client, 'm', mark());
  const patched = client.send('PATCH', 'metadata/m', { body: { properties: { version: '2.0.0' } } });
  expect(patched).toMatchObject({ status: 200, body: mark({ version: '2.0.0' }) });
  expect(client.send('GET', 'metadata/m').body).toEqual(patched.body);
  expect(client.send('PATCH', 'metadata/absent', { body: { properties: {} } }).status).toBe(404);
});

describe('M4 the list can be asked for a part', () => {
  const client = pureClient({ settings: { pageSize: 2 } });
  for (const [name, kind] of [
    ['a', 'AnalyticsRule'],
    ['b', 'Workbook'],
    ['c', 'AnalyticsRule'],
    ['d', 'AnalyticsRule'],
    ["e'e", "It's"],
  ] as const) {
    put(client, encodeURIComponent(name), mark({ kind, parentId: `/${name}` }));
  }
  const ask = (query: Record<string, string>) =>
    client.list('metadata', { query: `&${new URLSearchParams(query).toString()}` });
  const names = (answer: ReturnType<typeof ask>) => answer.body.value.map(({ name }: { name: string }) => name);

  test('by kind, over pages', () => {
    const first = ask({ $filter: "properties/kind eq 'AnalyticsRule'" });
    expect(names(first)).toEqual(['a', 'c']);
    expect(names(client.sendTo('GET', first.body.nextLink))).toEqual(['d']);
  });

  test.each([
    [{ $filter: "properties/kind eq 'AnalyticsRule' and properties/parentId eq '/c'" }, ['c']],
    [{ $filter: "properties/kind eq 'It''s'" }, ["e'e"]],
    [{ $orderby: 'properties/parentId desc' }, ["e'e", 'd', 'c', 'b', 'a']],
    [{ $orderby: 'properties/parentId', $top: '2' }, ['a', 'b']],
    [
      { $filter: "properties/kind eq 'AnalyticsRule'", $orderby: 'properties/parentId desc', $skip: '1', $top: '1' },
      ['c'],
    ],
    [{ $skip: '4' }, ["e'e"]],
    [{ $top: '0' }, []],
  ])('%j', (query, expected) => {
    expect(names(ask(query as unknown as Record<string, string>))).toEqual(expected);
  });

  test.each([
    { $filter: "contains(properties/kind, 'A')" },
    { $filter: "properties/kind ne 'A'" },
    { $orderby: 'a,b' },
    { $top: 'x' },
    { $skip: '-1' },
  ])('%j is refused', (query) => {
    expect(ask(query as unknown as Record<string, string>)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest' } },
    });
  });
});

describe('M5 what is not known of metadata', () => {
  const kinds = (setting: 'any' | 'known') =>
    pureClient({ settings: { metadata: { parents: 'any', kinds: setting, ofDeletedRules: 'stays' } } });

  test.each([
    ['any', 'Ledger', 201, 200],
    ['known', 'Ledger', 400, 400],
    ['known', 'AnalyticsRule', 201, 200],
    ['known', 'Solution', 201, 200],
  ] as const)('kinds %s: %s answers %i, to a patch %i', (setting, kind, status, patched) => {
    const client = kinds(setting);
    expect(put(client, 'm', mark({ kind })).status).toBe(status);
    put(client, 'n', mark());
    expect(client.send('PATCH', 'metadata/n', { body: { properties: { kind } } }).status).toBe(patched);
  });

  test('parents may have to be there', () => {
    const client = pureClient({
      settings: { metadata: { parents: 'existing', kinds: 'any', ofDeletedRules: 'stays' } },
    });
    expect(put(client, 'm', mark())).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
    client.put('RULE', scheduled());
    expect(put(client, 'm', mark()).status).toBe(201);
    expect(put(client, 'anchor', mark({ parentId: WORKSPACE })).status).toBe(201);
  });
});

test.each([
  ['stays', ['mine', 'other']],
  ['removed', ['other']],
] as const)('D2 metadata of a deleted rule %s', (ofDeletedRules, left) => {
  const client = pureClient({ settings: { metadata: { parents: 'any', kinds: 'any', ofDeletedRules } } });
  client.put('rule', scheduled());
  put(client, 'mine', mark({ parentId: RULE.toUpperCase() }));
  put(client, 'other', mark({ parentId: `${RULE}2` }));
  const deleted = client.delete('rule');
  const revisions = deleted.outcome.changes.map(({ revision }) => revision);
  expect(new Set(revisions).size).toBe(revisions.length);
  expect(client.list('metadata').body.value.map(({ name }: { name: string }) => name)).toEqual(left);
  const { etag } = put(client, 'new', mark()).body;
  expect(client.list('metadata').body.value.filter((m: { etag: string }) => m.etag === etag)).toHaveLength(1);
});
