import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'sentinel-rules.js');

const run = (...args: readonly string[]) => spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });

test.each([
  [[], 2, /Name a command/],
  [['nonsense'], 2, /Unknown argument: nonsense|Unknown command: nonsense/],
  [['check', '--nonsense'], 2, /Unknown argument: nonsense/],
  [['check', '--format'], 2, /Not enough arguments following: format/],
])('%j is wrong usage, said on stderr', (args, exit, words) => {
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }).toEqual({ status: exit, stdout: '' });
  expect(stderr).toMatch(words);
});

test.each([[['--help']], [['plan', '--help']]])('%j is an answer on stdout', (args) => {
  const { status, stdout, stderr } = run(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/sentinel-rules/);
});
