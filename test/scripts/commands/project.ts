import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command, Io } from '../../../scripts/command';
import { UsageError } from '../../../scripts/command';
import { startEmulator } from '../../../scripts/emulate';
import type { RunningEmulator } from '../../../scripts/emulate';

/** A project in a folder of its own, with an emulator that runs at its target `lab`. */
export interface TestProject {
  readonly root: string;
  readonly emulator: RunningEmulator;
  write(path: string, text: string): void;
  /** Runs a command as the command line would; a usage error becomes exit 2. */
  run(command: Command, args?: Readonly<Record<string, unknown>>, io?: Partial<Io>): Promise<Ran>;
}

interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const open: { readonly root: string; readonly emulator: RunningEmulator }[] = [];

export async function testProject(): Promise<TestProject> {
  const root = mkdtempSync(join(tmpdir(), 'sentinel-rules-'));
  const emulator = await startEmulator({ settings: { pageSize: 2 } });
  open.push({ root, emulator });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('sentinel.config.yaml', `targets:\n  lab: { kind: emulator, endpoint: "${emulator.url}" }\n`);
  return { root, emulator, write, run: (command, args = {}, io = {}) => run(root, { command, args, io }) };
}

/** For `afterEach`. */
export async function closeProjects(): Promise<void> {
  for (const { root, emulator } of open.splice(0)) {
    await emulator.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function run(
  cwd: string,
  {
    command,
    args,
    io,
  }: { readonly command: Command; readonly args: Readonly<Record<string, unknown>>; readonly io: Partial<Io> },
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const defaults = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [name, 'default' in option ? option.default : undefined]),
  );
  const full: Io = {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    stdin: () => Promise.resolve(''),
    cwd,
    env: {},
    now: () => new Date('2026-01-10T00:00:00Z'),
    color: false,
    progress: false,
    ...io,
  };
  try {
    const exit = await command.run({ ...defaults, ...lists(command, args) }, full);
    return { exit, stdout, stderr };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { exit: 2, stdout, stderr: `${stderr}${error.message}\n` };
  }
}

/** As the command line does: what may be there several times is a list, one that was not given is empty. */
function lists(command: Command, args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const many = [
    ...Object.entries(command.options).flatMap(([name, { type }]) => (type === 'strings' ? [name] : [])),
    ...Object.entries(command.positionals).flatMap(([name, one]) => (one.many === true ? [name] : [])),
  ];
  return { ...args, ...Object.fromEntries(many.map((name) => [name, [args[name] ?? []].flat()])) };
}

/** A rule file with nothing wrong. `number` makes the id and the name. */
export function ruleFile(number: number, more: Readonly<Record<string, string>> = {}): string {
  const keys: Record<string, string> = {
    id: `3f2b7c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}`,
    name: `Rule ${number}`,
    version: '1.0.0',
    kind: 'Scheduled',
    description: 'Identifies one thing that matters.',
    severity: 'High',
    queryFrequency: '1h',
    queryPeriod: '1d',
    triggerOperator: 'gt',
    triggerThreshold: '0',
    tactics: '[Persistence]',
    relevantTechniques: '[T1098]',
    query: '|\n  SecurityEvent\n  | where EventID == 4720',
    ...more,
  };
  return Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}
