import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import type { Command, Io } from '../command';
import { deploy } from '../commands/deploy';
import { drift } from '../commands/drift';
import { report } from '../commands/report';
import { startEmulator } from '../emulate';
import type { RunningEmulator } from '../emulate';
import { PACKAGE_ROOT } from '../package-root';
import { PEOPLE, STORY, STORY_ENDS } from './story';
import type { StoryCommit, StoryDeployment, StoryEvent, StoryPortal } from './story';

interface Stage {
  readonly folder: string;
  readonly emulator: RunningEmulator;
  /** Of the GitHub that this machine plays. */
  readonly github: string;
}

/**
 * Lives through the story in an empty folder, with the time that it says: real commits, real deployments to an emulated
 * workspace, and at last the report, in `site/` of the folder. Returns the site's folder.
 */
export async function playStory(folder: string): Promise<string> {
  const emulator = await startEmulator({ clock: Date.parse(STORY[0]?.at ?? STORY_ENDS) });
  const github = await approvingGithub();
  const stage: Stage = { folder, emulator, github: github.url };
  try {
    git(folder, {}, ['init', '--quiet', '--initial-branch', 'main']);
    writeFileSync(
      join(folder, 'sentinel.config.yaml'),
      `repository: contoso/detections\ntargets:\n  prod: { kind: emulator, endpoint: '${emulator.url}', resourceGroup: rg-soc, workspace: contoso-sentinel }\n`,
    );
    writeFileSync(join(folder, '.git', 'info', 'exclude'), '.sentinel/\nsentinel.config.yaml\nsite/\n');
    for (const event of STORY) {
      emulator.control.setClock(Date.parse(event.at));
      await live(event, stage);
    }
    await run(report, { out: 'site', 'run-tests': true }, { stage, at: STORY_ENDS });
    return join(folder, 'site');
  } finally {
    await github.close();
    await emulator.close();
  }
}

async function live(event: StoryEvent, stage: Stage): Promise<void> {
  switch (event.kind) {
    case 'commit':
      return commit(event, stage);
    case 'deploy':
      return run(
        deploy,
        { target: ['prod'], yes: true, plan: [] },
        { stage, at: event.at, env: workflow(event, stage) },
      );
    case 'look':
      return run(drift, { target: ['prod'] }, { stage, at: event.at });
    case 'portal':
      return editInPortal(event, stage);
  }
}

/** Files as they are now, less what later commits change of them. */
function commit({ at, who, subject, brings = [], edits = [] }: StoryCommit, { folder }: Stage): void {
  for (const each of brings) {
    cpSync(join(PACKAGE_ROOT, 'detections', each), join(folder, 'detections', each), { recursive: true });
  }
  const later = STORY.flatMap((event) => (event.kind === 'commit' && event.at > at ? (event.edits ?? []) : []));
  for (const path of new Set([...edits, ...later].map((edit) => edit.path))) {
    if (
      ![...brings.map((each) => `detections/${each}/`), ...edits.map((edit) => edit.path)].some((one) =>
        path.startsWith(one),
      )
    )
      continue;
    let text = readFileSync(join(PACKAGE_ROOT, path), 'utf8');
    for (const { before, after } of later.filter((edit) => edit.path === path)) {
      if (!text.includes(after))
        throw new Error(`${path} does not hold what a later commit of the story brings:\n${after}`);
      text = text.replace(after, () => before);
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const name = PEOPLE[who];
  const email = `${who}@contoso.com`;
  const env = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: at,
  };
  git(folder, env, ['add', '--all']);
  git(folder, env, ['-c', 'commit.gpgSign=false', 'commit', '--quiet', '--message', subject]);
}

function git(folder: string, env: Readonly<Record<string, string>>, args: readonly string[]): void {
  const { status, stderr } = spawnSync('git', args, {
    cwd: folder,
    env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

async function run(
  command: Command,
  args: Readonly<Record<string, unknown>>,
  {
    stage,
    at,
    env = {},
  }: { readonly stage: Stage; readonly at: string; readonly env?: Readonly<Record<string, string>> },
): Promise<void> {
  let now = Date.parse(at);
  let printed = '';
  const print = (text: string): void => void (printed += text);
  const io: Io = {
    stdout: print,
    stderr: print,
    stdin: () => Promise.resolve(''),
    cwd: stage.folder,
    env,
    // a command takes a moment, as it does in life
    now: () => new Date((now += 10)),
    color: false,
    progress: false,
  };
  const exit = await command.run({ ...initial(command), ...args }, io);
  // 10: a look found what was changed in the portal
  if (exit !== 0 && exit !== 10) throw new Error(`${command.name} ended with ${exit}:\n${printed}`);
}

/** What the command line gives where nobody says anything. */
function initial(command: Command): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [
      name,
      option.type === 'strings' ? [] : 'default' in option ? option.default : undefined,
    ]),
  );
}

function workflow({ run: id, who }: StoryDeployment, { github }: Stage): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: github,
    GITHUB_REPOSITORY: 'contoso/detections',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: String(id),
    GITHUB_REF_NAME: 'main',
    GITHUB_ACTOR: who,
    GITHUB_TOKEN: 'none',
  };
}

async function editInPortal({ rule, properties }: StoryPortal, { emulator }: Stage): Promise<void> {
  const place =
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/contoso-sentinel/providers/Microsoft.SecurityInsights';
  const address = `${emulator.url}${place}/alertRules/${rule}?api-version=2025-07-01-preview`;
  const found = (await (await fetch(address)).json()) as { readonly kind: string; readonly properties: object };
  const body = JSON.stringify({ kind: found.kind, properties: { ...found.properties, ...properties } });
  const answer = await fetch(address, { method: 'PUT', body });
  if (!answer.ok) throw new Error(`the rule ${rule} could not be changed: ${await answer.text()}`);
}

/** A GitHub that knows who started and who approved each run of the story; of anything else it knows nothing. */
async function approvingGithub(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const runs = new Map(
    STORY.flatMap((event) => (event.kind === 'deploy' ? [[String(event.run), event] as const] : [])),
  );
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answerTo(pathname, runs)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    close: async () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerTo(path: string, runs: ReadonlyMap<string, StoryDeployment>): unknown {
  const [, id = '', approvals] = /\/actions\/runs\/(\d+)(\/approvals)?$/.exec(path) ?? [];
  const found = runs.get(id);
  // no pull requests, no rules of branches
  if (found === undefined) return path.includes('/compare/') ? { commits: [] } : [];
  const person = (login: string): object => ({ login, id: 1 });
  if (approvals !== undefined) {
    return [{ state: 'approved', user: person(found.approver), environments: [{ name: 'prod' }], comment: '' }];
  }
  const starter = person(found.who);
  return {
    id: found.run,
    run_attempt: 1,
    event: 'push',
    path: '.github/workflows/deploy.yml',
    actor: starter,
    triggering_actor: starter,
  };
}
