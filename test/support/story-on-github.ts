import type { AuditedProject } from './audited-project';
import { commit, pull, review, run } from './github-stub';
import type { GithubStub } from './github-stub';
import type { StoryCommit } from './repository-story';

/** The environment of a run of a workflow at the stub. */
export function workflowEnv(github: GithubStub, token: string, runId: number): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'contoso/detections',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_REF_NAME: 'main',
    GITHUB_ACTOR: 'chi',
    GITHUB_TOKEN: token,
  };
}

/** What GitHub would have said of the story: who reviewed what, and which commits came by no pull request. */
export function storyOnGithub({ repository: { hash } }: AuditedProject): Record<string, unknown> {
  const first: readonly [StoryCommit, string][] = [
    ['spray-created', 'ada'],
    ['dump-branch', 'ben'],
    ['old-created', 'chi'],
    ['dump-merged', 'chi'],
    ['spray-lowered-branch', 'ben'],
    ['spray-lowered', 'ben'],
  ];
  const second: readonly [StoryCommit, string][] = [
    ['spray-excluded', 'chi'],
    ['spray-tested', 'ada'],
    ['spray-moved', 'ada'],
    ['dump-tested', 'ben'],
    ['dump-crlf', 'chi'],
    ['dump-copied', 'ben'],
    ['copy-mended', 'ben'],
    ['dump-rewritten', 'ada'],
    ['tor-created', 'chi'],
  ];
  const pullOf = new Map<StoryCommit, number>([
    ['spray-created', 1],
    ['dump-branch', 2],
    ['dump-merged', 2],
    ['spray-lowered-branch', 3],
    ['spray-lowered', 3],
    ['spray-excluded', 4],
    ['dump-rewritten', 5],
  ]);
  const heads: readonly (readonly [number, StoryCommit, string, string])[] = [
    [1, 'spray-created', 'ada', 'ben'],
    [2, 'dump-branch', 'ben', 'chi'],
    [3, 'spray-lowered-branch', 'helper[bot]', 'ben'],
    [4, 'spray-excluded', 'chi', 'chi'],
    [5, 'dump-rewritten', 'ada', 'ben'],
  ];
  const reviews: Record<number, object[]> = {
    1: [review('ben', 'CHANGES_REQUESTED', hash('start')), review('ben', 'APPROVED', hash('spray-created'))],
    2: [review('ada', 'APPROVED', hash('dump-branch'))],
    3: [review('ben', 'APPROVED', hash('spray-lowered-branch'))],
    4: [review('ada', 'APPROVED', hash('spray-lowered'))],
    5: [review('ben', 'APPROVED', hash('dump-rewritten'))],
  };
  return {
    '/actions/runs/1': run(1, { actor: 'chi', starter: 'chi' }),
    '/actions/runs/2': run(2, { actor: 'ada', starter: 'chi' }),
    '/actions/runs/1/approvals': [],
    '/actions/runs/2/approvals': [
      {
        state: 'rejected',
        comment: 'not on a Friday',
        user: { login: 'dana' },
        environments: [{ name: 'production' }],
      },
    ],
    '/commits': first.map(([name, who]) => commit(hash(name), who)),
    [`/compare/${hash('spray-lowered')}...${hash('tor-created')}`]: {
      commits: second.map(([name, who]) => commit(hash(name), who)),
    },
    ...Object.fromEntries(
      [...first, ...second].map(([name]) => {
        const number = pullOf.get(name);
        return [`/commits/${hash(name)}/pulls`, number === undefined ? [] : [{ number }]];
      }),
    ),
    ...Object.fromEntries(
      heads.flatMap(([number, head, author, merger]) => [
        [
          `/pulls/${number}`,
          pull({ number, author, merger, head: hash(head), merge: hash(head), ref: `branch-${number}` }),
        ],
        [`/pulls/${number}/reviews`, reviews[number]],
      ]),
    ),
    '/activity': heads.map(([, head, author, merger]) => ({
      after: hash(head),
      activity_type: 'push',
      actor: { login: author.endsWith('[bot]') ? merger : author },
    })),
    '/rules/branches/main': [
      { type: 'deletion' },
      { type: 'pull_request', ruleset_id: 7, parameters: { required_approving_review_count: 1 } },
    ],
  };
}
