import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stepsOf, withOutputs } from './guide';
import type { Step } from './guide';

// docs/testing-rules.md, followed word by word in a copy of the project, with the built command line.
const ROOT = join(__dirname, '..', '..');
const GUIDE = join(ROOT, 'docs', 'testing-rules.md');
const PROGRAM = join(ROOT, 'bin', 'sentinel-rules.js');
const markdown = readFileSync(GUIDE, 'utf8');
const steps = stepsOf(markdown);

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'sentinel-guide-'));
  cpSync(join(ROOT, 'detections'), join(project, 'detections'), { recursive: true });
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('every command and file of the guide does what it says', () => {
  const outputs = steps.map((step) => ({ step, output: step.kind === 'run' ? run(step.command) : follow(step) }));
  const now = withOutputs(markdown, outputs);
  if (process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] !== 'true') writeFileSync(GUIDE, now);
  expect(now).toBe(readFileSync(GUIDE, 'utf8'));
}, 180_000);

test('the guide ends with a rule whose check and tests are green', () => {
  const path = 'detections/endpoint/local-administrator-added.yaml';
  expect(run(`npx sentinel-rules check ${path}`)).toMatch(/0 errors, 0 warnings/);
  expect(run(`npx sentinel-rules test ${path}`)).toMatch(/cases passed, 0 failed$/);
}, 180_000);

test('the guide has files, changes and commands', () => {
  expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['write', 'change', 'run']));
});

function follow(step: Exclude<Step, { kind: 'run' }>): string {
  const file = join(project, step.path);
  if (step.kind === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, step.text);
    return '';
  }
  const parts = readFileSync(file, 'utf8').split(step.before);
  if (parts.length !== 2)
    throw new Error(`line ${step.line}: the change fits ${parts.length - 1} places of ${step.path}`);
  writeFileSync(file, parts.join(step.after));
  return '';
}

/** What a person would see in the terminal: results and words. */
function run(command: string): string {
  const [npx, name, ...args] = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
  if (npx !== 'npx' || name !== 'sentinel-rules') throw new Error(`no command of this project: ${command}`);
  const { PATH = '', HOME = '' } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH, HOME, CI: 'true' },
    timeout: 30_000,
  });
  return `${stdout}${stderr}`.trimEnd();
}
