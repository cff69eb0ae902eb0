import { EVERY_KIND, fusion, fullScheduled, nrt, ofTemplate, scheduled, subType } from './bodies';
import { pureClient, START, WORKSPACE } from './pure-client';

describe('reading and writing', () => {
  test.each(EVERY_KIND)('P1 every property of %s comes back as it was sent', (kind, body) => {
    const client = pureClient();
    const created = client.put('rule', body);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ ...body, name: 'rule', type: 'Microsoft.SecurityInsights/alertRules' });
    expect(created.body.id).toBe(`${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/rule`);
    expect(client.put('rule', body)).toMatchObject({ status: 200, body: { ...body, kind } });
    expect(client.get('rule').body).toMatchObject(body);
    expect(client.list().body.value).toEqual([client.get('rule').body]);
  });

  test('G1 an absent rule answers 404 NotFound', () => {
    expect(pureClient().get('absent')).toMatchObject({ status: 404, body: { error: { code: 'NotFound' } } });
  });

  test('P2 a PUT replaces: what it leaves out is gone', () => {
    const client = pureClient({ settings: { echo: { absent: 'omitted' } } });
    client.put('rule', fullScheduled());
    client.put('rule', scheduled());
    expect(client.get('rule').body.properties).toEqual({
      ...scheduled().properties,
      lastModifiedUtc: expect.any(String) as string,
      eventGroupingSettings: { aggregationKind: 'SingleAlert' },
      incidentConfiguration: DEFAULT_INCIDENTS,
    });
  });

  test('P11 what a GET gave may be sent back', () => {
    const client = pureClient();
    client.put('rule', fullScheduled());
    const got = client.get('rule').body;
    const again = client.put('rule', got);
    expect(again.status).toBe(200);
    expect({ ...again.body, etag: 0 }).toEqual({ ...got, etag: 0 });
  });

  test('P11 server-owned members are ignored', () => {
    const client = pureClient();
    const body = {
      ...scheduled({ lastModifiedUtc: '1999-01-01T00:00:00Z' }),
      id: 'x',
      name: 'y',
      type: 'z',
      systemData: {},
    };
    const { properties, ...rest } = client.put('rule', body).body;
    expect(rest).toMatchObject({ name: 'rule', type: 'Microsoft.SecurityInsights/alertRules' });
    expect(properties.lastModifiedUtc).toBe('2026-01-10T12:00:00.1230000Z');
  });

  test('D1 DELETE answers 200, then 204', () => {
    const client = pureClient();
    client.put('rule', scheduled());
    expect(client.delete('rule')).toMatchObject({ status: 200, body: undefined });
    expect(client.delete('rule')).toMatchObject({ status: 204, body: undefined });
    expect(client.get('rule').status).toBe(404);
  });

  test('D2 the metadata of a deleted rule stays', () => {
    const client = pureClient();
    const parentId = client.put('rule', scheduled()).body.id as string;
    client.send('PUT', 'metadata/analyticsrule-rule', { body: { properties: { parentId, kind: 'AnalyticsRule' } } });
    client.delete('rule');
    expect(client.send('GET', 'metadata/analyticsrule-rule').status).toBe(200);
  });
});

const FULL_INCIDENTS = (fullScheduled().properties as Record<string, unknown>)['incidentConfiguration'];
const DEFAULT_INCIDENTS = {
  createIncident: true,
  groupingConfiguration: {
    enabled: false,
    reopenClosedIncident: false,
    lookbackDuration: 'PT5H',
    matchingMethod: 'AllEntities',
  },
};

