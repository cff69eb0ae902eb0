import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGolden } from '../golden';
import { auditedProject, spring } from '../support/audited-project';
import type { AuditedProject } from '../support/audited-project';
import { builtCli } from '../support/built-cli';
import { commit, pull, review, run, startGithub } from '../support/github-stub';
import type { GithubStub } from '../support/github-stub';
import type { StoryCommit } from '../support/repository-story';

const TOKEN = 'ghs_planted0secret0token';
let project: AuditedProject;
let github: GithubStub;

beforeAll(async () => {
  project = await auditedProject();
  github = await startGithub(answers(project));
  await spring(project, (deployment) => ({
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'contoso/detections',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: String(deployment),
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_REF_NAME: 'main',
    GITHUB_ACTOR: 'chi',
    GITHUB_TOKEN: TOKEN,
  }));
  await project.emulator.close();
  await github.close();
}, 60_000);
afterAll(() => project.dispose());

/** What GitHub would have said of the story: who reviewed what, and which commits came by no pull request. */
function answers({ repository: { hash } }: AuditedProject): Record<string, unknown> {
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

const masked = (text: string): string => text.replaceAll(/deployment [0-9a-f]{12}/g, 'deployment <entry>');

test('each deployed change: who wrote, pushed, started and approved it, and what is wrong with that', () => {
  const { exit, stdout, stderr } = builtCli(project.root, ['audit', 'duties']);
  expectGolden('cli/audit/duties.txt', masked(stdout));
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
});

test('as markdown, for an issue', () => {
  const { exit, stdout } = builtCli(project.root, ['audit', 'duties', '--format', 'markdown']);
  expect(exit).toBe(1);
  expectGolden('cli/audit/duties.md', stdout);
});

test('what the platform said is in the chain, raw; the token is nowhere', () => {
  const ledger = join(project.root, '.sentinel', 'ledger', 'local');
  const all = readdirSync(ledger, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(all.join('\n')).not.toContain(TOKEN);
  expect([...github.tokens]).toEqual([`Bearer ${TOKEN}`]);
  const begin = JSON.parse(readFileSync(join(ledger, 'deployments', '000003.json'), 'utf8')) as {
    record: { platform: Record<string, unknown> };
  };
  expect(begin.record.platform).toMatchObject({
    repository: 'contoso/detections',
    run: { id: 2, attempt: 2, actor: 'ada', starter: 'chi' },
    approvals: [{ state: 'rejected', user: 'dana', environments: ['production'], comment: 'not on a Friday' }],
    missing: [],
  });
  expect(builtCli(project.root, ['audit', 'verify']).exit).toBe(0);
});
