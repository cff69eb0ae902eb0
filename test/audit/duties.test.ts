import { duties } from '../../src/audit';
import type { JudgedApproval } from '../../src/audit';
import type { BeginRecord, DeploymentEntry, EndRecord, PlatformRecord, PullRequest } from '../../src/ledger';

const COMMIT = 'c'.repeat(40);
const pull = (more: Partial<PullRequest> = {}): PullRequest => ({
  number: 1,
  author: 'ada',
  merger: 'ada',
  merged: '2026-02-01T00:00:00Z',
  head: COMMIT,
  merge: COMMIT,
  base: 'main',
  pusher: 'ada',
  reviews: [],
  ...more,
});
const review = (user: string, state = 'APPROVED', commit: string | null = COMMIT): PullRequest['reviews'][number] => ({
  user,
  state,
  commit,
  at: null,
});
const platform = (pulls: readonly PullRequest[], more: Partial<PlatformRecord> = {}): PlatformRecord => ({
  name: 'github',
  at: '2026-02-01T00:00:00.000Z',
  api: 'https://api.github.com',
  repository: 'contoso/detections',
  run: { id: 1, attempt: 1, event: 'push', workflow: 'deploy.yml', commit: COMMIT, actor: 'chi', starter: 'chi' },
  approvals: [],
  commits: [
    {
      commit: COMMIT,
      author: 'ada',
      committer: 'web-flow',
      signature: 'valid',
      pullRequests: pulls.map(({ number }) => number),
    },
  ],
  pullRequests: pulls,
  protection: [],
  missing: [],
  ...more,
});

function findings(
  begin: Partial<BeginRecord>,
  {
    commits = [{ hash: COMMIT, author: 'Ada', committer: 'GitHub' }],
    attestedThrough = 0,
    signed = [] as readonly JudgedApproval[],
  } = {},
): readonly string[] {
  const record = {
    kind: 'begin',
    at: '2026-02-01T00:00:00.000Z',
    plan: 'p',
    expires: '2026-02-02T00:00:00.000Z',
    commit: COMMIT,
    actor: { name: 'chi' },
    actions: [{ type: 'alertRule', id: 'r', title: 'Rule', action: 'update', desired: null, seen: null }],
    ...begin,
  } as unknown as BeginRecord;
  const end = {
    kind: 'end',
    at: record.at,
    begin: 'b',
    actions: [{ type: 'alertRule', id: 'r', action: 'update', outcome: 'applied' }],
  } as unknown as EndRecord;
  const entries = [
    { sequence: 1, hash: 'b', record },
    { sequence: 2, hash: 'e', record: end },
  ] as unknown as readonly DeploymentEntry[];
  const [change] = duties({
    target: 't',
    deployments: entries,
    commitsOf: () => commits,
    attestedThrough,
    signed: new Map([['b', signed]]),
  });
  return (change?.findings ?? []).map(({ kind, weight }) => `${kind} (${weight})`);
}

