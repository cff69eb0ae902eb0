import type { Directory } from '../../src/emulator';
import { scheduled } from './bodies';
import { ORIGIN, pureClient, SUBSCRIPTION, WORKSPACE } from './pure-client';
import type { PureClient } from './pure-client';

const get = (client: PureClient, path: string, version: string) =>
  client.sendTo('GET', `${ORIGIN}${path}?api-version=${version}`);
const workspace = (client: PureClient, path = WORKSPACE) => get(client, path, '2023-09-01');
const subscription = (client: PureClient, id = SUBSCRIPTION) => get(client, `/subscriptions/${id}`, '2022-12-01');

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('A15 who a workspace is', () => {
  test('the workspace tells its GUID, and the subscription its tenant', () => {
    const client = pureClient();
    const told = workspace(client);
    expect(told).toMatchObject({
      status: 200,
      body: {
        id: WORKSPACE,
        name: 'sentinel',
        type: 'Microsoft.OperationalInsights/workspaces',
        properties: { customerId: expect.stringMatching(GUID) as string, provisioningState: 'Succeeded' },
      },
    });
    expect(told.body).not.toHaveProperty('tenantId');
    expect(subscription(client)).toMatchObject({
      status: 200,
      body: { subscriptionId: SUBSCRIPTION, tenantId: expect.stringMatching(GUID) as string, state: 'Enabled' },
    });
  });

  test('the GUID is the path’s, whatever its case; another path has another', () => {
    const guid = (path: string): string => workspace(pureClient(), path).body.properties.customerId as string;
    expect(guid(WORKSPACE.toUpperCase())).toBe(guid(WORKSPACE));
    expect(guid(`${WORKSPACE}/`)).toBe(guid(WORKSPACE));
    expect(guid(`${WORKSPACE}2`)).not.toBe(guid(WORKSPACE));
    expect(guid(WORKSPACE.replace('/soc/', '/other/'))).not.toBe(guid(WORKSPACE));
  });

  test.each([
    [WORKSPACE, '2025-09-01', 'NoRegisteredProviderFound'],
    [WORKSPACE, '', 'MissingApiVersionParameter'],
    [`/subscriptions/${SUBSCRIPTION}`, 'latest', 'InvalidApiVersionParameter'],
  ])('%s in version %j is refused', (path, version, code) => {
    expect(get(pureClient(), path, version)).toMatchObject({ status: 400, body: { error: { code } } });
  });

  test('A6 they can only be read', () => {
    const answer = pureClient().sendTo('PUT', `${ORIGIN}${WORKSPACE}?api-version=2023-09-01`, { body: {} });
    expect(answer).toMatchObject({ status: 405, body: { error: { code: 'MethodNotAllowed' } } });
  });

  test('R1 reading them takes tokens of the same bucket', () => {
    const throttling = {
      kind: 'on',
      reads: { capacity: 2, refillPerSecond: 0 },
      writes: { capacity: 1, refillPerSecond: 0 },
      deletes: { capacity: 1, refillPerSecond: 0 },
      retryAfter: 'sent',
    } as const;
    const client = pureClient({ settings: { throttling } });
    expect([workspace(client).status, subscription(client).status, client.list().status]).toEqual([200, 200, 429]);
  });
});

describe('A3 a directory', () => {
  const customerId = '9b0c6f0e-2f1d-4a57-9b0e-3f3f4a1f2c3d';
  const tenantId = '5c1f8a52-7c3e-4f0b-8d10-0a0b0c0d0e0f';
  const directory: Directory = {
    kind: 'declared',
    subscriptions: [
      {
        subscriptionId: SUBSCRIPTION,
        tenantId,
        workspaces: [{ resourceGroup: 'SOC', workspace: 'Sentinel', customerId }],
      },
    ],
  };
  const client = pureClient({ settings: { directory } });

  test('names who is there', () => {
    expect(workspace(client).body.properties.customerId).toBe(customerId);
    expect(subscription(client, SUBSCRIPTION.toUpperCase()).body.tenantId).toBe(tenantId);
    expect(client.put('rule', scheduled()).status).toBe(201);
  });

  test.each([
    [WORKSPACE.replace(SUBSCRIPTION, 'other'), 'SubscriptionNotFound'],
    [WORKSPACE.replace('/soc/', '/other/'), 'ResourceGroupNotFound'],
    [`${WORKSPACE}2`, 'ResourceNotFound'],
  ])('%s is not there: %s', (path, code) => {
    const refused = { status: 404, body: { error: { code } } };
    expect(workspace(client, path)).toMatchObject(refused);
    expect(get(client, `${path}/providers/Microsoft.SecurityInsights/alertRules`, '2025-09-01')).toMatchObject(refused);
  });

  test('nor is another subscription', () => {
    expect(subscription(client, 'other')).toMatchObject({
      status: 404,
      body: { error: { code: 'SubscriptionNotFound' } },
    });
  });

  test('resources of two workspaces of one name do not meet', () => {
    const open = pureClient();
    open.put('rule', scheduled());
    const elsewhere = `${WORKSPACE.replace('/soc/', '/other/')}/providers/Microsoft.SecurityInsights/alertRules`;
    expect(get(open, elsewhere, '2025-09-01').body.value).toEqual([]);
  });
});

describe('A17 what roles let a caller do', () => {
  const asked = `${WORKSPACE}/providers/Microsoft.Authorization/permissions`;
  const roles = [{ actions: ['*/read'], notActions: ['Microsoft.Secret/*'] }];

  test('the setting says it, in any letter case of the path; without it everything', () => {
    const client = pureClient({ settings: { roles } });
    const value = [{ ...roles[0], dataActions: [], notDataActions: [] }];
    expect(get(client, asked, '2022-04-01')).toMatchObject({ status: 200, body: { value } });
    expect(get(client, asked.toLowerCase(), '2022-04-01')).toMatchObject({ status: 200, body: { value } });
    expect(get(pureClient(), asked, '2022-04-01').body.value).toMatchObject([{ actions: ['*'], notActions: [] }]);
  });

  test('of a workspace that is there, in a version that is known', () => {
    const nowhere = pureClient({ settings: { directory: { kind: 'declared', subscriptions: [] } } });
    expect(get(nowhere, asked, '2022-04-01').status).toBe(404);
    expect(get(pureClient(), asked, '2099-01-01')).toMatchObject({ status: 400 });
  });
});