describe('what is told', () => {
  test.each([
    ['nothing', undefined, DEFAULT_INCIDENTS],
    ['null', null, DEFAULT_INCIDENTS],
    ['no grouping', { createIncident: false }, { ...DEFAULT_INCIDENTS, createIncident: false }],
  ])('E1 incidents are completed from %s', (_name, incidentConfiguration, told) => {
    const given = incidentConfiguration === undefined ? {} : { incidentConfiguration };
    for (const body of [scheduled(given), nrt(given)]) {
      const { properties } = pureClient().put('rule', body).body;
      expect(properties.incidentConfiguration).toMatchObject(told);
      expect(properties.eventGroupingSettings).toEqual({ aggregationKind: 'SingleAlert' });
    }
  });

  test('E2 optional properties that were not sent are null, or left out', () => {
    const told = pureClient().put('rule', scheduled()).body.properties;
    expect(told).toMatchObject({ description: null, entityMappings: null, subTechniques: null, customDetails: null });
    expect(told.incidentConfiguration.groupingConfiguration.groupByEntities).toBeNull();
    const omitted = pureClient({ settings: { echo: { absent: 'omitted' } } }).put('rule', scheduled()).body;
    expect(Object.values(omitted.properties)).not.toContain(null);
  });

  test.each([
    ['PT24H', 'P1D'],
    ['PT90M', 'PT1H30M'],
    ['PT1440M', 'P1D'],
    ['PT25H', 'P1DT1H'],
    ['PT300S', 'PT5M'],
  ])('E3 a duration is told as sent, or as .NET prints it: %s, %s', (sent, printed) => {
    const body = scheduled({ queryFrequency: sent, queryPeriod: 'P1DT23H' });
    expect(pureClient().put('rule', body).body.properties.queryFrequency).toBe(sent);
    const noisy = pureClient({ settings: { echo: { durations: 'normalised' } } });
    expect(noisy.put('rule', body).body.properties.queryFrequency).toBe(printed);
  });

  test('E3 line ends and stale grouping lists come when asked for', () => {
    const noisy = pureClient({ settings: { echo: { lineEnds: 'crlf', grouping: 'stale' } } });
    const { properties } = noisy.put('rule', scheduled({ query: 'T\n| take 1\r\n' })).body;
    expect(properties.query).toBe('T\r\n| take 1\r\n');
    expect(properties.incidentConfiguration.groupingConfiguration.groupByEntities).not.toHaveLength(0);
    expect(noisy.put('full', fullScheduled()).body.properties.incidentConfiguration).toEqual(FULL_INCIDENTS);
  });

  test('E3 a query is told byte for byte', () => {
    const query = 'T\r\n| where x == "a  b"\t\n\n| take 1  \n';
    expect(pureClient().put('rule', scheduled({ query })).body.properties.query).toBe(query);
  });

  test('E4 F7 lastModifiedUtc follows the clock', () => {
    const client = pureClient();
    expect(client.put('rule', scheduled()).body.properties.lastModifiedUtc).toBe('2026-01-10T12:00:00.1230000Z');
    client.advance(60);
    expect(client.get('rule').body.properties.lastModifiedUtc).toBe('2026-01-10T12:00:00.1230000Z');
    expect(client.put('rule', scheduled()).body.properties.lastModifiedUtc).toBe('2026-01-10T12:01:00.1230000Z');
  });

  test.each(['MLBehaviorAnalytics', 'ThreatIntelligence'] as const)('E5 %s repeats its template', (kind) => {
    const client = pureClient();
    const template = client.list('alertRuleTemplates').body.value.find((each: { kind: string }) => each.kind === kind);
    const { properties } = client.put('rule', ofTemplate(kind, template.name)).body;
    expect(properties).toMatchObject({
      displayName: template.properties.displayName,
      severity: template.properties.severity,
      tactics: template.properties.tactics,
    });
    expect(client.put('other', ofTemplate(kind, 'nobody-knows')).body.properties).not.toHaveProperty('displayName');
  });

  test('E6 a Fusion rule keeps the sources that a write leaves out', () => {
    const client = pureClient();
    const source = (enabled: boolean, sourceName: string, ...sourceSubTypes: object[]) => ({
      enabled,
      sourceName,
      sourceSubTypes,
    });
    client.put(
      'f',
      fusion({ sourceSettings: [source(true, 'A', subType('1', true), subType('2', true)), source(true, 'B')] }),
    );
    const { properties } = client.put('f', fusion({ sourceSettings: [source(false, 'A', subType('2', false))] })).body;
    expect(properties.sourceSettings).toEqual([
      source(false, 'A', subType('2', false), subType('1', true)),
      source(true, 'B'),
    ]);
    const untouched = client.put('f', {
      ...fusion(),
      properties: { ...fusion().properties, sourceSettings: null },
    }).body;
    expect(untouched.properties.sourceSettings).toEqual(properties.sourceSettings);
  });
});

