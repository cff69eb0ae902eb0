import { SecurityInsights } from '@azure/arm-securityinsight';
import type { MetadataModel } from '@azure/arm-securityinsight';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';
import type { Fault } from '../../src/emulator';
import { EVERY_KIND, FUSION_TEMPLATE } from './bodies';
import { SUBSCRIPTION } from './pure-client';

const AT = ['soc', 'sentinel'] as const;

let emulator: RunningEmulator;
let client: SecurityInsights;

beforeEach(async () => {
  emulator = await startEmulator({ settings: { pageSize: 2 } });
  client = new SecurityInsights({ getToken: async () => null }, SUBSCRIPTION, {
    endpoint: emulator.url,
    allowInsecureConnection: true,
    apiVersion: '2025-07-01-preview',
    retryOptions: { maxRetries: 1, retryDelayInMs: 1, maxRetryDelayInMs: 5 },
  });
  client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
});

afterEach(async () => emulator.close());

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

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const once = (effect: Fault['effect'], calls = [1]): readonly Fault[] => [
  { id: 'f', when: { method: 'PUT', calls }, effect },
];

test('the official client creates, lists over pages, replaces and deletes', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await client.alertRules.createOrUpdate(...AT, name, rule(name));
  emulator.control.forgetRequests();
  expect((await collect(client.alertRules.list(...AT))).map(({ name }) => name)).toEqual(names);
  expect(emulator.control.requests().map(({ method, status }) => [method, status])).toEqual([
    ['GET', 200],
    ['GET', 200],
    ['GET', 200],
  ]);

  const first = await client.alertRules.get(...AT, 'a');
  expect(first).toMatchObject({ ...rule('a'), name: 'a', type: 'Microsoft.SecurityInsights/alertRules' });
  await client.alertRules.createOrUpdate(...AT, 'a', { ...rule('a2'), etag: first.etag! });
  const stale = client.alertRules.createOrUpdate(...AT, 'a', { ...rule('a3'), etag: first.etag! });
  await expect(stale).rejects.toMatchObject({ statusCode: 409, code: 'Conflict' });
  await client.alertRules.delete(...AT, 'a');
  await client.alertRules.delete(...AT, 'a');
  await expect(client.alertRules.get(...AT, 'a')).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
});

test.each(EVERY_KIND)('%s goes through its mapper and back', async (kind, { properties }) => {
  const { scenarioExclusionPatterns: _, ...flat } = properties as Record<string, unknown>;
  await client.alertRules.createOrUpdate(...AT, 'rule', { kind, ...flat });
  const { kind: found, enabled } = (await client.alertRules.get(...AT, 'rule')) as { kind: string; enabled?: boolean };
  expect({ found, enabled }).toEqual({ found: kind, enabled: true });
});

test('metadata and templates', async () => {
  const { id } = await client.alertRules.createOrUpdate(...AT, 'rule', rule('rule'));
  const mark: MetadataModel = {
    parentId: id!,
    kind: 'AnalyticsRule',
    contentId: 'rule',
    version: '1.0.0',
    source: { kind: 'SourceRepository', name: 'detections', sourceId: 'https://example.org' },
  };
  for (const name of ['analyticsrule-1', 'analyticsrule-2', 'analyticsrule-3']) {
    expect(await client.metadata.create(...AT, name, mark)).toMatchObject(mark);
  }
  expect(await client.metadata.update(...AT, 'analyticsrule-1', { version: '2.0.0' })).toMatchObject({
    ...mark,
    version: '2.0.0',
  });
  const options = { filter: "properties/kind eq 'AnalyticsRule'" };
  expect((await collect(client.metadata.list(...AT, options))).map(({ name, version }) => [name, version])).toEqual([
    ['analyticsrule-1', '2.0.0'],
    ['analyticsrule-2', '1.0.0'],
    ['analyticsrule-3', '1.0.0'],
  ]);
  await client.metadata.delete(...AT, 'analyticsrule-1');
  await expect(client.metadata.get(...AT, 'analyticsrule-1')).rejects.toMatchObject({ statusCode: 404 });
  expect(await collect(client.alertRuleTemplates.list(...AT))).toHaveLength(6);
  expect(await client.alertRuleTemplates.get(...AT, FUSION_TEMPLATE)).toMatchObject({ kind: 'Fusion' });
});

describe('how the client takes trouble', () => {
  const put = async () => client.alertRules.createOrUpdate(...AT, 'rule', rule('rule'));
  const seen = () => emulator.control.requests().map(({ status }) => status);

  test.each([
    ['F2 429 with Retry-After is tried again', { kind: 'throttled', retryAfterSeconds: 0 }, [429, 201]],
    ['F2 503 is tried again', { kind: 'serverError', status: 503 }, [503, 201]],
    ['F3 a lost request is sent again', { kind: 'lostRequest' }, [0, 201]],
    ['F3 a lost answer is asked for again, and the write is done twice', { kind: 'lostAnswer' }, [0, 200]],
  ] as const)('%s', async (_name, effect, statuses) => {
    emulator.control.setFaults(once(effect));
    await put();
    expect(seen()).toEqual(statuses);
  });

  test.each([
    ['F2 429 without Retry-After is not', { kind: 'throttled' }, { statusCode: 429, code: 'TooManyRequests' }],
    [
      'F2 403 is not',
      { kind: 'refused', status: 403, code: 'AuthorizationFailed', message: 'no' },
      { statusCode: 403, code: 'AuthorizationFailed', message: 'no' },
    ],
  ] as const)('%s', async (_name, effect, error) => {
    emulator.control.setFaults(once(effect));
    await expect(put()).rejects.toMatchObject(error);
    expect(seen()).toHaveLength(1);
  });

  test('V1 K2 refusals come with code and text', async () => {
    const refused = client.alertRules.createOrUpdate(...AT, 'rule', { ...rule('x'), severity: 'Critical' });
    await expect(refused).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadRequest',
      message: `Error converting value "Critical" to type 'AlertSeverity'. Path 'properties.severity'.`,
    });
  });
});
