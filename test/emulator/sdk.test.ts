import { SecurityInsights } from '@azure/arm-securityinsight';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';

const ADDRESS = ['soc', 'sentinel'] as const;

let emulator: RunningEmulator;
let client: SecurityInsights;

beforeAll(async () => {
  emulator = await startEmulator({ settings: { pageSize: 2 } });
  client = new SecurityInsights({ getToken: async () => null }, '11111111-2222-3333-4444-555555555555', {
    endpoint: emulator.url,
    allowInsecureConnection: true,
    apiVersion: '2025-07-01-preview',
    retryOptions: { maxRetries: 0 },
  });
  client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
});

afterAll(async () => emulator.close());

const rule = (displayName: string) => ({
  kind: 'Scheduled' as const,
  displayName,
  severity: 'Medium',
  enabled: true,
  query: 'SecurityEvent | take 1',
  queryFrequency: 'PT1H',
  queryPeriod: 'PT1H',
  triggerOperator: 'GreaterThan' as const,
  triggerThreshold: 0,
  suppressionEnabled: false,
  suppressionDuration: 'PT5H',
});

test('the official client creates, lists over pages, replaces and deletes', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await client.alertRules.createOrUpdate(...ADDRESS, name, rule(name));
  const listed: (string | undefined)[] = [];
  for await (const found of client.alertRules.list(...ADDRESS)) listed.push(found.name);
  expect(listed).toEqual(names);

  const first = await client.alertRules.get(...ADDRESS, 'a');
  expect(first).toMatchObject({ ...rule('a'), name: 'a', etag: expect.any(String) as string });
  await client.alertRules.createOrUpdate(...ADDRESS, 'a', { ...rule('a2'), etag: first.etag! });
  await expect(
    client.alertRules.createOrUpdate(...ADDRESS, 'a', { ...rule('a3'), etag: first.etag! }),
  ).rejects.toMatchObject({ statusCode: 409, code: 'Conflict' });
  await client.alertRules.delete(...ADDRESS, 'a');
  await expect(client.alertRules.get(...ADDRESS, 'a')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
});
