import { scheduled, nrt, fullScheduled } from './bodies';
import { ORIGIN, pureClient, SUBSCRIPTION, WORKSPACE } from './pure-client';

const PROVIDER = `${WORKSPACE}/providers/Microsoft.SecurityInsights`;

describe('addresses', () => {
  test('A1 the three types answer under the workspace', () => {
    const client = pureClient();
    for (const type of ['alertRules', 'metadata', 'alertRuleTemplates']) expect(client.list(type).status).toBe(200);
  });

  test('A2 paths are compared without regard to case, and the first spelling stays', () => {
    const client = pureClient();
    client.put('MyRule', scheduled());
    const lower = client.sendTo(
      'GET',
      `${ORIGIN}${PROVIDER.toLowerCase()}/alertrules/myrule?api-version=2025-07-01-preview`,
    );
    expect(lower.status).toBe(200);
    expect(lower.body.name).toBe('MyRule');
    expect(client.put('MYRULE', scheduled({ displayName: 'again' }))).toMatchObject({
      status: 200,
      body: { name: 'MyRule' },
    });
    expect(client.list().body.value).toHaveLength(1);
  });

  test('A3 a workspace that nobody wrote to is there, and empty', () => {
    const client = pureClient();
    client.put('rule', scheduled());
    const other = `${ORIGIN}${PROVIDER.replace('sentinel', 'another')}/alertRules?api-version=2025-07-01-preview`;
    expect(client.sendTo('GET', other)).toMatchObject({ status: 200, body: { value: [] } });
  });

  test.each([
    [
      'another provider',
      '/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/x/y/providers/Microsoft.SecurityInsights/alertRules',
      404,
      'InvalidResourceType',
    ],
    ['another type', `${PROVIDER}/bookmarks`, 404, 'InvalidResourceType'],
    ['too deep', `${PROVIDER}/alertRules/a/actions`, 404, 'InvalidResourceType'],
    ['the root', '/', 404, 'InvalidResourceType'],
    ['no workspace', PROVIDER.replace('workspaces/sentinel', 'workspaces/'), 404, 'InvalidResourceType'],
    ['broken encoding', `${PROVIDER}/alertRules/%E0%A4%A`, 400, 'BadRequest'],
  ])('A4 %s', (_name, path, status, code) => {
    const answer = pureClient().sendTo('GET', `${ORIGIN}${path}?api-version=2025-07-01-preview`);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });

  test('A5 an empty rule id addresses the collection, and a collection takes no PUT', () => {
    const client = pureClient();
    expect(client.get('').body).toEqual({ value: [] });
    expect(client.put('', scheduled())).toMatchObject({ status: 405, body: { error: { code: 'MethodNotAllowed' } } });
  });

  test.each(['POST', 'PATCH', 'HEAD'])('A6 no %s of an alert rule', (method) => {
    expect(pureClient().send(method, 'alertRules/a', { body: {} })).toMatchObject({
      status: 405,
      body: { error: { code: 'MethodNotAllowed' } },
    });
  });

  test.each(['constructor', '__proto__', 'toString', 'a b', 'ü', 'acctest-SentinelAlertRule-Sche-1', 'x'.repeat(260)])(
    'A13 %p is a rule id like any other',
    (id) => {
      const client = pureClient();
      expect(client.get(encodeURIComponent(id)).status).toBe(404);
      expect(client.put(encodeURIComponent(id), scheduled()).status).toBe(201);
      expect(client.get(encodeURIComponent(id)).body.name).toBe(id);
      expect(client.list().body.value.map((rule: { name: string }) => rule.name)).toEqual([id]);
      expect(client.delete(encodeURIComponent(id)).status).toBe(200);
      expect(client.get(encodeURIComponent(id)).status).toBe(404);
    },
  );

  test.each(['a/b', 'a?b', 'a:b', 'a%b', 'a\\b', '<a>', 'a\nb', 'x'.repeat(261)])('A13 %p is no rule id', (id) => {
    expect(pureClient().put(encodeURIComponent(id), scheduled())).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidResourceName' } },
    });
  });
});

