import { join } from 'node:path';
import { createLimiter, LIMITS, machineClock, openArmWorkspace } from '../../../deploy';
import { offeredBy } from '../../../scripts/deployment/offered';
import { startEmulator } from '../../../scripts/emulate';
import type { RunningEmulator } from '../../../scripts/emulate';
import { projectCatalog } from '../../../scripts/files/catalog';
import { readConfig } from '../../../scripts/targets/read-config';
import { targetOf } from '../../../scripts/targets/target';
import type { Target } from '../../../scripts/targets/target';
import type { Resource } from '../../../src/state';

const ROOT = join(__dirname, 'no project');
const WORKSPACE =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/soc';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
  for (const [name, plan] of [
    ['SigninLogs', 'Basic'],
    ['Own_CL', 'Analytics'],
  ]) {
    await emulator.control.act('portal', {
      method: 'PUT',
      path: `${WORKSPACE}/tables/${name}?api-version=2022-10-01`,
      body: { properties: { plan } },
    });
  }
});
afterAll(async () => emulator.close());

const { config } = readConfig(undefined, ROOT);
const { catalog } = projectCatalog(ROOT, { detections: 'none', schemas: [] });

async function offered(target: Target, live: readonly Resource[] = []) {
  const said: string[] = [];
  const { control, url: endpoint } = emulator;
  control.forgetRequests();
  const limiter = createLimiter({ ...LIMITS, attempts: 1, clock: machineClock });
  const workspace = await openArmWorkspace({ id: target, apiVersion: target.apiVersion, limiter, endpoint });
  const warn = (words: string): void => void said.push(words);
  const result = await offeredBy({ root: ROOT, config, target, workspace, catalog, desired: [], live, warn });
  return {
    ...result,
    said,
    requests: control.requests().map(({ path }) => path.replace(/\?.*$/, '').split('/').at(-1)),
  };
}

const azure = targetOf('soc', { kind: 'azure', workspace: 'soc' }, ROOT);

test('a workspace in Azure tells all of its tables and their plans in one request', async () => {
  const { tables, requests, said } = await offered({ ...azure, resourceGroup: 'local' });
  expect(requests).toEqual(['tables']);
  expect([tables?.get('SigninLogs'), tables?.get('Own_CL')]).toEqual(['Basic', 'Analytics']);
  expect(tables?.has('DeviceEvents')).toBe(false);
  expect(said).toEqual([]);
});

test('an emulator at an endpoint has what it tells, and what the project knows', async () => {
  const { tables } = await offered(
    targetOf('soc', { kind: 'emulator', endpoint: emulator.url, workspace: 'soc' }, ROOT),
  );
  expect(tables?.get('SigninLogs')).toBe('Basic');
  expect(tables?.has('DeviceEvents')).toBe(true);
  expect(tables?.has('Nowhere')).toBe(false);
});

test('one in this process is not asked', async () => {
  const { tables, requests } = await offered(targetOf('local', { kind: 'emulator' }, ROOT));
  expect(requests).toEqual([]);
  expect(tables?.get('SigninLogs')).toBe('Analytics');
});

test('what may not be read is said, and not guessed', async () => {
  emulator.control.setFaults([
    { id: 'no', when: { path: '/tables' }, effect: { kind: 'refusedAs', reason: 'forbidden' } },
  ]);
  const { tables, said } = await offered({ ...azure, resourceGroup: 'local' });
  emulator.control.setFaults([]);
  expect(tables).toBeUndefined();
  expect(said).toEqual([expect.stringContaining('could not be read')]);
});

test('functions are called by their alias, watchlists by theirs; of solutions an emulator has all', async () => {
  const live: readonly Resource[] = [
    { type: 'function', id: 'a-guid', body: { properties: { functionAlias: 'Mine' } } },
    { type: 'watchlist', id: 'VIP', body: {} },
  ];
  const inAzure = await offered({ ...azure, resourceGroup: 'local' }, live);
  expect([inAzure.functions?.has('Mine'), inAzure.functions?.has('a-guid')]).toEqual([true, false]);
  expect(inAzure.watchlists?.has('vip')).toBe(true);
  expect(inAzure.functions?.has('vimDnsEmpty')).toBe(false);
});
