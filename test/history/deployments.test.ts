import { ruleHistory, ruleWrites, versionsOf } from '../../src/history';
import type { RuleVersion, RuleWrite } from '../../src/history';
import type { DeploymentEntry } from '../../src/ledger';
import { ruleText } from '../support/rule-text';

const ID = 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04';
const texts = ['Low', 'Medium', 'High'].map((severity) =>
  ruleText({
    id: ID,
    name: 'A rule',
    version: '1.0.0',
    severity,
    tactics: ['Execution'],
    techniques: ['T1059'],
    query: ['DeviceEvents'],
  }),
);
const versions: readonly RuleVersion[] = versionsOf(
  texts.map((blob, index) => ({
    commit: `c${index * 2}`,
    before: null,
    after: { path: 'd/a.yaml', blob },
    movements: [],
    paths: ['d/a.yaml'],
  })),
  (blob) => blob,
);
/** c0 .. c5 in a line; `side` was brought in by c3. */
const mainline = {
  hashes: ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'],
  broughtBy: new Map([...['c0', 'c1', 'c2', 'c3', 'c4', 'c5'].map((hash) => [hash, hash] as const), ['side', 'c3']]),
};
const write = (at: string, commit: string | null, more: Partial<RuleWrite> = {}): RuleWrite => ({
  target: 'prod',
  deployment: `d${at}`,
  at,
  action: 'update',
  outcome: 'applied',
  commit,
  hash: null,
  ...more,
});

function live(writes: readonly RuleWrite[]) {
  const commit = (hash: string) => ({
    hash,
    parents: [],
    author: { name: 'Ada', email: '', at: '' },
    committer: { name: 'Ada', email: '', at: '' },
    subject: '',
    signature: 'unsigned' as const,
    claims: { coAuthors: [], reverts: [] },
  });
  const told = ruleHistory(ID, versions, { mainline, brought: new Map(), commit, writes });
  return {
    live: told.versions.map((version) =>
      version.live.map(({ target, from, until }) => `${target} ${from}-${until ?? ''}`),
    ),
    unplaced: told.unplaced.map(({ from }) => from),
  };
}

test('a write belongs to the last version at or before its commit, until the next write there', () => {
  expect(live([write('1', 'c1'), write('2', 'side'), write('3', 'c5')])).toEqual({
    live: [['prod 1-2'], ['prod 2-3'], ['prod 3-']],
    unplaced: [],
  });
});

test('targets are apart, and a write that did not happen ends nothing', () => {
  const writes = [write('1', 'c0'), write('2', 'c0', { target: 'lab' }), write('3', 'c4', { outcome: 'not applied' })];
  expect(live(writes).live).toEqual([['prod 1-', 'lab 2-'], [], []]);
});

test('a commit that is not of the history: found by the body, or told to have no version', () => {
  const reading = versions[1]?.reading;
  const hash = reading?.kind === 'rule' ? reading.hash : '';
  expect(live([write('1', 'elsewhere', { hash }), write('2', null), write('3', 'c5-dirty')])).toEqual({
    live: [[], ['prod 1-2'], ['prod 3-']],
    unplaced: ['2'],
  });
});

test('writes are read from both ends of a deployment; without an end nothing is known', () => {
  const entry = (hash: string, record: object) => ({ hash, record }) as unknown as DeploymentEntry;
  const actions = [
    {
      type: 'alertRule',
      id: ID.toUpperCase(),
      title: 'A rule',
      action: 'create',
      desired: { hash: 'h', body: 'b' },
      seen: null,
    },
    { type: 'mark', id: `analyticsrule-${ID}`, title: 'A rule', action: 'create', desired: null, seen: null },
  ];
  const entries = [
    entry('b1', { kind: 'begin', at: '1', commit: 'c0', actions }),
    entry('e1', {
      kind: 'end',
      at: '2',
      begin: 'b1',
      actions: [{ type: 'alertRule', id: ID, action: 'create', outcome: 'applied' }],
    }),
    entry('b2', { kind: 'begin', at: '3', commit: null, actions }),
    entry('e2', { kind: 'end', at: '4', begin: 'b2', actions: [] }),
    entry('b3', { kind: 'begin', at: '5', commit: 'c1', actions }),
  ];
  expect(
    ruleWrites('prod', entries)
      .get(ID)
      ?.map(({ at, outcome, commit, hash }) => [at, outcome, commit, hash]),
  ).toEqual([
    ['2', 'applied', 'c0', 'h'],
    ['4', 'not applied', null, 'h'],
    ['5', 'unknown', 'c1', 'h'],
  ]);
});
