import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';
import { scheduled } from '../emulator/bodies';

const BIN = resolve(__dirname, '../../bin/sentinel-rules.js');
const WORKSPACE =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/soc';
const IDS = [
  '11111111-0000-4000-8000-000000000001',
  '22222222-0000-4000-8000-000000000002',
  '33333333-0000-4000-8000-000000000003',
];

let emulator: RunningEmulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator({ clock: Date.now() - 3 * 86_400_000 });
  folder = mkdtempSync(join(tmpdir(), 'health-'));
  mkdirSync(join(folder, 'detections'));
  writeFileSync(
    join(folder, 'sentinel.config.yaml'),
    `targets:\n  soc: { kind: emulator, endpoint: '${emulator.url}', workspace: soc }\n`,
  );
  for (const [index, id] of IDS.entries()) {
    await emulator.control.act('portal', {
      method: 'PUT',
      path: `${WORKSPACE}/providers/Microsoft.SecurityInsights/alertRules/${id}?api-version=2025-07-01-preview`,
      body: scheduled({ displayName: `Rule ${index + 1}`, queryFrequency: 'PT1H', queryPeriod: 'PT1H' }),
    });
  }
  emulator.control.setClock(undefined);
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], CI: 'true' },
  });
  const out = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => (out[stream] += chunk.toString()));
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...out };
}

async function guid(): Promise<string> {
  const answer = await fetch(`${emulator.url}${WORKSPACE}?api-version=2022-10-01`);
  const { properties } = (await answer.json()) as { properties: { customerId: string } };
  return properties.customerId;
}

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

test('what the emulator records by itself: every rule runs', async () => {
  const { code, stdout, stderr } = await run('health', '--target', 'soc');
  expect(stderr).toBe('');
  expect(stdout).toBe('soc, last 1 day: 3 rules, 3 enabled, no findings.\n');
  expect(code).toBe(0);
});

test('failing, silent and switched off: each with its likely cause, for people and for programs', async () => {
  await emulator.control.autoDisable({
    workspace: WORKSPACE,
    ruleId: IDS[2] ?? '',
    reason: 'The table Gone_CL was not found.',
  });
  const failed = (hours: number): object => ({
    TimeGenerated: hoursAgo(hours),
    SentinelResourceType: 'Analytics Rule',
    SentinelResourceId: `alertRules/${IDS[0]}`,
    Status: 'Failure',
    Description: 'No permission to run the query',
    Reason: '',
    ExtendedProperties: { RuleId: IDS[0], QueryStartTimeUTC: hoursAgo(2), QueryEndTimeUTC: hoursAgo(1) },
  });
  emulator.control.setRows(await guid(), {
    SentinelHealth: {
      columns: {
        TimeGenerated: 'datetime',
        SentinelResourceType: 'string',
        SentinelResourceId: 'string',
        Status: 'string',
        Description: 'string',
        Reason: 'string',
        ExtendedProperties: 'dynamic',
      },
      rows: [failed(0.5), failed(0.3)],
    },
  } as Parameters<typeof emulator.control.setRows>[1]);
  const { code, stdout } = await run('health', '--target', 'soc', '--format', 'json');
  const report = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly kind: string;
      readonly cause: string;
      readonly rule: { readonly id: string };
    }[];
  };
  expect(code).toBe(1);
  expect(report.findings.map(({ kind, rule, cause }) => [kind, rule.id, cause])).toEqual([
    ['auto-disabled', IDS[2], expect.stringContaining('a table is not there')],
    ['failing', IDS[0], expect.stringContaining('may not read')],
    ['silent', IDS[1], expect.stringContaining('does not run')],
  ]);
  expect((await run('health', '--target', 'soc')).stdout).toContain('Switched off by the service:\n  Rule 3');
});

test('health monitoring that is off is said, and what nobody can answer ends in 3', async () => {
  emulator.control.setFaults([
    { id: 'denied', when: { path: '/query' }, effect: { kind: 'refusedAs', reason: 'forbidden' } },
  ]);
  const { code, stderr } = await run('health', '--target', 'soc');
  expect([code, stderr]).toEqual([3, expect.stringContaining('could not be read')]);
  emulator.control.setFaults([]);
});
