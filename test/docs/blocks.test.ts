import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../scripts/commands';
import { blocksOf } from './blocks';
import { allPages, groupsOf, textOf } from './pages';
import { ROOT, dataOf } from './page-data';
import { stepsOf, unusedOf } from './steps';

test.each(allPages())('%s: each block is run, written, checked, or has a reason', (page) => {
  const data = dataOf(page);
  if (data.provenBy !== undefined) return;
  expect(unusedOf(stepsOf(textOf(page), data), data)).toEqual([]);
});

test('each page belongs to one group', () => {
  expect(allPages().filter((page) => groupsOf(page).length !== 1)).toEqual([]);
});

const page = (...lines: readonly string[]): string => lines.join('\n');

test.each([
  ['no language', page('```', 'npm start', '```'), 'line 1: a block of no language that nothing runs'],
  ['an unknown language', page('```python', 'print()', '```'), 'a block of python that nothing runs'],
  ['a file without a path', page('A file:', '', '```yaml', 'a: 1', '```'), 'a block of yaml that nothing runs'],
  ['a change without a path', page('```diff', '-a', '```'), 'ends with the file'],
  ['a text without a reason', page('```text', 'drawing', '```'), 'gives no reason for: drawing'],
  ['output without a command', page('```console', 'hello', '```'), 'a command begins with "$ "'],
  ['a fence that stays open', page('```sh', 'ls'), 'never closed'],
])('refused: %s', (_, markdown, message) => {
  expect(() => stepsOf(markdown, {})).toThrow(message);
});

test('commands of a block, with what they print', () => {
  const [step] = stepsOf(page('```console', '$ echo a \\', '  b', 'a b', '$ true', '$ echo c', '...', '```'), {});
  expect(step).toMatchObject({
    commands: [
      { command: 'echo a \\\n  b', shown: ['a b'], line: 2 },
      { command: 'true', shown: [], line: 5 },
      { command: 'echo c', shown: ['...'], line: 6 },
    ],
  });
});

test('commands of an overview, without what is said about them', () => {
  const block = page(
    '- in a list:',
    '',
    '  ```sh',
    '  # first',
    '  a --b "c # d"     # does it',
    "  curl -d '{",
    '    "e": 1 }\'',
    '  ```',
  );
  const [step] = stepsOf(block, {});
  expect(step).toMatchObject({ commands: [{ command: 'a --b "c # d"' }, { command: 'curl -d \'{\n  "e": 1 }\'' }] });
});

test('ARCHITECTURE.md draws every room, and no other', () => {
  const drawing = blocksOf(textOf('ARCHITECTURE.md'))[0]?.lines ?? [];
  const inSrc = drawing.flatMap((line) => /^ {2}([\w-]+)\/ /.exec(line)?.[1] ?? []);
  const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(inSrc.toSorted()).toEqual(rooms.map(({ name }) => name).toSorted());
  const tops = drawing.flatMap((line) => /^([\w-]+)\/ /.exec(line)?.[1] ?? []);
  expect(tops.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
});

test('scripts of npm that pages name are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: object };
  const named = allPages().flatMap((one) =>
    [...textOf(one).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name ?? ''),
  );
  expect([...new Set(named)].filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('commands that prose names have their verb, and the verb the options', async () => {
  const wrong: string[] = [];
  for (const one of allPages()) {
    for (const [span, words = ''] of textOf(one).matchAll(/`(?:npx )?sentinel-rules ([^`]+)`/g)) {
      const [verb = ''] = words.split(/\s/);
      const options = [...words.matchAll(/(?<=\s)--(?:no-)?([a-z-]+)/g)].map(([, name]) => name ?? '');
      if (verb.startsWith('-') || verb.startsWith('<') || verb === 'completion') continue;
      const command = Object.hasOwn(commands, verb) ? await commands[verb]?.load() : undefined;
      if (command === undefined || options.some((name) => !Object.hasOwn(command.options, name) && name !== 'help')) {
        wrong.push(`${one}: ${span}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
