import { lookAtRepository } from '../../scripts/doctor/repository';
import type { GitHubClient } from '../../scripts/github/client';
import { GitHubFailure } from '../../scripts/github/client';

const RULES = ['pull_request', 'required_status_checks', 'non_fast_forward', 'deletion'].map((type) => ({ type }));

const well: Readonly<Record<string, unknown>> = {
  '/repos/a/b/environments/production': {
    can_admins_bypass: false,
    protection_rules: [
      { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ reviewer: { slug: 'soc' } }] },
    ],
  },
  '/repos/a/b/rulesets': [{ id: 4, enforcement: 'active', target: 'branch' }],
  '/repos/a/b/rulesets/4': { rules: RULES, bypass_actors: [] },
  '/repos/a/b/actions/oidc/customization/sub': { use_default: true },
  '/repos/a/b/actions/variables': ['AZURE_TENANT_ID', 'SENTINEL_PLAN_CLIENT_ID', 'SENTINEL_DEPLOY_CLIENT_ID'].map(
    (name) => ({ name }),
  ),
};

const states = async (answers: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, string>>> => {
  const answer = async (path: string): Promise<unknown> =>
    path in answers ? Promise.resolve(answers[path]) : Promise.reject(new GitHubFailure('Not Found', 404));
  const client: GitHubClient = { request: answer, list: async (path) => (await answer(path)) as readonly unknown[] };
  const symptoms = await lookAtRepository(client, { repository: 'a/b' }, 'production');
  expect(symptoms.filter(({ state, remedy }) => (state === 'good') === (remedy !== undefined))).toEqual([]);
  return Object.fromEntries(symptoms.map(({ what, state }) => [what, state]));
};

const good = { environment: 'good', rulesets: 'good', 'OIDC subject': 'good', variables: 'good' };

test('all is well', async () => {
  expect(await states(well)).toEqual(good);
});

const environment = '/repos/a/b/environments/production';
const reviewed = [
  { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ reviewer: { slug: 'soc' } }] },
];

test.each([
  ['nobody is asked', { [environment]: { protection_rules: [] } }, { environment: 'bad' }],
  [
    'administrators pass by',
    { [environment]: { can_admins_bypass: true, protection_rules: reviewed } },
    { environment: 'warning' },
  ],
  [
    'self review',
    { [environment]: { protection_rules: [{ ...reviewed[0], prevent_self_review: false }] } },
    { environment: 'warning' },
  ],
  ['no rulesets', { '/repos/a/b/rulesets': [] }, { rulesets: 'bad' }],
  [
    'rulesets that only watch',
    { '/repos/a/b/rulesets': [{ id: 4, enforcement: 'evaluate', target: 'branch' }] },
    { rulesets: 'bad' },
  ],
  [
    'somebody passes by the rules',
    { '/repos/a/b/rulesets/4': { rules: RULES, bypass_actors: [{}] } },
    { rulesets: 'warning' },
  ],
  ['a variable is missing', { '/repos/a/b/actions/variables': [] }, { variables: 'bad' }],
])('%s', async (_, changed, expected) => {
  expect(await states({ ...well, ...changed })).toEqual({ ...good, ...expected });
});

test('what is not there is said, each by itself', async () => {
  expect(await states({})).toEqual({ environment: 'bad', rulesets: 'bad', 'OIDC subject': 'bad', variables: 'bad' });
});
