import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commands } from '../../scripts/commands';

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

test('every verb is in the help, with what it is for', () => {
  const { stdout } = run('--help');
  const text = stdout.replace(/\s+/g, ' ');
  for (const [name, { describe }] of Object.entries(commands)) {
    expect(text).toContain(`sentinel-rules ${name} ${describe}`);
  }
});

test.each([
  [['plan', '--fo'], '--format'],
  [['pla'], 'plan'],
])('a shell completes %j with %s', (words, expected) => {
  const { status, stdout } = run('--get-yargs-completions', 'sentinel-rules', ...words);
  expect(status).toBe(0);
  expect(stdout.split('\n')).toContain(expected);
});

test('the script for a shell is printed', () => {
  expect(run('completion').stdout).toContain('complete -o bashdefault -o default -F');
});
