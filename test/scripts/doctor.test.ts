import { lookAtRepository } from '../../scripts/doctor/repository';
import type { GitHubClient } from '../../scripts/github/client';
import { GitHubFailure } from '../../scripts/github/client';
import type { Symptom } from '../../scripts/doctor/symptom';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sshKey } from '../support/ssh-keys';

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
  '/repos/a/b/actions/oidc/customization/sub': { use_default: true, use_immutable_subject: false },
  '/repos/a/b/actions/variables': ['AZURE_TENANT_ID', 'SENTINEL_PLAN_CLIENT_ID', 'SENTINEL_DEPLOY_CLIENT_ID'].map(
    (name) => ({ name }),
  ),
};

const looked = async (answers: Readonly<Record<string, unknown>>, signers?: string): Promise<readonly Symptom[]> => {
  const answer = async (path: string): Promise<unknown> =>
    path in answers ? Promise.resolve(answers[path]) : Promise.reject(new GitHubFailure('Not Found', 404));
  const client: GitHubClient = { request: answer, list: async (path) => (await answer(path)) as readonly unknown[] };
  const symptoms = await lookAtRepository(client, { repository: 'a/b' }, { environment: 'production', signers });
  expect(symptoms.filter(({ state, remedy }) => (state === 'good') === (remedy !== undefined))).toEqual([]);
  return symptoms;
};

const states = async (
  answers: Readonly<Record<string, unknown>>,
  signers?: string,
): Promise<Readonly<Record<string, string>>> => {
  const symptoms = await looked(answers, signers);
  return Object.fromEntries(symptoms.map(({ what, state }) => [what, state]));
};

const good = { environment: 'good', approvals: 'good', rulesets: 'good', 'OIDC subject': 'good', variables: 'good' };

test('all is well', async () => {
  expect(await states(well)).toEqual(good);
});

const environment = '/repos/a/b/environments/production';
const reviewed = [
  { type: 'required_reviewers', prevent_self_review: true, reviewers: [{ reviewer: { slug: 'soc' } }] },
];

test.each([
  ['nobody is asked', { [environment]: { protection_rules: [] } }, { environment: 'bad', approvals: 'bad' }],
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
  expect(await states({})).toEqual({
    environment: 'bad',
    approvals: 'bad',
    rulesets: 'bad',
    'OIDC subject': 'bad',
    variables: 'bad',
  });
});

describe('signed approvals, where no environment asks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const [ann, bob] = ['ann', 'bob'].map((name) => sshKey(folder, name).line);
  const variables = '/repos/a/b/actions/variables';
  const known = well[variables] as readonly object[];
  const set = (value: string, more: object = { protection_rules: [] }): Readonly<Record<string, unknown>> => ({
    ...well,
    [environment]: more,
    [variables]: [...known, { name: 'SENTINEL_APPROVALS', value }],
  });

  test.each<[string, string | undefined, string, string, RegExp]>([
    ['two people', `ann ${ann}\nbob ${bob}\n`, 'good', 'good', /signed, by ann, bob/],
    ['no list', undefined, 'good', 'bad', /no .github.allowed_signers/],
    ['the template', '# nobody yet\n', 'good', 'bad', /names nobody/],
    ['one person with two keys', `ann ${ann}\nAnn ${bob}\n`, 'good', 'bad', /ann alone/],
    ['one key with two names', `ann ${ann}\nbob ${ann}\n`, 'good', 'bad', /several names: ann, bob/],
    ['a pattern', `* ${ann}\nbob ${bob}\n`, 'good', 'bad', /line 1/],
  ])('%s', async (_, signers, asks, approvals, words) => {
    const symptoms = await looked(set('signed'), signers);
    const byName = new Map(symptoms.map((symptom) => [symptom.what, symptom]));
    expect([byName.get('environment')?.state, byName.get('approvals')?.state]).toEqual([asks, approvals]);
    expect(byName.get('approvals')?.found).toMatch(words);
  });

  test('a variable that means nothing, and one beside an environment that is not there', async () => {
    expect(await states(set('yes'), `ann ${ann}`)).toMatchObject({ environment: 'bad', approvals: 'bad' });
    const { [environment]: _, ...rest } = set('signed');
    expect(await states(rest, `ann ${ann}\nbob ${bob}`)).toMatchObject({ environment: 'warning', approvals: 'good' });
  });
});

describe('the subject of tokens, to the letter', () => {
  const at = '/repos/a/b/actions/oidc/customization/sub';
  const repository = { id: 456, name: 'b', owner: { login: 'a', id: 123 }, created_at: '2026-01-01T00:00:00Z' };
  const said = async (answer: object, more: object = {}): Promise<string | undefined> =>
    (await looked({ ...well, [at]: answer, '/repos/a/b': { ...repository, ...more } })).find(
      ({ what }) => what === 'OIDC subject',
    )?.found;

  test.each<[string, object, string]>([
    ['names', { use_default: true, use_immutable_subject: false, sub_claim_prefix: 'repo:a/b' }, 'repo:a/b'],
    [
      'ids',
      { use_default: true, use_immutable_subject: true, sub_claim_prefix: 'repo:a@123/b@456' },
      'repo:a@123/b@456',
    ],
    ['ids, without a prefix', { use_default: true, use_immutable_subject: true }, 'repo:a@123/b@456'],
    ['a server that knows no ids', { use_default: true }, 'repo:a/b'],
  ])('%s', async (_, answer, prefix) => {
    expect(await said(answer)).toBe(
      `the reader's federated credentials are for ${prefix}:pull_request and ${prefix}:ref:refs/heads/main, the writer's for ${prefix}:environment:production`,
    );
  });

  test('where the answer does not say, and the repository is young, both are told', async () => {
    expect(await said({ use_default: true }, { created_at: '2026-08-01T00:00:00Z' })).toContain('repo:a@123/b@456');
  });

  test('a template of their own', async () => {
    expect(await said({ use_default: false, include_claim_keys: ['repo', 'actor'] })).toContain('made of repo, actor');
  });
});
