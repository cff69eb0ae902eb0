import type { LivePeriod } from '../../src/history';
import { sealEntry } from '../../src/ledger';
import type { BeginRecord, DeploymentEntry, DeploymentRecord, EndRecord, ObservationEntry } from '../../src/ledger';
import { duties } from '../../src/audit';
import { handsIn, liveIn, targetOf } from '../../src/report/gather/ledger';
import type { TargetLedger } from '../../src/report/gather/ledger';

const ID = '5C7D2F0E-8a41-4b7e-9d63-2f1c0e9ab834';
const KEY = ID.toLowerCase();
/** Something like a hash, told apart by its letter. */
const hash = (letter: string): string => letter.repeat(64);
const begin: BeginRecord = {
  kind: 'begin',
  at: '2026-11-01T10:00:00.000Z',
  plan: hash('d'),
  expires: '2026-11-02T10:00:00.000Z',
  commit: '0123456789abcdef0123456789abcdef01234567',
  tool: { name: 'sentinel-rules', version: '0.1.0', build: hash('b') },
  actor: { name: 'ada', run: 'https://example.com/run' },
  workspace: {
    cloud: 'AzureCloud',
    tenantId: null,
    subscriptionId: 's',
    resourceGroup: 'g',
    workspace: 'w',
    workspaceGuid: null,
  },
  guards: {},
  actions: [
    {
      type: 'alertRule',
      id: ID,
      title: 'A rule',
      action: 'create',
      desired: { hash: hash('a'), body: hash('c') },
      seen: null,
    },
  ],
};
const end = (begun: string, changes: Partial<EndRecord> = {}): EndRecord => ({
  kind: 'end',
  at: '2026-11-01T10:01:00.000Z',
  begin: begun,
  result: 'complete',
  actor: { name: 'ada' },
  actions: [
    { type: 'alertRule', id: ID, action: 'create', outcome: 'applied', live: { hash: hash('a'), body: hash('c') } },
  ],
  ...changes,
});

function chainOf(...records: readonly ((last: string) => DeploymentRecord)[]): readonly DeploymentEntry[] {
  const entries: DeploymentEntry[] = [];
  for (const record of records) {
    const last = entries.at(-1);
    entries.push(sealEntry(record(last?.hash ?? ''), { target: 'prod', chain: 'deployments', last }));
  }
  return entries;
}

const seen = (at: string, what: string | undefined): ObservationEntry =>
  sealEntry(
    {
      kind: 'observation',
      at,
      source: 'drift',
      resources: [
        ...(what === undefined
          ? []
          : [
              {
                type: 'alertRule',
                id: KEY,
                title: 'A rule',
                kind: 'Scheduled',
                enabled: true,
                hash: what,
                owner: 'ours',
              } as const,
            ]),
        {
          type: 'alertRule',
          id: 'other',
          title: 'Not ours',
          kind: 'NRT',
          enabled: true,
          hash: hash('f'),
          owner: 'not ours',
        },
      ],
    },
    { target: 'prod', chain: 'observations', last: undefined },
  );

const ledger = (changes: Partial<TargetLedger> = {}): TargetLedger => ({
  name: 'prod',
  workspace: 'w',
  entries: chainOf(() => begin, end),
  observed: undefined,
  problem: undefined,
  enabled: new Set([KEY]),
  changes: [],
  ...changes,
});
const BEFORE = '2026-11-01T09:00:00.000Z';
const AFTER = '2026-11-03T00:00:00.000Z';

test.each([
  ['nobody looked since', ledger(), 'unseen'],
  ['somebody looked before', ledger({ observed: seen(BEFORE, hash('a')) }), 'unseen'],
  ['as it was written', ledger({ observed: seen(AFTER, hash('a')) }), 'current'],
  ['another one', ledger({ observed: seen(AFTER, hash('b')) }), 'drifted'],
  ['gone', ledger({ observed: seen(AFTER, undefined) }), 'missing'],
  [
    'a write whose end is not known',
    ledger({
      entries: chainOf(
        () => begin,
        (begun) =>
          end(begun, {
            result: 'incomplete',
            actions: [{ type: 'alertRule', id: ID, action: 'create', outcome: 'unknown' }],
          }),
      ),
      observed: seen(AFTER, hash('a')),
    }),
    'unknown',
  ],
] as const)('where a rule is live: %s', (_, given, state) => {
  expect(liveIn(given).get(KEY)).toMatchObject({ target: 'prod', state, enabled: true });
});