describe('etags', () => {
  test('P3 every write gives another, also after a deletion', () => {
    const client = pureClient({ settings: { tombstoneSeconds: 0 } });
    const seen = new Set<string>();
    for (let round = 0; round < 5; round += 1) {
      seen.add(client.put('a', scheduled()).body.etag);
      seen.add(client.put('a', scheduled()).body.etag);
      seen.add(client.put('b', scheduled()).body.etag);
      client.delete('a');
    }
    expect(seen.size).toBe(15);
    expect([...seen][0]).toMatch(/^"[0-9a-f]{8}-0000-0100-0000-[0-9a-f]{8}0000"$/);
  });

  test('P4 P5 P6 the body etag makes a write conditional', () => {
    const client = pureClient();
    expect(client.put('rule', { ...scheduled(), etag: '"anything"' }).status).toBe(201);
    const { etag } = client.get('rule').body;
    const replaced = client.put('rule', { ...scheduled({ displayName: 'second' }), etag });
    expect(replaced.status).toBe(200);
    const stale = client.put('rule', { ...scheduled({ displayName: 'third' }), etag });
    expect(stale).toMatchObject({ status: 409, body: { error: { code: 'Conflict' } } });
    expect(stale.outcome.changes).toEqual([]);
    expect(client.get('rule').body.properties.displayName).toBe('second');
    expect(client.put('rule', { ...scheduled(), etag: replaced.body.etag.replaceAll('"', '') }).status).toBe(200);
    expect(client.put('rule', scheduled({ displayName: 'fourth' })).status).toBe(200);
  });

  test.each([
    ['the rule', (etag: string) => etag, 200],
    ['one of a list', (etag: string) => `"x", ${etag}`, 200],
    ['any', () => '*', 200],
    ['another', () => '"x"', 412],
  ])('P7 D1 If-Match with %s', (_name, tag, status) => {
    for (const act of ['PUT', 'DELETE']) {
      const client = pureClient();
      const { etag } = client.put('rule', scheduled()).body;
      const headers = { 'if-match': tag(etag) };
      expect(client.send(act, 'alertRules/rule', { body: scheduled(), headers }).status).toBe(status);
      expect(client.get('rule').status).toBe(act === 'DELETE' && status === 200 ? 404 : 200);
    }
  });

  test('P7 If-Match without a rule', () => {
    expect(pureClient().put('rule', scheduled(), { headers: { 'if-match': '*' } })).toMatchObject({
      status: 412,
      body: { error: { code: 'PreconditionFailed' } },
    });
  });
});

describe('what stays the same', () => {
  test('P8 the kind', () => {
    const client = pureClient();
    client.put('rule', scheduled());
    expect(client.put('rule', nrt())).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
    expect(client.get('rule').body.kind).toBe('Scheduled');
  });

  test('P9 F7 a deleted id is refused until its time is over', () => {
    const client = pureClient({ settings: { tombstoneSeconds: 600 } });
    client.put('rule', scheduled());
    client.delete('rule');
    expect(client.put('RULE', scheduled())).toMatchObject({ status: 409, body: { error: { code: 'Conflict' } } });
    expect(client.put('other', scheduled()).status).toBe(201);
    client.advance(599);
    expect(client.put('rule', scheduled()).status).toBe(409);
    client.advance(1);
    expect(client.put('rule', scheduled()).status).toBe(201);
    expect(client.put('rule', scheduled()).status).toBe(200);
  });

  test('P10 refusals come in order', () => {
    const client = pureClient({
      settings: { enabledRules: { Scheduled: 0 } },
      validateQuery: () => ({ kind: 'unknownTable', name: 'T' }),
    });
    const message = (body: unknown): string => client.put('rule', body).body.error.message as string;
    expect(message('{')).toContain('could not be deserialized');
    expect(message('[]')).toContain('a JSON object was expected');
    expect(message({})).toContain("'kind' not found");
    expect(message({ kind: 'Odd' })).toContain('Kinds of api-version');
    expect(message({ kind: 'Scheduled' })).toContain("'properties' not found");
    expect(message(scheduled({ severity: 'Odd', queryFrequency: 'P2D' }))).toContain('AlertSeverity');
    expect(message(scheduled({ queryFrequency: 'P2D' }))).toContain('queryPeriod');
    expect(message(scheduled())).toContain('maximum number of enabled');
    client.put('rule', scheduled({ enabled: false }));
    expect(message({ ...scheduled(), etag: '"x"' })).toContain('Etag does not match');
    expect(message(nrt())).toContain('kind of alert rule');
    client.delete('rule');
    expect(message({ ...scheduled(), etag: '"x"' })).toContain('recently deleted');
  });
});

test('the state before a request is not touched by it', () => {
  const client = pureClient();
  client.put('a', scheduled());
  const before = client.state();
  const copy = structuredClone(before);
  client.put('a', scheduled({ displayName: 'changed' }));
  client.put('b', scheduled());
  client.delete('a');
  expect(before).toEqual(copy);
});

test('the start of the clock is where the tests expect it', () => {
  expect(new Date(START).toISOString()).toBe('2026-01-10T12:00:00.123Z');
});
