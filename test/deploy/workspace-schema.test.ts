import {
  createLimiter,
  LIMITS,
  machineClock,
  openArmWorkspace,
  readWorkspaceSchema,
  WorkspaceFailure,
} from '../../deploy';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';

const limiter = createLimiter({ ...LIMITS, attempts: 1, clock: machineClock });
let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => emulator.close());

const id = { subscriptionId: '00000000-0000-0000-0000-000000000000', resourceGroup: 'rg', workspace: 'soc' };

test("the workspace's GUID, by an api-version of its own, leads to its tables and functions", async () => {
  const place = { limiter, endpoint: emulator.url };
  const workspace = await openArmWorkspace({ id, apiVersion: '2024-01-01-preview', ...place });
  const { workspaceGuid, tenantId } = await workspace.identify();
  expect(workspaceGuid).toMatch(/^[0-9a-f-]{36}$/);
  expect(tenantId).toMatch(/^[0-9a-f-]{36}$/);
  const { tables, functions } = await readWorkspaceSchema({ customerId: workspaceGuid ?? '', ...place });
  expect(tables.map(({ name }) => name)).toContain('ContosoBadge_CL');
  expect(functions.find(({ name }) => name === 'ContosoBadges')?.parameters).toContain('since:timespan=1h');
});

test('an answer that is none, and a cloud whose query API is not known', async () => {
  emulator.control.setFaults([]);
  const nowhere = readWorkspaceSchema({ customerId: 'x', limiter, endpoint: 'https://management.example.com' });
  await expect(nowhere).rejects.toThrow(WorkspaceFailure);
  emulator.control.setSettings({ directory: { kind: 'declared', subscriptions: [] } });
  const gone = readWorkspaceSchema({ customerId: 'x', limiter, endpoint: emulator.url });
  await expect(gone).rejects.toMatchObject({ details: { kind: 'refused', status: 404 } });
});
