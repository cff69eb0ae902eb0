import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../scripts/command';
import type { Command, Io } from '../../scripts/command';
import { deploy } from '../../scripts/commands/deploy';
import { drift } from '../../scripts/commands/drift';
import { startEmulator } from '../../scripts/emulate';
import type { RunningEmulator } from '../../scripts/emulate';
import { generateRepository } from './generated-repository';
import type { GeneratedRepository } from './generated-repository';
import type { StoryCommit } from './repository-story';

/** A repository with a history, and a workspace that it was deployed to: both at times that a test sets. */
export interface AuditedProject {
  readonly root: string;
  readonly repository: GeneratedRepository;
  readonly emulator: RunningEmulator;
  write(path: string, text: string): void;
  /** Sets the time of everybody: ISO 8601. */
  at(time: string): void;
  checkout(commit: StoryCommit): void;
  run(command: Command, args?: Readonly<Record<string, unknown>>, io?: Partial<Io>): Promise<Ran>;
  /** What a person in the portal does to a rule. */
  request(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  edit(id: string, properties: object): Promise<void>;
  dispose(): Promise<void>;
}

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

const PLACE =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/local/providers/Microsoft.SecurityInsights';

/** The generated repository beside an empty workspace `local`, on 1 January 2026. `ledger` says where the ledger is. */
export async function auditedProject({ ledger = '' }: { readonly ledger?: string } = {}): Promise<AuditedProject> {
  const repository = generateRepository();
  const root = repository.folder;
  let now = Date.parse('2026-01-01T00:00:00Z');
  const emulator = await startEmulator({ clock: now });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  // the endpoint is of this machine, so it is in no commit: git is told to look away
  repository.git('update-index', '--assume-unchanged', 'sentinel.config.yaml');
  write(
    'sentinel.config.yaml',
    `repository: contoso/detections\ntargets:\n  local: { kind: emulator, endpoint: '${emulator.url}'${ledger} }\n`,
  );
  appendFileSync(join(root, '.git', 'info', 'exclude'), '.sentinel/\n');
  const request: AuditedProject['request'] = async (method, path, body) => {
    const answer = await fetch(`${emulator.url}${PLACE}/${path}?api-version=2025-07-01-preview`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  return {
    root,
    repository,
    emulator,
    write,
    at: (time) => {
      now = Date.parse(time);
      emulator.control.setClock(now);
    },
    checkout: (commit) => void repository.git('checkout', '--quiet', '--detach', repository.hash(commit)),
    // a command takes a moment, as it does in life
    run: async (command, args = {}, io = {}) =>
      runIn(root, { command, args, io: { now: () => new Date((now += 10)), ...io } }),
    request,
    edit: async (id, properties) => {
      const { kind, properties: old } = await request('GET', `alertRules/${id}`);
      await request('PUT', `alertRules/${id}`, { kind, properties: { ...(old as object), ...properties } });
    },
    dispose: async () => {
      await emulator.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A rule that nobody's repository holds. */
export const BY_HAND = {
  kind: 'Scheduled',
  properties: {
    displayName: 'Mailbox forwarding by hand',
    enabled: true,
    severity: 'Low',
    query: 'OfficeActivity\n| where Operation == "New-InboxRule"',
    queryFrequency: 'PT1H',
    queryPeriod: 'PT1H',
    triggerOperator: 'GreaterThan',
    triggerThreshold: 0,
    suppressionDuration: 'PT1H',
    suppressionEnabled: false,
  },
} as const;

/**
 * A spring: two deployments with a look between them, an edit in the portal that a later look finds, a deployment that
 * takes it back, and a rule that is nobody's.
 */
export async function spring(
  project: AuditedProject,
  env: (deployment: number) => Readonly<Record<string, string>> = () => ({}),
): Promise<void> {
  const { at, checkout, run, request, edit, repository } = project;
  const must = async (exit: number, command: Command, deployment?: number): Promise<void> => {
    const more = deployment === undefined ? {} : { env: { USER: 'deployer', ...env(deployment) } };
    const ran = await run(command, deployment === undefined ? {} : { yes: true }, more);
    if (ran.exit !== exit) throw new Error(`exit ${ran.exit}: ${ran.stdout}${ran.stderr}`);
  };
  at('2026-02-02T08:00:00Z');
  await request('PUT', 'alertRules/by-hand', BY_HAND);
  at('2026-02-02T09:00:00Z');
  checkout('spray-lowered');
  await must(0, deploy, 1);
  at('2026-02-09T08:00:00Z');
  await must(0, drift);
  at('2026-02-11T22:15:00Z');
  await edit(repository.rules.dump, { enabled: false });
  at('2026-02-16T08:00:00Z');
  await must(10, drift);
  at('2026-02-18T09:00:00Z');
  checkout('tor-created');
  await must(0, deploy, 2);
  at('2026-02-23T08:00:00Z');
  await must(0, drift);
}

async function runIn(
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
    env: { USER: 'deployer' },
    now: () => new Date(),
    color: false,
    progress: false,
    ...io,
  };
  try {
    return { exit: await command.run({ ...defaults, ...args, ...lists(command, args) }, full), stdout, stderr };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { exit: 2, stdout, stderr: `${stderr}${error.message}\n` };
  }
}

/** What the command line gives as a list, if only an empty one. */
function lists(command: Command, args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const many = [
    ...Object.entries(command.options).flatMap(([name, { type }]) => (type === 'strings' ? [name] : [])),
    ...Object.entries(command.positionals).flatMap(([name, one]) => (one.many === true ? [name] : [])),
  ];
  return Object.fromEntries(many.map((name) => [name, [args[name] ?? []].flat()]));
}
