import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../package-root';
import type { Scene, SceneStep } from './scene';

/** What one command of a scene printed, as a terminal would have got it. */
export interface RecordedStep {
  readonly step: SceneStep;
  readonly chunks: readonly RecordedChunk[];
}

export interface RecordedChunk {
  /** Milliseconds since the command was started. */
  readonly at: number;
  readonly text: string;
}

const PROJECT = join(PACKAGE_ROOT, 'scripts', 'media', 'project');

/** What was there before the scene begins: a repository whose rules are deployed, and an edit that nobody has checked. */
const BEFORE: readonly string[] = [
  'git init --quiet --initial-branch main',
  'git add --all',
  'git commit --quiet --message "Three rules"',
  'npx sentinel-rules deploy --yes',
  'npx sentinel-rules doctor --probe',
];

/** Plays a scene in a scratch folder: every command runs, in a shell, against the built command line. */
export async function record(scene: Scene): Promise<readonly RecordedStep[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-scene-'));
  try {
    const project = makeProject(folder);
    for (const command of BEFORE) runBefore(command, project);
    cpSync(join(PROJECT, 'after'), project, { recursive: true });
    const recorded: RecordedStep[] = [];
    for (const step of scene.steps) recorded.push({ step, chunks: await play(step, project) });
    return recorded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeProject(folder: string): string {
  const project = join(folder, 'rules');
  cpSync(join(PROJECT, 'before'), project, { recursive: true });
  mkdirSync(join(project, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(
    join(PACKAGE_ROOT, 'bin', 'sentinel-rules.js'),
    join(project, 'node_modules', '.bin', 'sentinel-rules'),
    'file',
  );
  return project;
}

function runBefore(command: string, project: string): void {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: project,
    env: environment(project),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`\`${command}\` ended with ${status}:\n${stdout}${stderr}`);
}

async function play({ command, exit }: SceneStep, project: string): Promise<readonly RecordedChunk[]> {
  const started = performance.now();
  const chunks: RecordedChunk[] = [];
  const decoder = new TextDecoder();
  // both streams into one pipe: a terminal shows them in the order in which they were written
  const child = spawn('bash', ['-c', `exec 2>&1\n${command}`], {
    cwd: project,
    env: environment(project),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.on('data', (bytes: Buffer) => {
    chunks.push({ at: performance.now() - started, text: decoder.decode(bytes, { stream: true }) });
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== exit) {
    throw new Error(`\`${command}\` ended with ${code}, not ${exit}:\n${chunks.map(({ text }) => text).join('')}`);
  }
  return chunks;
}

/** A terminal's environment that is the same on every machine: colours on, no pager, no configuration of a person. */
function environment(project: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: project,
    TERM: 'xterm-256color',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    FORCE_COLOR: '1',
    NO_UPDATE_NOTIFIER: '1',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PAGER: 'cat',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'color.ui',
    GIT_CONFIG_VALUE_0: 'always',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@contoso.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@contoso.com',
  };
}
