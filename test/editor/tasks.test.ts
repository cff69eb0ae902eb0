import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commands } from '../../scripts/commands';
import type { ProblemMatcher } from './problem-matcher';
import { problemsIn, runsIn } from './problem-matcher';

/** The tasks of `.vscode/tasks.json`, carried out: what they print is what their problem matchers read. */

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'sentinel-rules.js');
const RULE = 'detections/rmm/beyondtrust-file-signature.yaml';
const TESTS = RULE.replace('.yaml', '.test.yaml');

interface Task {
  readonly label: string;
  readonly type: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly isBackground?: boolean;
  readonly problemMatcher: ProblemMatcher | readonly ProblemMatcher[];
}

const { tasks } = JSON.parse(readFileSync(join(ROOT, '.vscode', 'tasks.json'), 'utf8')) as { tasks: readonly Task[] };

const taskOf = (label: string): Task => {
  const task = tasks.find((each) => each.label === `sentinel-rules: ${label}`);
  if (task === undefined) throw new Error(`there is no task ${label}`);
  return task;
};
const matchersOf = ({ problemMatcher }: Task): readonly ProblemMatcher[] => [problemMatcher].flat();

/** The arguments behind the program's name, as an editor fills them in. */
const filledIn = (task: Task, values: Readonly<Record<string, string>>): readonly string[] =>
  task.args.slice(1).map((arg) => arg.replace(/\$\{([\w:]+)\}/g, (_, name: string) => values[name] ?? `(no ${name})`));

let project: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(join(project, path), 'utf8');
  expect(text).toContain(from);
  write(path, text.replace(from, to));
};
const run = (label: string, values: Readonly<Record<string, string>> = {}): string => {
  const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...filledIn(taskOf(label), values)], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout + stderr;
};
const problems = (label: string, output: string) => problemsIn(output, matchersOf(taskOf(label)));

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'tasks-'));
  for (const path of [RULE, TESTS]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    cpSync(join(ROOT, path), join(project, path));
  }
  for (const folder of ['_watchlists', '_functions']) {
    cpSync(join(ROOT, 'detections', folder), join(project, 'detections', folder), { recursive: true });
  }
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test.each(tasks.map((task) => [task.label, task] as const))('%s calls a command that there is', (_label, task) => {
  expect(task).toMatchObject({ type: 'shell', command: 'npx' });
  expect(task.args[0]).toBe('sentinel-rules');
  expect(Object.keys(commands)).toContain(task.args[1]);
  for (const matcher of matchersOf(task)) expect(matcher.fileLocation).toEqual(['relative', '${workspaceFolder}']);
});

test('check: every finding is a problem at its place, and nothing else is', () => {
  expect(problems('check', run('check'))).toEqual([]);
  edit(RULE, 'severity: Medium', 'severity: Critical');
  edit(RULE, 'queryPeriod: 14d', 'queryPeriod: 1h');
  write('detections/_watchlists/approved_remote_tools.csv', 'a,b\n1\n');
  write('detections/a folder/no rule.yaml', 'id: [\n');
  const output = run('check');
  const { diagnostics } = JSON.parse(
    spawnSync(process.execPath, [PROGRAM, 'check', '--format', 'json'], { cwd: project, encoding: 'utf8' }).stdout,
  ) as {
    diagnostics: readonly Readonly<Record<string, unknown>>[];
  };
  expect(diagnostics.length).toBeGreaterThan(3);
  expect(new Set(diagnostics.map(({ file }) => file))).toEqual(
    new Set([RULE, 'detections/_watchlists/approved_remote_tools.csv', 'detections/a folder/no rule.yaml']),
  );
  expect(problems('check', output)).toEqual(
    diagnostics.map(({ file, line, column, severity, message, code }) => ({
      file,
      line,
      column,
      severity,
      message,
      code,
    })),
  );
});

test('test: a case that fails is a problem at its name, with the first line of why', () => {
  expect(problems('test', run('test'))).toEqual([]);
  edit(TESTS, 'cases:\n', 'cases:\n  - name: no events,  two  spaces:1:2\n    given: []\n    expect: fires\n');
  const line = readFileSync(join(project, TESTS), 'utf8').split('\n').indexOf('cases:') + 2;
  const place = { file: TESTS, line, column: 11, severity: 'error' };
  const message = 'no events,  two  spaces:1:2\nexpected an alert, found none';
  expect(problems('test', run('test'))).toEqual([{ ...place, message }]);
  expect(problems('test this file', run('test this file', { relativeFile: TESTS }))).toEqual([{ ...place, message }]);
});

test('test: a test file that cannot be read, and a rule that cannot be run, are problems too', () => {
  edit(TESTS, 'cases:\n', 'cases:\n  - nmae: nothing\n');
  expect(problems('test this file', run('test this file', { relativeFile: TESTS }))).toEqual(
    expect.arrayContaining([expect.objectContaining({ file: TESTS, code: 'unknown-key', severity: 'error' })]),
  );
  edit(RULE, 'query: |', 'query: [');
  expect(problems('test', run('test'))).toContainEqual(expect.objectContaining({ file: RULE, code: 'yaml-syntax' }));
});

test('test as I write: a run begins and ends where the editor looks for it', async () => {
  const task = taskOf('test as I write');
  expect(task.isBackground).toBe(true);
  const [matcher] = matchersOf(task);
  const args = filledIn(task, { relativeFile: TESTS });
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  let said = '';
  let look = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      look();
    });
  }
  const runs = () => runsIn(said, matcher as ProblemMatcher);
  const ended = async (count: number): Promise<void> =>
    await new Promise((resolve) => {
      look = () => {
        if (runs().filter((each) => each.ended).length === count) resolve();
      };
      look();
    });
  await ended(1);
  expect(problemsIn(runs()[0]?.text ?? '', matchersOf(task))).toEqual([]);
  edit(TESTS, 'cases:\n', 'cases:\n  - name: no events\n    given: []\n    expect: fires\n');
  await ended(2);
  child.kill('SIGINT');
  await exit;
  expect(runs().map((each) => each.ended)).toEqual([true, true]);
  expect(problemsIn(runs()[1]?.text ?? '', matchersOf(task))).toEqual([
    expect.objectContaining({ file: TESTS, message: expect.stringMatching(/^no events\n/) }),
  ]);
});

test('explain: a case by a part of its name; without one it lists the names', () => {
  expect(run('explain this file', { relativeFile: TESTS, 'input:case': 'signed by Bomgar' })).toMatch(/\d+ {2}\S/);
  expect(run('explain this file', { relativeFile: RULE, 'input:case': '' })).toMatch(/there are:\n {2}/);
});

test('query: a file of KQL is run, and its mistake is a problem in that file', () => {
  write('hunts/signins.kql', '\uFEFFSigninLogs\r\n| summarize Signins = count()\r\n');
  write('logs/SigninLogs.ndjson', '{"TimeGenerated":"2026-01-10T00:00:00Z","UserPrincipalName":"ann@contoso.com"}\n');
  const values = { relativeFile: 'hunts/signins.kql', 'input:data': 'logs' };
  expect(run('query with this file', values)).toMatch(/Signins[^]*1/);
  write('hunts/signins.kql', 'SigninLogs\n| where NoColumn == 1\n');
  expect(problems('query with this file', run('query with this file', values))).toEqual([
    {
      file: 'hunts/signins.kql',
      line: 2,
      column: 9,
      severity: 'error',
      code: 'semantic',
      message: expect.stringContaining('NoColumn'),
    },
  ]);
});
