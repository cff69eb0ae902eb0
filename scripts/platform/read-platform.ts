import type { PlatformCommit, PlatformRecord, PlatformRun, PullRequest, Review, RunApproval } from '../../src/ledger';
import { isArray, isObject, objectAt } from '../../src/json';
import type { JsonObject } from '../../src/json';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';
import { gitHubClient } from '../github/client';
import { recordedReads } from './recorded-reads';
import type { RecordedReads } from './recorded-reads';

const MOST_PULL_REQUESTS = 50;
/** A platform that is slow must not hold a deployment up for long. */
const TIMEOUT_MS = 15_000;

interface GithubPlace {
  /** `https://api.github.com`, or a loopback address in a test. */
  readonly api: string;
  /** owner/name */
  readonly repository: string;
  readonly token: string;
}

/** What the platform says of a plan that is about to be carried out: of all that came since the last deployment. */
export async function platformOf(
  io: Pick<Io, 'env' | 'now'>,
  { plan, ledger }: { readonly plan: Plan; readonly ledger: Pick<OpenLedger, 'entries'> },
): Promise<{ readonly platform?: PlatformRecord }> {
  const last = ledger.entries.findLast(({ record }) => record.kind === 'begin' && record.commit !== null);
  const base = last?.record.kind === 'begin' ? last.record.commit : null;
  const platform = await readPlatform(io, { base, head: plan.commit });
  return platform === undefined ? {} : { platform };
}

/**
 * What GitHub says of the run that deploys and of the commits since `base`: reads alone. Undefined outside of a workflow,
 * or without a token. Sources: GitHub REST API 2022-11-28, pages on workflow runs, commits, pulls, reviews, repository
 * activity and rules.
 */
async function readPlatform(
  io: Pick<Io, 'env' | 'now'>,
  { base, head }: { readonly base: string | null; readonly head: string | null },
): Promise<PlatformRecord | undefined> {
  const place = placeOf(io.env);
  if (place === undefined) return undefined;
  const { api, repository, token } = place;
  const client = recordedReads(gitHubClient({ url: api, token, timeoutMs: TIMEOUT_MS }), repository);
  const commit = head?.replace(/-dirty$/, '') ?? null;
  const run = await readRun(client, io.env);
  const approvals = run === undefined ? [] : await readApprovals(client, run.id);
  const commits =
    commit === null ? [] : await readCommits(client, { base: base?.replace(/-dirty$/, '') ?? null, commit });
  const numbers = [...new Set(commits.flatMap(({ pullRequests }) => pullRequests))];
  if (numbers.length > MOST_PULL_REQUESTS) {
    client.missing.push(`pull requests: only ${MOST_PULL_REQUESTS} of ${numbers.length} were read`);
  }
  const pullRequests: PullRequest[] = [];
  for (const number of numbers.slice(0, MOST_PULL_REQUESTS)) {
    const pull = await readPullRequest(client, place, number);
    if (pull !== undefined) pullRequests.push(pull);
  }
  const branch = pullRequests.at(-1)?.base ?? io.env['GITHUB_REF_NAME'];
  const protection =
    branch === undefined
      ? []
      : await client.list(`/rules/branches/${encodeURIComponent(branch)}`, 'rules of the branch');
  return {
    name: 'github',
    at: io.now().toISOString(),
    api: place.api,
    repository: place.repository,
    ...(run === undefined ? {} : { run }),
    approvals,
    commits,
    pullRequests,
    protection: protection ?? [],
    missing: client.missing,
  };
}

function placeOf(env: Io['env']): GithubPlace | undefined {
  const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository } = env;
  const token = env['GITHUB_TOKEN'] ?? env['GH_TOKEN'];
  if (api === undefined || repository === undefined || token === undefined || token === '') return undefined;
  // a token goes over TLS, or to this machine
  const safe = api.startsWith('https://') || /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(api);
  return safe && URL.canParse(api) && /^[\w.-]+\/[\w.-]+$/.test(repository) ? { api, repository, token } : undefined;
}

