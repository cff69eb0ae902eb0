import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmulator } from '../../scripts/emulate';
import { auditedProject, spring } from '../support/audited-project';
import { generateRepository } from '../support/generated-repository';
import { gitIn } from '../support/git-history';
import { startGithub } from '../support/github-stub';
import { sentinelAuditOf } from '../support/sentinel-audit';
import { storyOnGithub, workflowEnv } from '../support/story-on-github';
import { TOKEN, startGitHub } from '../workflows/github-stub';
import { ROOT } from './page-data';
import type { PageData } from './page-data';

/** The folder that a page is followed in, and what its shell knows. */
export interface Project {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

/** Makes what a page's data asks for. */
export async function makeProject(data: PageData): Promise<Project> {
  if (data.project === 'audited') return audited();
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-page-'));
  if (data.project === 'story') generateRepository({ folder });
  for (const path of data.copies ?? (data.project === undefined ? ['detections'] : [])) {
    if (!existsSync(join(ROOT, path))) throw new Error(`there is nothing to copy at ${path}`);
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  const emulator = data.emulator === true ? await startEmulator({ control: 'http' }) : undefined;
  const url = emulator?.url ?? '';
  const github = data.github === true ? await startGitHub() : undefined;
  const event = `${folder}.event.json`;
  if (github !== undefined) {
    github.approvers = ['ben'];
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
  }
  for (const [path, text] of Object.entries(data.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll('$EMULATOR', url));
  }
  if (data.git === true) commitAll(folder);
  return {
    folder,
    env: {
      REPOSITORY: ROOT,
      ...(emulator === undefined ? {} : { EMULATOR: url }),
      ...(github === undefined ? {} : { ...stepEnv(github.url), GITHUB_EVENT_PATH: event }),
    },
    dispose: async () => {
      await github?.close();
      await emulator?.close();
      rmSync(folder, { recursive: true, force: true });
      rmSync(event, { force: true });
    },
  };
}

/** What a step of a workflow knows, in a run for a pull request. */
function stepEnv(url: string): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: url,
    GITHUB_TOKEN: TOKEN,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'contoso/detections',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_ACTOR: 'ada',
    GITHUB_TRIGGERING_ACTOR: 'ada',
  };
}

/** A repository with a history, the ledger of what was deployed of it in a spring, and `audit.json`, the workspace's own records. */
async function audited(): Promise<Project> {
  const project = await auditedProject();
  const github = await startGithub(storyOnGithub(project));
  await spring(project, (deployment) => workflowEnv(github, 'token', deployment));
  await github.close();
  writeFileSync(join(project.root, 'audit.json'), JSON.stringify(sentinelAuditOf(project.emulator)));
  return { folder: project.root, env: {}, dispose: () => project.dispose() };
}

function commitAll(folder: string): void {
  const who = ['-c', 'user.name=Ada Meyer', '-c', 'user.email=ada@contoso.example'];
  gitIn(folder, ['init', '--quiet', '-b', 'main']);
  gitIn(folder, ['add', '.']);
  gitIn(folder, [...who, 'commit', '--quiet', '-m', 'Rules']);
}
