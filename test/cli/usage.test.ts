import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commands } from '../../scripts/commands';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'sentinel-rules.js');

/** Refuses to import what is not ours, and in the end counts what was required. */
const WATCHED = `
  require('node:module').register('data:text/javascript,' + encodeURIComponent(
    'export const load = (url, context, next) => { if (url.includes("node_modules")) throw new Error("imports " + url); return next(url, context); };'
  ));
  process.on('exit', () => {
    const files = Object.keys(require.cache);
    const others = files.filter((file) => file.includes('node_modules'));
    console.error(files.length - others.length + ' files of ours, ' + others.length + ' of others');
  });
  require(process.argv[1]);
`;

const run = (...args: readonly string[]) => spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });

test.each([
  [[], 2, /Name a command/],
  [['--nonsense'], 2, /Name a command/],
  [['nonsense'], 2, /^Unknown command: nonsense\. `sentinel-rules --help` lists them\.\n$/],
  [['chekc', '--format', 'json'], 2, /^Unknown command: chekc\. Did you mean `check`\? /],
  [['no\u001b[31m'], 2, /^Unknown command: no[ -~\u00a1-\uffff]*\n$/],
  [['constructor'], 2, /^Unknown command: constructor\./],
  [['completion', 'zsh'], 2, /^Unknown command: completion\./],
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
    expect(text).toContain(` ${name} ${describe}`);
  }
  expect(stdout.split('\n').filter((line) => line.length > 110)).toEqual([]);
});

test('without a command, the help is the same in every form, and loads no library', () => {
  const { stdout } = run('--help');
  expect(run('-h').stdout).toBe(stdout);
  expect(run('--help', 'check').stdout).toBe(stdout);
  expect(run().stderr).toContain(stdout);
  const { status, stderr } = spawnSync(process.execPath, ['-e', WATCHED, PROGRAM, '--help'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(/^\d+ files of ours, 0 of others\n$/),
  });
});

test.each([
  [['plan', '--fo'], '--format'],
  [['pla'], 'plan'],
])('a shell completes %j with %s', (words, expected) => {
  const { status, stdout } = run('--get-yargs-completions', 'sentinel-rules', ...words);
  expect(status).toBe(0);
  expect(stdout.split('\n')).toContain(expected);
});

test('the script for a shell is printed, and nothing else', () => {
  const { status, stdout, stderr } = run('completion');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(
    /^(###-begin|#compdef)[^]*complete -o bashdefault -o default -F[^]*end-sentinel-rules-completions-###\s*$/,
  );
});