test('what nobody deployed is live nowhere', () => {
  expect(liveIn(ledger({ entries: [] })).size).toBe(0);
});

test('a target, its deployments newest first, and what differs from what they left', () => {
  const target = targetOf(
    ledger({
      entries: chainOf(
        () => begin,
        end,
        () => ({
          ...begin,
          at: '2026-11-02T10:00:00.000Z',
          plan: hash('e'),
          restores: hash('d'),
          override: { asker: 'ada', approver: 'bob', plan: hash('e'), reason: 'urgent', expires: AFTER },
        }),
      ),
      observed: seen(AFTER, hash('b')),
    }),
  );
  expect(target.deployments.map(({ at, result, rollback, override }) => ({ at, result, rollback, override }))).toEqual([
    {
      at: '2026-11-02T10:00:00.000Z',
      result: 'open',
      rollback: true,
      override: 'asked by ada, approved by bob: urgent',
    },
    { at: '2026-11-01T10:00:00.000Z', result: 'complete', rollback: false, override: undefined },
  ]);
  expect(target.deployments[0]?.actions[0]?.outcome).toBe('unknown');
  expect(target.deployments[1]).toMatchObject({
    actor: 'ada',
    run: 'https://example.com/run',
    commit: '0123456789abcdef0123456789abcdef01234567',
  });
  expect(target.seen).toEqual({
    at: AFTER,
    ours: 1,
    notOurs: 1,
    drift: [{ rule: KEY, title: 'A rule', kind: 'changed' }],
  });
});

describe('who approved', () => {
  const platform: NonNullable<BeginRecord['platform']> = {
    name: 'github',
    at: begin.at,
    api: 'https://api.github.com',
    repository: 'contoso/detections',
    run: { id: 1, attempt: 1, event: 'push', workflow: 'deploy.yml', commit: '', actor: 'ada', starter: 'ada' },
    approvals: [{ state: 'approved', user: 'bob', environments: ['prod'] }],
    commits: [],
    pullRequests: [],
    protection: [],
    missing: [],
  };
  const told = (record: BeginRecord): TargetLedger => {
    const entries = chainOf(() => record, end);
    const commitsOf = () => [{ hash: 'c', author: 'Ada', committer: 'Ada' }];
    return ledger({
      entries,
      changes: duties({ target: 'prod', deployments: entries, commitsOf, attestedThrough: 0 }),
    });
  };
  const period = ({ entries }: TargetLedger): LivePeriod => ({
    target: 'prod',
    deployment: entries[0]?.hash ?? '',
    action: 'create',
    outcome: 'applied',
    from: begin.at,
    until: null,
    found: 'by commit',
    uncommitted: false,
  });

  test('is told with the deployment and with the rule, as the platform said it', () => {
    const target = told({ ...begin, platform });
    const bob = { who: 'bob', what: 'approved the run', weight: 'recorded' };
    expect(targetOf(target).deployments[0]).toMatchObject({ approvals: [bob], questions: [] });
    expect(handsIn([target])(period(target), ID)).toEqual({
      people: [{ who: 'ada', what: 'started the run', weight: 'recorded' }, bob],
      findings: [],
    });
  });

  test('is a finding where nobody did, or only who did it', () => {
    const nobody = told(begin);
    expect(targetOf(nobody).deployments[0]).toMatchObject({
      approvals: [],
      questions: [{ what: 'no approval found', rules: 1 }],
    });
    expect(handsIn([nobody])(period(nobody), KEY)?.findings[0]?.what).toBe('no approval found');
    const own = told({
      ...begin,
      platform: { ...platform, approvals: [{ state: 'approved', user: 'ada', environments: [] }] },
    });
    expect(handsIn([own])(period(own), KEY)?.findings[0]?.what).toBe('only their own approval');
  });

  test('is not known of a deployment that no ledger has', () => {
    const target = told(begin);
    expect(handsIn([target])({ ...period(target), deployment: hash('0') }, ID)).toBeUndefined();
    expect(handsIn([])(period(target), ID)).toBeUndefined();
  });
});
