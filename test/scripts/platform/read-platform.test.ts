import type { Plan } from '../../../src/state';
import { platformOf } from '../../../scripts/platform/read-platform';
import { commit, pull, review, run, startGithub } from '../../support/github-stub';
import type { GithubStub } from '../../support/github-stub';

const HEAD = 'c'.repeat(40);
const plan = { commit: HEAD } as Plan;
let github: GithubStub;
afterEach(() => github.close());

async function asked(answers: Readonly<Record<string, unknown>>, env: Readonly<Record<string, string>> = {}) {
  github = await startGithub(answers);
  const full = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'contoso/detections',
    GITHUB_RUN_ID: '7',
    GITHUB_TOKEN: 'secret',
    ...env,
  };
  const now = () => new Date('2026-02-01T00:00:00Z');
  return (await platformOf({ env: full, now }, { plan, ledger: { entries: [] } })).platform;
}

test('what cannot be read is named, and the rest is kept', async () => {
  const platform = await asked({
    '/actions/runs/7': run(7, { actor: 'chi', starter: 'chi' }),
    '/actions/runs/7/approvals': 403,
    '/commits': [commit(HEAD, 'ada', 'web-flow')],
    [`/commits/${HEAD}/pulls`]: [{ number: 5 }],
    '/pulls/5': pull({ number: 5, author: 'ada', merger: 'ben', head: HEAD, merge: HEAD, ref: 'topic' }),
    '/pulls/5/reviews': [review('ben', 'APPROVED', HEAD)],
    '/activity': [{ after: 'd'.repeat(40), actor: { login: 'eve' } }],
    '/rules/branches/main': 500,
  });
  expect(platform).toMatchObject({
    run: { id: 7, starter: 'chi' },
    approvals: [],
    commits: [{ commit: HEAD, author: 'ada', signature: 'unsigned', pullRequests: [5] }],
    // somebody pushed, but not the commit that was merged: nobody is named
    pullRequests: [{ number: 5, pusher: null, reviews: [{ user: 'ben', state: 'APPROVED', commit: HEAD }] }],
    missing: ['approvals of the run: the platform answered 403', 'rules of the branch: the platform answered 500'],
  });
  expect(JSON.stringify(platform)).not.toContain('secret');
});

test('a branch of a fork: who pushed it is not to be had here', async () => {
  const fork = pull({ number: 5, author: 'ada', merger: 'ben', head: HEAD, merge: HEAD, ref: 'topic' });
  const platform = await asked({
    '/commits': [commit(HEAD, 'ada')],
    [`/commits/${HEAD}/pulls`]: [{ number: 5 }],
    '/pulls/5': { ...fork, head: { sha: HEAD, ref: 'topic', repo: null } },
  });
  expect(platform?.missing).toContain('who pushed pull request 5: its branch is of another repository');
  expect(platform?.missing).toContain('the run: the platform answered 404');
});

test.each([
  ['no token', { GITHUB_TOKEN: '' }],
  ['a token would go in the clear', { GITHUB_API_URL: 'http://api.contoso.example' }],
  ['an address that only looks like this machine', { GITHUB_API_URL: 'http://127.0.0.1.contoso.example' }],
  ['a repository that is a path', { GITHUB_REPOSITORY: '../../user' }],
])('%s: nobody is asked', async (_, env) => {
  expect(await asked({}, env)).toBeUndefined();
  expect(github.asked).toEqual([]);
});

test('a platform that is not there keeps nothing from going on', async () => {
  const platform = await asked({}, { GITHUB_API_URL: 'http://127.0.0.1:9' });
  expect(platform?.missing).toContain('the run: the platform could not be reached');
});