describe('api-version', () => {
  test.each([
    ['A7 missing', '', 'MissingApiVersionParameter'],
    ['A7 empty', '?api-version=', 'MissingApiVersionParameter'],
    ['A8 unknown', '?api-version=2017-01-01', 'NoRegisteredProviderFound'],
    ['A8 malformed', '?api-version=latest', 'InvalidApiVersionParameter'],
  ])('%s', (_name, query, code) => {
    const answer = pureClient().sendTo('GET', `${ORIGIN}${PROVIDER}/alertRules${query}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code, message: expect.any(String) as string } } });
  });

  test.each([
    ['2025-09-01', 400],
    ['2023-02-01', 400],
    ['2022-09-01-preview', 201],
    ['2023-12-01-preview', 201],
    ['2025-07-01-PREVIEW', 201],
  ])('A9 NRT in %s answers %i', (apiVersion, status) => {
    expect(pureClient().put('rule', nrt(), { apiVersion }).status).toBe(status);
  });

  test.each([
    ['2025-07-01-preview', 'subTechniques', ['T1219.001'], 201],
    ['2023-12-01-preview', 'subTechniques', ['T1219.001'], 201],
    ['2022-09-01-preview', 'subTechniques', ['T1219.001'], 400],
    ['2025-09-01', 'subTechniques', ['T1219.001'], 400],
    ['2025-09-01', 'sentinelEntitiesMappings', [{ columnName: 'E' }], 400],
    ['2023-12-01-preview', 'sentinelEntitiesMappings', [{ columnName: 'E' }], 201],
    [
      '2025-09-01',
      'alertDetailsOverride',
      { alertDynamicProperties: [{ alertProperty: 'Techniques', value: 'T' }] },
      201,
    ],
    [
      '2025-09-01',
      'alertDetailsOverride',
      { alertDynamicProperties: [{ alertProperty: 'SubTechniques', value: 'T' }] },
      400,
    ],
    [
      '2022-09-01-preview',
      'alertDetailsOverride',
      { alertDynamicProperties: [{ alertProperty: 'Techniques', value: 'T' }] },
      400,
    ],
    [
      '2025-07-01-preview',
      'alertDetailsOverride',
      { alertDynamicProperties: [{ alertProperty: 'SubTechniques', value: 'T' }] },
      201,
    ],
  ])('A10 in %s %s %j answers %i', (apiVersion, property, value, status) => {
    expect(pureClient().put('rule', scheduled({ [property]: value }), { apiVersion }).status).toBe(status);
  });

  test('A10 two product names are known to previews alone', () => {
    const body = {
      kind: 'MicrosoftSecurityIncidentCreation',
      properties: { displayName: 'x', enabled: true, productFilter: 'Office 365 Advanced Threat Protection' },
    };
    expect(pureClient().put('rule', body, { apiVersion: '2025-09-01' }).status).toBe(400);
    expect(pureClient().put('rule', body).status).toBe(201);
  });

  test('A11 a rule is told to an older version without what that version does not know', () => {
    const client = pureClient();
    client.put('rule', fullScheduled());
    const { properties } = client.get('rule', { apiVersion: '2022-09-01-preview' }).body;
    expect(properties).not.toHaveProperty('subTechniques');
    expect(properties).not.toHaveProperty('sentinelEntitiesMappings');
    expect(properties.alertDetailsOverride).not.toHaveProperty('alertDynamicProperties');
    expect(properties.techniques).toEqual(['T1219', 'T0885']);
  });

  test('A12 a rule of a kind that the version does not know is listed all the same', () => {
    const client = pureClient();
    client.put('rule', nrt());
    expect(client.list('alertRules', { apiVersion: '2025-09-01' }).body.value[0].kind).toBe('NRT');
  });
});

describe('A11 a property that nobody knows', () => {
  const body = scheduled({ severrity: 'High', incidentConfiguration: { createIncident: true, extra: 1 } });

  test('is refused, with its place', () => {
    const { status, body: answered } = pureClient().put('rule', body);
    expect(status).toBe(400);
    expect(answered.error.message).toBe(
      "Could not find member 'severrity' on object of type 'ScheduledAlertRuleProperties' in api-version '2025-07-01-preview'. Path 'properties.severrity'.",
    );
  });

  test('is stored and told in the mode `store`', () => {
    const client = pureClient({ settings: { unknownProperties: 'store' } });
    client.put('rule', body);
    expect(client.get('rule').body.properties).toMatchObject(body.properties);
  });

  test('is lost in the mode `drop`', () => {
    const client = pureClient({ settings: { unknownProperties: 'drop' } });
    expect(client.put('rule', body).status).toBe(201);
    const { properties } = client.get('rule').body;
    expect(properties).not.toHaveProperty('severrity');
    expect(properties.incidentConfiguration).not.toHaveProperty('extra');
  });
});

test('A14 a refusal is a CloudError and nothing else', () => {
  const { body, headers } = pureClient().get('absent');
  expect(body).toEqual({ error: { code: 'NotFound', message: expect.any(String) as string } });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
});

test('ids are made of the address that was asked', () => {
  const { body } = pureClient().put('rule', scheduled());
  expect(body.id).toBe(`${PROVIDER}/alertRules/rule`);
  expect(body.id).toContain(SUBSCRIPTION);
});
