import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One call of the built command line. What it prints is compared with `<n>.stdout.txt` and `<n>.stderr.txt`. */
interface Step {
  readonly args: readonly string[];
  readonly exit: number;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** `scenario.json` of a folder; the project it runs in is the folder's `files/`. */
export interface Scenario {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Regular expressions of what differs from run to run, and what stands for it in the expected text. */
  readonly mask?: readonly (readonly [pattern: string, replacement: string])[];
}

const SCENARIOS = join(__dirname, 'scenarios');
const PROGRAM = join(__dirname, '..', '..', 'bin', 'sentinel-rules.js');

export function scenarioNames(): readonly string[] {
  return readdirSync(SCENARIOS).filter((name) => existsSync(join(SCENARIOS, name, 'scenario.json')));
}

export function readScenario(name: string): Scenario {
  return JSON.parse(readFileSync(join(SCENARIOS, name, 'scenario.json'), 'utf8')) as Scenario;
}

export interface StepResult {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs every step in a fresh copy of the scenario's files. */
export function runScenario(name: string, scenario: Scenario): readonly StepResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-rules-'));
  try {
    const files = join(SCENARIOS, name, 'files');
    if (existsSync(files)) cpSync(files, folder, { recursive: true });
    return scenario.steps.map(({ args, stdin = '', env = {} }) => {
      const { PATH = '', HOME = '' } = process.env;
      const run = spawnSync(process.execPath, [PROGRAM, ...args], {
        cwd: folder,
        input: stdin,
        encoding: 'utf8',
        env: { PATH, HOME, CI: 'true', ...env },
        timeout: 60_000,
      });
      const clean = (text: string): string => masked(text.replaceAll(folder, '<project>'), scenario.mask ?? []);
      return { exit: run.status, stdout: clean(run.stdout), stderr: clean(run.stderr) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function masked(text: string, mask: readonly (readonly [string, string])[]): string {
  return mask.reduce((all, [pattern, replacement]) => all.replaceAll(new RegExp(pattern, 'g'), replacement), text);
}
