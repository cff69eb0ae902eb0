import { approvalRefusal, environmentProtection, runApprovals } from '../../../scripts/github/approval';
import type { GitHubClient } from '../../../scripts/github/client';
import type { GitHubRun } from '../../../scripts/github/run';

const run = { repository: 'a/b', runId: '12', actor: 'ann', triggeringActor: 'Ann' } as GitHubRun;

const says = (answers: Readonly<Record<string, unknown>>): GitHubClient => ({
  request: (path) => Promise.resolve(answers[path]),
  list: () => Promise.resolve([]),
});

const protection = { name: 'production', reviewers: ['soc'], preventsSelfReview: true, adminsMayBypass: false };
const by = (user: string, state = 'approved', environment = 'production') => ({
  state,
  user,
  comment: '',
  environments: [environment],
});

test.each([
  [[by('bob')], /^$/],
  [[by('ann'), by('bob')], /^$/],
  [[by('ANN')], /who started this run/],
  [[by('bob', 'rejected')], /nobody approved/],
  [[by('bob', 'approved', 'staging')], /nobody approved/],
  [[by('')], /who started this run/],
  [[], /nobody approved/],
])('approvals %j', (approvals, refusal) => {
  expect(approvalRefusal(run, protection, approvals) ?? '').toMatch(refusal);
});

test('an environment that asks nobody protects nothing', () => {
  expect(approvalRefusal(run, { ...protection, reviewers: [] }, [by('bob')])).toMatch(/asks nobody/);
});

test('answers of GitHub are read, and holes in them are nobody', async () => {
  const client = says({
    '/repos/a/b/actions/runs/12/approvals': [
      { state: 'approved', comment: 'ok', user: { login: 'bob' }, environments: [{ name: 'production' }] },
      { state: 'approved', user: null },
    ],
    '/repos/a/b/environments/production': {
      can_admins_bypass: true,
      protection_rules: [
        { type: 'wait_timer', wait_timer: 5 },
        {
          type: 'required_reviewers',
          prevent_self_review: true,
          reviewers: [
            { type: 'Team', reviewer: { slug: 'soc' } },
            { type: 'User', reviewer: { login: 'carol' } },
          ],
        },
      ],
    },
  });
  expect(await runApprovals(client, run)).toEqual([
    { state: 'approved', user: 'bob', comment: 'ok', environments: ['production'] },
    { state: 'approved', user: '', comment: '', environments: [] },
  ]);
  expect(await environmentProtection(client, run, 'production')).toEqual({
    name: 'production',
    reviewers: ['soc', 'carol'],
    preventsSelfReview: true,
    adminsMayBypass: true,
  });
});
