import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { inertLine } from '../../src/state';
import { planSetHash } from '../../src/targets';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { signedApproval } from '../github/signed-approval';
import { approvalRefusal, environmentProtection, runApprovals } from '../github/approval';
import { readSource } from '../files/read-source';
import { gitHubClient, GitHubFailure } from '../github/client';
import type { GitHubClient } from '../github/client';
import { needGitHubRun } from '../github/run';
import type { GitHubRun } from '../github/run';
import { writeComment, writeIssue } from '../github/sticky';
import { readResults } from '../review/results';

const VERBS = ['comment', 'issue', 'approval', 'outputs'] as const;

export const github = defineCommand({
  name: 'github',
  positionals: {
    what: {
      describe: 'comment (on the pull request of this run), issue, approval (of this run), or outputs (of this step)',
      required: true,
    },
  },
  options: {
    'body-file': { type: 'string', describe: 'file with the markdown; without it standard input' },
    marker: { type: 'string', describe: 'which of our comments or issues it is', default: 'review' },
    title: { type: 'string', describe: 'title of a new issue' },
    plans: { type: 'strings', describe: 'outputs, approval --signed: plan files, and folders of them' },
    environment: { type: 'string', describe: 'approval: the environment that asks for it' },
    signed: {
      type: 'boolean',
      describe: 'approval: a signature of `sentinel-rules approve` instead of an environment',
    },
    hash: { type: 'string', describe: 'approval --signed: the full hash that the plans must have' },
    remote: { type: 'string', describe: 'approval --signed: where approvals are kept (default: origin)' },
    state: {
      type: 'string',
      describe: 'closed closes the issue: all is well',
      choices: ['open', 'closed'],
      default: 'open',
    },
  },
  examples: [
    ['github comment --body-file review.md', 'write the one comment of the pull request again'],
    ['github approval --environment production', 'exit 5 unless somebody else approved this run'],
    ['github approval --signed --plans plans', 'exit 5 unless somebody else signed exactly these plans'],
    ['github outputs --plans plans', 'the hash of all plans and the number of changes, for later jobs'],
    ['github issue --marker drift --title "Drift in prod" --body-file drift.md', 'open the issue, or write it again'],
  ],
  async run({ what, 'body-file': path, marker, title, state, environment, plans, signed, hash, remote }, io) {
    const verb = VERBS.find((each) => each === what);
    if (verb === undefined) throw new UsageError(`github takes ${VERBS.join(', ')}; found ${JSON.stringify(what)}`);
    if (!/^[\w.-]{1,60}$/.test(marker)) throw new UsageError('--marker takes letters, digits, points, hyphens');
    if (verb === 'outputs') return outputs(io, plans);
    const run = needGitHubRun(io.env);
    try {
      const client = gitHubClient(run.access);
      if (verb === 'approval' && signed) return await signedApproval(io, { client, run, plans, hash, remote });
      if (verb === 'approval') return await approved(client, run, { environment, io });
      const body = path === undefined ? await io.stdin() : textOf(io, path);
      const sticky = { repository: run.repository, marker, body };
      const done =
        verb === 'comment'
          ? await writeComment(client, { ...sticky, number: pullRequestOf(io) })
          : await writeIssue(client, { ...sticky, title: title ?? `sentinel-rules: ${marker}`, state });
      io.stderr(`${verb} ${done}\n`);
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error;
      io.stderr(`GitHub did not take it: ${error.message}\n`);
      return EXIT.remote;
    }
  },
});

/** What the jobs that follow have to know of plans: nothing in it was written by others. */
function outputs(io: Io, paths: readonly string[]): ExitCode {
  const { plans, unread } = readResults(io.cwd, {
    check: undefined,
    tests: undefined,
    coverage: undefined,
    compare: undefined,
    plans: paths,
  });
  for (const problem of unread) io.stderr(`a plan cannot be read: ${inertLine(problem)}\n`);
  if (unread.length > 0 || plans.length === 0) return EXIT.usage;
  const hash = planSetHash(plans.map((plan) => ({ target: plan.target.name, hash: plan.hash })));
  const changes = plans.reduce((sum, { actions }) => sum + actions.length, 0);
  const lines = `hash=${hash}\nchanges=${changes}\n`;
  const file = io.env['GITHUB_OUTPUT'];
  if (file === undefined) io.stdout(lines);
  else appendFileSync(file, lines);
  return EXIT.ok;
}

interface Approval {
  readonly environment: string | undefined;
  readonly io: Io;
}

async function approved(client: GitHubClient, run: GitHubRun, { environment, io }: Approval): Promise<ExitCode> {
  if (environment === undefined) throw new UsageError('approval needs --environment, or --signed with --plans');
  const [protection, approvals] = await Promise.all([
    environmentProtection(client, run, environment),
    runApprovals(client, run),
  ]);
  const refusal = approvalRefusal(run, protection, approvals);
  if (refusal !== undefined) {
    io.stderr(`nothing is applied: ${inertLine(refusal)}\n`);
    return EXIT.guard;
  }
  if (protection.adminsMayBypass) io.stderr(`warning: administrators may pass by ${inertLine(environment)}\n`);
  io.stderr('approved by somebody else than who started the run\n');
  return EXIT.ok;
}

function textOf(io: Io, path: string): string {
  const source = readSource(resolve(io.cwd, path), path);
  if ('failure' in source) throw new UsageError(`${path} cannot be read: ${source.failure}`);
  return source.text;
}

/** The number of the pull request that started the run (docs.github.com, event payloads). */
function pullRequestOf(io: Io): number {
  const path = io.env['GITHUB_EVENT_PATH'];
  const number = path === undefined ? undefined : numberIn(textOf(io, path));
  if (number === undefined) throw new UsageError('this run is not of a pull request: GITHUB_EVENT_PATH names none');
  return number;
}

function numberIn(text: string): number | undefined {
  try {
    const { pull_request: pull } = JSON.parse(text) as { readonly pull_request?: { readonly number?: unknown } };
    return typeof pull?.number === 'number' ? pull.number : undefined;
  } catch {
    return undefined;
  }
}