test.each<[string, PlatformRecord, readonly string[]]>([
  ['somebody else approved', platform([pull({ reviews: [review('ben')] })]), []],
  ['nobody approved', platform([pull()]), ['no approval found (recorded)']],
  [
    'the author approved',
    platform([pull({ author: 'bot', reviews: [review('ada')] })]),
    ['only their own approval (recorded)'],
  ],
  [
    'the last pusher approved',
    platform([pull({ pusher: 'ben', reviews: [review('ben')] })]),
    ['only their own approval (recorded)'],
  ],
  [
    'who started the run approved',
    platform([pull({ reviews: [review('chi')] })]),
    ['only their own approval (recorded)'],
  ],
  [
    'letter case is no other person',
    platform([pull({ author: 'Ada', reviews: [review('ADA')] })]),
    ['only their own approval (recorded)'],
  ],
  [
    'pushed over',
    platform([pull({ reviews: [review('ben', 'APPROVED', 'd'.repeat(40))] })]),
    ['approved an earlier commit (recorded)'],
  ],
  [
    'approval taken back',
    platform([pull({ reviews: [review('ben'), review('ben', 'DISMISSED')] })]),
    ['no approval found (recorded)'],
  ],
  ['a comment takes nothing back', platform([pull({ reviews: [review('ben'), review('ben', 'COMMENTED')] })]), []],
  [
    'one of two pull requests is not approved',
    platform([pull({ reviews: [review('ben')] }), pull({ number: 2 })]),
    ['no approval found (recorded)'],
  ],
  [
    'the run was let in by somebody else',
    platform([pull()], { approvals: [{ state: 'approved', user: 'dana', environments: ['prod'] }] }),
    [],
  ],
  [
    'the run was let in by its starter',
    platform([pull()], { approvals: [{ state: 'approved', user: 'chi', environments: ['prod'] }] }),
    ['no approval found (recorded)'],
  ],
  [
    'the run was kept out once',
    platform([pull()], { approvals: [{ state: 'rejected', user: 'dana', environments: ['prod'] }] }),
    ['no approval found (recorded)'],
  ],
  ['pushed without a pull request', platform([]), ['no approval found (recorded)', 'bypass (recorded)']],
  [
    'fewer reviews than asked for',
    platform([pull({ reviews: [review('ben')] })], {
      protection: [{ type: 'pull_request', parameters: { required_approving_review_count: 2 } }],
    }),
    ['bypass (recorded)'],
  ],
  [
    'something could not be read',
    platform([pull({ reviews: [review('ben')] })], { missing: ['approvals of the run: 403'] }),
    ['could not be read (recorded)'],
  ],
])('%s', (_, said, expected) => {
  expect(findings({ platform: said })).toEqual(expected);
});

test('no platform was asked: never blank', () => {
  expect(findings({})).toEqual(['no approval found (claimed)']);
});

test('no commit, and files that no commit holds', () => {
  expect(findings({}, { commits: [] })).toContain('no commit explains it (recorded)');
  expect(findings({ commit: `${COMMIT}-dirty` })).toContain('uncommitted (recorded)');
});

test('a record that an attestation covers is attested', () => {
  expect(findings({ platform: platform([pull()]) }, { attestedThrough: 1 })).toEqual(['no approval found (attested)']);
});

test.each([
  ['ben', 'dana', 'override (claimed)'],
  ['ben', 'Ben ', 'override by its own asker (claimed)'],
  ['ben', 'chi', 'override by its own asker (claimed)'],
  ['ben', 'ada', 'override by its own asker (claimed)'],
])('%s asks for an override and %s agrees', (asker, approver, expected) => {
  const override = { asker, approver, plan: 'p', reason: 'incident', expires: '2026-03-01T00:00:00.000Z' };
  expect(findings({ override, platform: platform([pull({ reviews: [review('ben')] })]) })).toEqual([expected]);
});

const signature = (approver: string, more: Partial<JudgedApproval> = {}): JudgedApproval => ({
  approver,
  fingerprint: 'SHA256:x',
  people: [approver.toLowerCase()],
  ...more,
});

test.each<[string, readonly JudgedApproval[], readonly string[]]>([
  ['somebody else', [signature('dana')], []],
  ['who started the run', [signature('Chi')], ['no approval found (recorded)']],
  ['who wrote it', [signature('ada')], ['no approval found (recorded)']],
  [
    "somebody whose key is the starter's too",
    [signature('dana', { people: ['dana', 'chi'] })],
    ['no approval found (recorded)'],
  ],
  [
    'a signature that does not hold',
    [signature('dana', { problem: 'its signature is not of this text' })],
    ['no approval found (recorded)', 'approval does not hold (recorded)'],
  ],
  [
    'one that holds beside one that does not',
    [signature('dana'), signature('eve', { problem: 'x' })],
    ['approval does not hold (recorded)'],
  ],
])('signed by %s', (_, signed, expected) => {
  expect(findings({ platform: platform([pull()]) }, { signed })).toEqual(expected);
});

test('where no pull request is known, an own signature is named as such', () => {
  expect(findings({ platform: platform([]) }, { signed: [signature('chi')] })).toContain(
    'only their own approval (recorded)',
  );
});
