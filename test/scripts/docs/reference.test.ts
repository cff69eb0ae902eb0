import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { commands } from '../../../scripts/commands';
import { commandsPage } from '../../../scripts/docs/commands-page';
import { filePage, filePageNames } from '../../../scripts/docs/file-pages';
import { verbExits } from '../../../scripts/docs/verb-exits';
import { EXIT } from '../../../scripts/exit-codes';
import { readScenario, scenarioNames } from '../../cli/scenario';

const ROOT = join(__dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'docs', 'reference');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

test('docs/reference/commands.md is what the commands declare (npm run docs)', async () => {
  expect(read('commands.md')).toBe(await commandsPage());
});

test.each(filePageNames)('docs/reference/%s.md is what the schema says (npm run docs)', (name) => {
  expect(read(`${name}.md`)).toBe(filePage(name));
});

test('nothing else is in the folder', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(
    ['commands.md', ...filePageNames.map((name) => `${name}.md`)].toSorted(),
  );
});

describe('exit codes', () => {
  const ALL = [EXIT.ok, EXIT.usage, EXIT.bug];

  test('are told of every verb, and of no other', () => {
    expect(Object.keys(verbExits).toSorted()).toEqual(Object.keys(commands).toSorted());
  });

  test.each(scenarioNames())('that the scenario %s ends with are told', (name) => {
    const { steps } = readScenario(name);
    const untold = steps.filter(({ args: [verb = ''], exit }) => {
      const codes: readonly number[] = [...ALL, ...(verbExits[verb] ?? [])];
      return Object.hasOwn(commands, verb) && !codes.includes(exit);
    });
    expect(untold).toEqual([]);
  });

  test.each(Object.keys(commands))('of %s are in code that it reaches', (verb) => {
    const reached = codesReachedBy(join(ROOT, 'scripts', 'commands', `${verb}.ts`));
    const told = Object.entries(EXIT).flatMap(([name, code]) =>
      verbExits[verb]?.includes(code) === true ? [name] : [],
    );
    expect(told.filter((name) => !reached.has(name))).toEqual([]);
  });
});

/** Names of the exit codes in a file and in all of `scripts/` that it imports. */
function codesReachedBy(file: string): ReadonlySet<string> {
  const files = new Set([file]);
  for (const each of files) {
    const text = readFileSync(each, 'utf8');
    for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type)[^;]*? from '(\.[^']+)'/gms)) {
      const target = normalize(join(dirname(each), path));
      const found = [`${target}.ts`, join(target, 'index.ts')].find((one) => existsSync(one));
      if (found !== undefined && found.startsWith(join(ROOT, 'scripts'))) files.add(found);
    }
  }
  const texts = [...files].filter((one) => !one.endsWith('exit-codes.ts')).map((one) => readFileSync(one, 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/EXIT\.(\w+)/g)].map(([, name]) => name ?? '')));
}