async function readRun(client: RecordedReads, env: Io['env']): Promise<PlatformRun | undefined> {
  const id = env['GITHUB_RUN_ID'];
  if (id === undefined || !/^\d+$/.test(id)) return undefined;
  const run = await client.object(`/actions/runs/${id}`, 'the run');
  if (run === undefined) return undefined;
  return {
    id: numberAt(run, 'id'),
    attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? numberAt(run, 'run_attempt')),
    event: textAt(run, 'event') ?? '',
    workflow: textAt(run, 'path') ?? '',
    commit: textAt(run, 'head_sha') ?? '',
    actor: loginAt(run, 'actor'),
    starter: loginAt(run, 'triggering_actor'),
  };
}

async function readApprovals(client: RecordedReads, run: number): Promise<readonly RunApproval[]> {
  const found = await client.list(`/actions/runs/${run}/approvals`, 'approvals of the run');
  return (found ?? []).map((approval) => {
    const environments = isArray(approval['environments']) ? approval['environments'].filter(isObject) : [];
    const comment = textAt(approval, 'comment');
    return {
      state: textAt(approval, 'state') ?? '',
      user: loginAt(approval, 'user'),
      environments: environments.map((one) => textAt(one, 'name') ?? ''),
      ...(comment === null || comment === '' ? {} : { comment }),
    };
  });
}

async function readCommits(
  client: RecordedReads,
  { base, commit }: { readonly base: string | null; readonly commit: string },
): Promise<readonly PlatformCommit[]> {
  const what = 'commits since the last deployment';
  const found =
    base === null
      ? await client.list(`/commits?sha=${commit}`, what)
      : base === commit
        ? []
        : await client.list(`/compare/${base}...${commit}`, what, 'commits');
  const commits: PlatformCommit[] = [];
  for (const one of found ?? []) {
    const sha = textAt(one, 'sha') ?? '';
    const { verified, reason } = objectAt(objectAt(one, 'commit'), 'verification');
    const pulls = await client.list(`/commits/${sha}/pulls`, `pull requests of ${sha.slice(0, 12)}`);
    commits.push({
      commit: sha,
      author: loginAt(one, 'author'),
      committer: loginAt(one, 'committer'),
      signature: verified === true ? 'valid' : typeof reason === 'string' ? reason : 'unknown',
      pullRequests: (pulls ?? []).map((pull) => numberAt(pull, 'number')),
    });
  }
  return commits;
}

async function readPullRequest(
  client: RecordedReads,
  { repository }: GithubPlace,
  number: number,
): Promise<PullRequest | undefined> {
  const what = `pull request ${number}`;
  const [pull, reviews] = await Promise.all([
    client.object(`/pulls/${number}`, what),
    client.list(`/pulls/${number}/reviews`, `reviews of ${what}`),
  ]);
  if (pull === undefined) return undefined;
  const head = objectAt(pull, 'head');
  const sha = textAt(head, 'sha') ?? '';
  const fork = textAt(objectAt(head, 'repo'), 'full_name') !== repository;
  const ref = encodeURIComponent(`refs/heads/${textAt(head, 'ref') ?? ''}`);
  if (fork) client.missing.push(`who pushed ${what}: its branch is of another repository`);
  const pushes = fork ? undefined : await client.list(`/activity?ref=${ref}`, `who pushed ${what}`);
  const push = pushes?.find((one) => textAt(one, 'after') === sha);
  return {
    number,
    author: loginAt(pull, 'user'),
    merger: loginAt(pull, 'merged_by'),
    merged: textAt(pull, 'merged_at'),
    head: sha,
    merge: textAt(pull, 'merge_commit_sha'),
    base: textAt(objectAt(pull, 'base'), 'ref') ?? '',
    pusher: push === undefined ? null : loginAt(push, 'actor'),
    reviews: (reviews ?? []).map((review): Review => ({
      user: loginAt(review, 'user'),
      state: textAt(review, 'state') ?? '',
      commit: textAt(review, 'commit_id'),
      at: textAt(review, 'submitted_at'),
    })),
  };
}

function textAt(parent: JsonObject, key: string): string | null {
  const value = parent[key];
  return typeof value === 'string' ? value : null;
}

function numberAt(parent: JsonObject, key: string): number {
  const value = parent[key];
  return typeof value === 'number' ? value : 0;
}

function loginAt(parent: JsonObject, key: string): string | null {
  return textAt(objectAt(parent, key), 'login');
}
