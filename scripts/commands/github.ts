import { resolve } from 'node:path';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import { readSource } from '../files/read-source';
import { gitHubClient, GitHubFailure } from '../github/client';
import { needGitHubRun } from '../github/run';
import { writeComment, writeIssue } from '../github/sticky';

const VERBS = ['comment', 'issue'] as const;

export const github = defineCommand({
  name: 'github',
  positionals: { what: { describe: 'comment (on the pull request of this run) or issue', required: true } },
  options: {
    'body-file': { type: 'string', describe: 'file with the markdown; without it standard input' },
    marker: { type: 'string', describe: 'which of our comments or issues it is', default: 'review' },
    title: { type: 'string', describe: 'title of a new issue' },
    state: {
      type: 'string',
      describe: 'closed closes the issue: all is well',
      choices: ['open', 'closed'],
      default: 'open',
    },
  },
  examples: [
    ['github comment --body-file review.md', 'write the one comment of the pull request again'],
    ['github issue --marker drift --title "Drift in prod" --body-file drift.md', 'open the issue, or write it again'],
  ],
  async run({ what, 'body-file': path, marker, title, state }, io) {
    const verb = VERBS.find((each) => each === what);
    if (verb === undefined) throw new UsageError(`github takes ${VERBS.join(' or ')}; found ${JSON.stringify(what)}`);
    if (!/^[\w.-]{1,60}$/.test(marker)) throw new UsageError('--marker takes letters, digits, points, hyphens');
    const run = needGitHubRun(io.env);
    const body = path === undefined ? await io.stdin() : textOf(io, path);
    const sticky = { repository: run.repository, marker, body };
    try {
      const client = gitHubClient(run.access);
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

function textOf(io: Io, path: string): string {
  const source = readSource(resolve(io.cwd, path), path);
  if ('failure' in source) throw new UsageError(`${path} cannot be read: ${source.failure}`);
  return source.text;
}

/** The number of the pull request that started the run (docs.github.com, event payloads, read 2026-11-24). */
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
