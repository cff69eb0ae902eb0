import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateRepository } from '../support/generated-repository';
import { gitIn } from '../support/git-history';

/** One call of the built command line. What it prints is compared with `<n>.stdout.txt` and `<n>.stderr.txt`. */
interface Step {
  readonly args: readonly string[];
  readonly exit: number;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder beside `files/` that is copied over the project before the step. */
  readonly overlay?: string;
  /** What somebody else does to the emulated workspace before the step; the path is below the workspace's own. */
  readonly act?: { readonly method: string; readonly path: string; readonly body?: unknown };
  /** A commit or branch that is checked out before the step. */
  readonly checkout?: string;
  /** What later steps call it, as `{name}` in their arguments, and the expression whose group finds it in this output. */
  readonly saves?: Readonly<Record<string, string>>;
  /** Files of the project after the step: whether they are there. */
  readonly leaves?: Readonly<Record<string, boolean>>;
}

/** `scenario.json` of a folder; the project it runs in is the folder's `files/`. */
export interface Scenario {
  readonly title: string;
  readonly steps: readonly Step[];
  /**
   * Whether the project is a git repository: `true` with all of `files/` in its first commit on the branch `main`; `story`
   * with the history of `test/support/repository-story.ts`, and `files/` over it.
   */
  readonly git?: true | 'story';
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

/** The workspace of a project without a configuration. */
const LOCAL =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/local/';

const ACT = `
  const { startEmulator } = require(process.argv[1]);
  (async () => {
    const emulator = await startEmulator({ dataDir: '.sentinel/local' });
    const { status, body } = await emulator.control.act('portal', JSON.parse(process.argv[2]));
    await emulator.close();
    if (status >= 300) throw new Error(status + ' ' + body);
  })();
`;

/** Acts as somebody in the portal on the workspace that the project keeps under `.sentinel`. */
function actIn(folder: string, { method, path, body }: NonNullable<Step['act']>): void {
  const emulate = join(PROGRAM, '..', '..', 'dist', 'scripts', 'emulate');
  const act = JSON.stringify({ method, path: `${LOCAL}${path}`, body });
  const { status, stderr } = spawnSync(process.execPath, ['-e', ACT, emulate, act], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the act was not done: ${stderr}`);
}

export interface StepResult {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly leaves: Readonly<Record<string, boolean>>;
}

/** Runs every step in a fresh copy of the scenario's files. */
export function runScenario(name: string, scenario: Scenario): readonly StepResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-rules-'));
  try {
    if (scenario.git === 'story') generateRepository({ folder });
    const files = join(SCENARIOS, name, 'files');
    if (existsSync(files)) cpSync(files, folder, { recursive: true });
    if (scenario.git === true) commitAll(folder);
    const saved = new Map<string, string>();
    return scenario.steps.map(({ args, stdin = '', env = {}, overlay, act, checkout, saves = {}, leaves = {} }) => {
      if (checkout !== undefined) gitIn(folder, ['checkout', '--quiet', checkout]);
      if (overlay !== undefined) cpSync(join(SCENARIOS, name, overlay), folder, { recursive: true });
      if (act !== undefined) actIn(folder, act);
      const { PATH = '', HOME = '' } = process.env;
      const filled = args.map((arg) => arg.replace(/^\{(\w+)\}$/, (all, one: string) => saved.get(one) ?? all));
      const run = spawnSync(process.execPath, [PROGRAM, ...filled], {
        cwd: folder,
        input: stdin,
        encoding: 'utf8',
        env: { PATH, HOME, CI: 'true', ...env },
        timeout: 60_000,
      });
      for (const [one, pattern] of Object.entries(saves)) {
        saved.set(one, new RegExp(pattern, 'm').exec(run.stdout)?.[1] ?? `no ${one}`);
      }
      const clean = (text: string): string => masked(text.replaceAll(folder, '<project>'), scenario.mask ?? []);
      const left = Object.keys(leaves).map((path) => [path, existsSync(join(folder, path))] as const);
      return {
        exit: run.status,
        stdout: clean(run.stdout),
        stderr: clean(run.stderr),
        leaves: Object.fromEntries(left),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commitAll(folder: string): void {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'first'],
  ]) {
    const { status, stderr } = spawnSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
}

function masked(text: string, mask: readonly (readonly [string, string])[]): string {
  return mask.reduce((all, [pattern, replacement]) => all.replaceAll(new RegExp(pattern, 'g'), replacement), text);
}
