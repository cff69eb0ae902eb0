import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const BIN = resolve(__dirname, '../../bin/sentinel-rules.js');
const FILES = join(__dirname, 'scenarios', 'test-changed-since', 'files');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'test-watch-'));
  cpSync(FILES, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('test --watch runs again what depends on a file that changed, survives mistakes, and ends when it is told to', async () => {
  // one stream for both, in the order in which they were written
  const child = spawn('/bin/sh', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, BIN, 'test', '--watch'], {
    cwd: folder,
    env: { ...process.env, CI: 'true' },
  });
  const exit = once(child, 'exit');
  let said = '';
  const waiting: (() => void)[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const look of waiting) look();
  });
  /** What is said from now on, up to the line that ends a run. */
  const next = async (change: () => void): Promise<string> => {
    said = '';
    const done = new Promise<void>((found) => {
      waiting.splice(0, waiting.length, () => {
        if (/watching, Ctrl-C ends\n|no tests run\n/.test(said)) found();
      });
    });
    change();
    const ended = exit.then(() => Promise.reject(new Error(`it ended: ${said}`)));
    await Promise.race([done, ended]);
    return said;
  };
  const edit = (path: string, from: string, to: string) => (): void => {
    const file = join(folder, 'detections', path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };

  expect(await next(() => undefined)).toMatch(/6 cases passed, 0 failed/);
  // its own tests, and nothing else
  const own = await next(edit('plain.test.yaml', '1102', '1103'));
  expect(own).toMatch(/plain\.test\.yaml {2}1 of 2 passed/);
  expect(own).not.toMatch(/by-list|by-function/);
  expect(await next(edit('plain.test.yaml', '1103', '1102'))).toMatch(/2 cases passed, 0 failed/);
  // a function of a function
  expect(await next(edit('_functions/Inner.yaml', 'SecurityEvent', 'SecurityEvent | take 0'))).toMatch(
    /by-function\.test\.yaml {2}1 of 2 passed/,
  );
  // a watchlist, a fixture
  expect(await next(edit('_watchlists/hosts.csv', 'pc1', 'pc9'))).toMatch(/by-list\.test\.yaml {2}1 of 2 passed/);
  expect(await next(edit('_fixtures/events.ndjson', 'pc1', 'pc9'))).toMatch(/by-list\.test\.yaml {2}2 of 2 passed/);
  // a file that is half written, a configuration that cannot be used
  expect(await next(edit('plain.yaml', 'query: |', 'query: ['))).toMatch(/yaml-syntax/);
  expect(await next(edit('plain.yaml', 'query: [', 'query: |'))).toMatch(/2 cases passed, 0 failed/);
  const config = join(folder, 'sentinel.config.yaml');
  expect(await next(() => writeFileSync(config, 'nonsense: 1\n'))).toMatch(/unknown key "nonsense"[^]*no tests run/);
  expect(await next(() => writeFileSync(config, 'tests: { clock: scheduled }\n'))).toMatch(/5 cases passed, 1 failed/);
  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
}, 120_000);
