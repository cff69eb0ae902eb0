import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BIN = resolve(__dirname, '../../bin/sentinel-rules.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('emulate says where it listens, answers there, and ends cleanly when it is told to', async () => {
  const child = spawn(process.execPath, [BIN, 'emulate', '--port', '0'], { cwd: folder });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = once(child, 'exit');
  const address = await new Promise<string>((found, failed) => {
    const look = (): void => {
      const url = /http:\/\/\S+?:\d+/.exec(said)?.[0];
      if (url !== undefined) found(url);
    };
    child.stderr.on('data', look);
    child.stdout.on('data', look);
    child.on('exit', () => failed(new Error(said)));
  });
  const workspace =
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/local';
  const rules = `${workspace}/providers/Microsoft.SecurityInsights/alertRules?api-version=2024-09-01`;
  const answer = await fetch(address + rules);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ value: expect.any(Array) as unknown });
  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
}, 30_000);
