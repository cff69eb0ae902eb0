import { UsageError } from '../command';
import type { GitHubAccess } from './client';

/** The workflow run that a command runs in, as GitHub's runner says it (docs.github.com, variables reference). */
export interface GitHubRun {
  readonly access: GitHubAccess;
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: string;
  readonly attempt: string;
  /** Who started the run, and who the attempt. */
  readonly actor: string;
  readonly triggeringActor: string;
  readonly event: string;
  readonly sha: string;
  readonly ref: string;
  /** Where people look at it. */
  readonly address: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The run, or undefined outside of one, or where no token was given to this step. */
export function gitHubRun(env: Env): GitHubRun | undefined {
  const token = env['GITHUB_TOKEN'] ?? env['GH_TOKEN'];
  const repository = env['GITHUB_REPOSITORY'];
  const runId = env['GITHUB_RUN_ID'];
  if (token === undefined || token === '' || repository === undefined || runId === undefined) return undefined;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d+$/.test(runId)) return undefined;
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const actor = env['GITHUB_ACTOR'] ?? '';
  return {
    access: { url: env['GITHUB_API_URL'] ?? 'https://api.github.com', token },
    repository,
    runId,
    attempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
    actor,
    triggeringActor: env['GITHUB_TRIGGERING_ACTOR'] ?? actor,
    event: env['GITHUB_EVENT_NAME'] ?? '',
    sha: env['GITHUB_SHA'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
    address: `${server}/${repository}/actions/runs/${runId}`,
  };
}

/** The run, or a UsageError that says what is missing. */
export function needGitHubRun(env: Env): GitHubRun {
  const run = gitHubRun(env);
  if (run === undefined) {
    throw new UsageError(
      'this needs a workflow run of GitHub: GITHUB_TOKEN, GITHUB_REPOSITORY and GITHUB_RUN_ID are not all there',
    );
  }
  return run;
}
