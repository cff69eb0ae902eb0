import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../../../scripts/command';
import type { Io } from '../../../scripts/command';
import { newRuleCommand } from '../../../scripts/commands/new';
import { areas } from '../../../src/rules';
import { exampleFile } from '../../rules/example-file';

const PROGRAM = join(__dirname, '..', '..', '..', 'bin', 'sentinel-rules.js');

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'new-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs `new` for a person who gives these answers, one after the other; without them nobody can be asked. */
async function runNew(args: Readonly<Record<string, unknown>>, answers?: readonly string[]) {
  const questions: string[] = [];
  const said: string[] = [];
  let printed = '';
  const rest = [...(answers ?? [])];
  const ask = async (question: string): Promise<string> => {
    questions.push(question);
    return Promise.resolve(rest.shift() ?? '');
  };
  const io: Io = {
    stdout: (text) => void (printed += text),
    stderr: (text) => void said.push(text),
    stdin: () => Promise.resolve(''),
    cwd,
    env: {},
    now: () => new Date('2026-11-24T12:00:00Z'),
    color: false,
    progress: false,
    ...(answers === undefined ? {} : { ask }),
  };
  await newRuleCommand.run({ tactic: [], technique: [], ...args }, io);
  return { questions, said, paths: printed.trimEnd().split('\n'), unused: rest };
}

const written = (path: string): string => readFileSync(join(cwd, path), 'utf8');
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
};

test('at a terminal it asks for what no flag says, and takes Enter for what is usual', async () => {
  const { questions, paths, unused } = await runNew({}, ['Remote tool', 'rmm', '', '']);
  expect(questions).toEqual([
    'What is the rule called? ',
    'What does it watch (identity, endpoint, mail, network, cloud, rmm)? ',
    'How does it run (Scheduled, NRT)? [Scheduled] ',
    'How urgent are its alerts (Medium, High, Low, Informational)? [Medium] ',
  ]);
  expect(unused).toEqual([]);
  expect(paths).toEqual(['detections/rmm/remote-tool.yaml', 'detections/rmm/remote-tool.test.yaml']);
  expect(written('detections/rmm/remote-tool.yaml')).toMatch(/kind: Scheduled\n[^]*severity: Medium\n/);
});

test('answers may be short, and what is none of the words is asked again', async () => {
  const { questions, said, paths } = await runNew({ name: 'Cleared' }, ['space', 'END', 'n', 'l']);
  expect(questions).toHaveLength(4);
  expect(said[0]).toBe('"space" is none of them: identity, endpoint, mail, network, cloud, rmm\n');
  expect(paths[0]).toBe('detections/endpoint/cleared.yaml');
  expect(written('detections/endpoint/cleared.yaml')).toMatch(/kind: NRT\n[^]*severity: Low\n/);
});

test('flags that are enough ask nothing, also at a terminal', async () => {
  const { questions } = await runNew({ name: 'A rule', area: 'cloud', severity: 'High' }, []);
  expect(questions).toEqual([]);
  expect(written('detections/cloud/a-rule.yaml')).toMatch(/kind: Scheduled\n[^]*severity: High\n/);
});

test.each<[string, Readonly<Record<string, unknown>>, readonly string[] | undefined, RegExp]>([
  ['no name, and nobody to ask', { area: 'rmm' }, undefined, /^give the name of the rule: /],
  ['no area, and nobody to ask', { name: 'A' }, undefined, /^give --area: /],
  ['no answer', { name: 'A' }, [''], /^give --area: /],
  ['three wrong answers', { name: 'A' }, ['x', 'y', 'z'], /^give --area: /],
  [
    'a tactic that is none',
    { name: 'A', area: 'rmm', tactic: ['Initial Access'] },
    undefined,
    /"Initial Access"\. Did you mean `InitialAccess`\?/,
  ],
  ['a technique that is none', { name: 'A', area: 'rmm', technique: ['T99'] }, undefined, /expected a technique id/],
  ['too long a name', { name: 'x'.repeat(257), area: 'rmm' }, undefined, /expected at most 256/],
])('refused, and nothing is written: %s', async (_what, args, answers, words) => {
  const failure = await runNew(args, answers).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as UsageError).message).toMatch(words);
  expect(readdirSync(cwd)).toEqual([]);
});

test.each([
  [
    'the name of a rule elsewhere',
    'detections/mail/other.yaml',
    exampleFile('name: a RULE '),
    /^detections\/mail\/other\.yaml is called "A rule" already/,
  ],
  [
    'a file in other letters',
    'detections/rmm/A-Rule.yaml',
    exampleFile('name: Another'),
    /^detections\/rmm\/A-Rule\.yaml is there already/,
  ],
  [
    'a file that ends in .yml',
    'detections/rmm/a-rule.yml',
    exampleFile('name: Another'),
    /a-rule\.yml is there already/,
  ],
  ['tests without a rule', 'detections/rmm/a-rule.test.yaml', 'cases: []\n', /a-rule\.test\.yaml is there already/],
])('refused, since there is %s', async (_what, path, text, words) => {
  put(path, text);
  await expect(runNew({ name: 'A rule', area: 'rmm' })).rejects.toThrow(words);
  expect(readdirSync(dirname(join(cwd, path)))).toHaveLength(1);
});

test('every rule has an id of its own', async () => {
  await runNew({ name: 'One', area: 'rmm' });
  await runNew({ name: 'Two', area: 'rmm' });
  const ids = ['one', 'two'].map((name) => /^id: (.*)$/m.exec(written(`detections/rmm/${name}.yaml`))?.[1]);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('of each area and kind, what it writes checks without a finding and passes its tests', async () => {
  const names = Object.keys(areas).flatMap((area) => ['Scheduled', 'NRT'].map((kind) => ({ area, kind })));
  for (const { area, kind } of names) await runNew({ name: `${area} ${kind}`, area, kind });
  const run = (verb: string) => spawnSync(process.execPath, [PROGRAM, verb], { cwd, encoding: 'utf8' });
  const count = names.length;
  expect(run('check').stdout).toBe(`✔ ${count} files checked (${count} rules): 0 errors, 0 warnings\n`);
  const { stdout, status } = run('test');
  expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, `✔ ${2 * count} cases passed, 0 failed`]);
});
