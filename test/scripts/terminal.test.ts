import { mannersOf } from '../../scripts/terminal';

const all = { stdin: true, stdout: true, stderr: true };
const none = { stdin: false, stdout: false, stderr: false };

test.each<[string, Readonly<Record<string, string>>, typeof all, string]>([
  ['a person at a terminal', { TERM: 'xterm-256color' }, all, 'color progress asks'],
  ['a terminal of Windows, which has no TERM', {}, all, 'color progress asks'],
  ['a dumb terminal', { TERM: 'dumb' }, all, 'asks'],
  ['a dumb terminal that is told to', { TERM: 'dumb', FORCE_COLOR: '1' }, all, 'color asks'],
  ['NO_COLOR', { NO_COLOR: '1' }, all, 'progress asks'],
  ['NO_COLOR before FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, all, 'progress asks'],
  ['NO_COLOR without a value', { NO_COLOR: '' }, all, 'color progress asks'],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, none, ''],
  ['a pipe', {}, { ...all, stdout: false }, 'progress asks'],
  ['a pipe that is told to', { FORCE_COLOR: '1' }, none, 'color'],
  ['words into a file', {}, { ...all, stderr: false }, 'color'],
  ['text piped in', {}, { ...all, stdin: false }, 'color progress'],
  ['a pipeline, even with a terminal', { CI: 'true' }, all, ''],
  ['CI=false', { CI: 'false' }, all, 'color progress asks'],
])('%s', (_what, env, terminals, expected) => {
  const has = Object.entries(mannersOf(env, terminals)).flatMap(([what, is]) => (is ? [what] : []));
  expect(has.join(' ')).toBe(expected);
});
