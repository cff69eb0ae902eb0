import { rowOf, rowsOf } from './answer';
import type { GitHubClient } from './client';
import type { GitHubRun } from './run';

/** One decision about a run that waited for an environment, as GitHub says it. */
export interface RunApproval {
  readonly state: string;
  readonly user: string;
  readonly comment: string;
  readonly environments: readonly string[];
}

/** What protects an environment, as far as an approval depends on it. */
export interface EnvironmentProtection {
  readonly name: string;
  /** Users and teams, one of whom has to approve. None: nobody is asked. */
  readonly reviewers: readonly string[];
  /** Whether who started the run may not approve it. */
  readonly preventsSelfReview: boolean;
  /** Whether administrators may pass by. */
  readonly adminsMayBypass: boolean;
}

/** Who approved this run (docs.github.com, REST "Get the review history for a workflow run", read 2026-11-24). */
export async function runApprovals(
  client: GitHubClient,
  { repository, runId }: GitHubRun,
): Promise<readonly RunApproval[]> {
  const answer = await client.request(`/repos/${repository}/actions/runs/${runId}/approvals`);
  return rowsOf(answer).map((row) => ({
    state: textOf(row['state']),
    user: loginOf(row['user']),
    comment: textOf(row['comment']),
    environments: rowsOf(row['environments']).map((environment) => textOf(environment['name'])),
  }));
}

/** The protection of an environment (docs.github.com, REST "Get an environment"). */
export async function environmentProtection(
  client: GitHubClient,
  { repository }: Pick<GitHubRun, 'repository'>,
  name: string,
): Promise<EnvironmentProtection> {
  const answer = rowOf(await client.request(`/repos/${repository}/environments/${encodeURIComponent(name)}`));
  const rules = rowsOf(answer['protection_rules']).filter((rule) => rule['type'] === 'required_reviewers');
  return {
    name,
    reviewers: rules
      .flatMap((rule) => rowsOf(rule['reviewers']))
      .map((each) => {
        const reviewer = rowOf(each['reviewer']);
        return textOf(reviewer['login']) || textOf(reviewer['slug']);
      }),
    preventsSelfReview: rules.some((rule) => rule['prevent_self_review'] === true),
    adminsMayBypass: answer['can_admins_bypass'] !== false,
  };
}

/** Why nothing may be applied: nobody has to approve, or nobody but who started the run did. Undefined: somebody else approved. */
export function approvalRefusal(
  run: Pick<GitHubRun, 'actor' | 'triggeringActor'>,
  protection: EnvironmentProtection,
  approvals: readonly RunApproval[],
): string | undefined {
  if (protection.reviewers.length === 0)
    return `the environment ${protection.name} asks nobody to approve: give it required reviewers`;
  const here = approvals.filter(
    ({ state, environments }) => state === 'approved' && environments.includes(protection.name),
  );
  if (here.length === 0)
    return `nobody approved this run for ${protection.name}: an administrator passed by, or the approval is of another run`;
  const starters = new Set([run.actor.toLowerCase(), run.triggeringActor.toLowerCase()]);
  const others = here.filter(({ user }) => user !== '' && !starters.has(user.toLowerCase()));
  return others.length > 0
    ? undefined
    : `only ${here[0]?.user ?? ''}, who started this run, approved it: somebody else has to`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function loginOf(value: unknown): string {
  return textOf(rowOf(value)['login']);
}
