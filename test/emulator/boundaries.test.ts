import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeFleets, startFleet, stopAt, stopped } from '../support/fleet';
import type { Boundary, FleetWorkspace } from '../support/fleet';
import { scheduled } from './bodies';

afterEach(closeFleets);

/** Writes rules 1 to 5, one after the other, and tells after each. */
const CLIENT = `
  const [, url, body] = process.argv;
  (async () => {
    for (let rule = 1; rule <= 5; rule += 1) {
      const answer = await fetch(url.replace('ID', 'rule-' + rule), { method: 'PUT', body });
      await answer.arrayBuffer();
      process.stdout.write(rule + '\\n');
    }
  })();
`;

async function killed(boundary: Boundary, write: number) {
  const fleet = await startFleet({ faults: stopAt(boundary, write) });
  const [workspace] = fleet.workspaces as [FleetWorkspace];
  const url = `${fleet.url}${workspace.path}/providers/Microsoft.SecurityInsights/alertRules/ID?api-version=2025-07-01-preview`;
  const child = spawn(process.execPath, ['-e', CLIENT, url, JSON.stringify(scheduled())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => void (told += chunk.toString()));
  await stopped(fleet);
  child.kill('SIGKILL');
  await once(child, 'close');
  return { stored: Object.keys(workspace.rules()), told: told.trim().split('\n').filter(Boolean).length, workspace };
}

test.each([
  ['sent', 1, 0, 0],
  ['sent', 3, 2, 2],
  ['effective', 1, 1, 0],
  ['effective', 3, 3, 2],
  ['answered', 3, 3, 3],
  ['effective', 5, 5, 4],
] as const)('F3 a client is killed when its write is %s: %i', async (boundary, write, stored, told) => {
  const end = await killed(boundary, write);
  expect([end.stored.length, end.told]).toEqual([stored, told]);
  const effects = end.workspace.writes().filter(({ effect }) => effect === 'created');
  expect(effects).toHaveLength(stored);
});
