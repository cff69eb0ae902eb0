import fc from 'fast-check';
import { sealEntry, standingOf } from '../../src/ledger';
import type { BeginRecord, DeploymentEntry, DeploymentRecord, EndRecord } from '../../src/ledger';
import { chainProblems } from '../../src/ledger/chain';
import { entryHash } from '../../src/ledger/entry';

const H = (digit: string): string => digit.repeat(64);
const place = { target: 'prod', chain: 'deployments' } as const;

const begin = (plan: string, more: Partial<BeginRecord> = {}): BeginRecord => ({
  kind: 'begin',
  at: '2026-01-10T00:00:00.000Z',
  plan,
  expires: '2026-01-11T00:00:00.000Z',
  commit: null,
  tool: { name: 'sentinel-rules', version: '0', build: '' },
  actor: { name: 'somebody' },
  workspace: {
    cloud: 'c',
    tenantId: null,
    subscriptionId: 's',
    resourceGroup: 'r',
    workspace: 'w',
    workspaceGuid: null,
  },
  guards: {},
  actions: [
    { type: 'alertRule', id: 'A', title: 'A', action: 'create', desired: { hash: H('1'), body: H('2') }, seen: null },
  ],
  ...more,
});
const end = (of: string, outcome: 'applied' | 'not applied' | 'unknown', action = 'create'): EndRecord => ({
  kind: 'end',
  at: '2026-01-10T00:01:00.000Z',
  begin: of,
  result: 'complete',
  actor: { name: 'somebody' },
  actions: [
    {
      type: 'alertRule',
      id: 'a',
      action,
      outcome,
      ...(action === 'delete' ? { live: null } : { live: { hash: H('3'), body: H('4') } }),
    },
  ],
});

function chainOf(records: readonly DeploymentRecord[]): readonly DeploymentEntry[] {
  const entries: DeploymentEntry[] = [];
  for (const record of records) entries.push(sealEntry(record, { ...place, last: entries.at(-1) }));
  return entries;
}

/** Three deployments, one of which is open. */
function sample(): readonly DeploymentEntry[] {
  const entries = [...chainOf([begin(H('a'))])];
  const add = (record: DeploymentRecord): void =>
    void entries.push(sealEntry(record, { ...place, last: entries.at(-1) }));
  add(end(entries[0]!.hash, 'applied'));
  add(begin(H('b'), { at: '2026-01-10T00:01:00.000Z' }));
  add(end(entries[2]!.hash, 'not applied'));
  add({ kind: 'probe', at: '2026-01-10T00:02:00.000Z', actor: { name: 'x' }, etags: 'honoured' });
  add(begin(H('c'), { at: '2026-01-10T00:03:00.000Z' }));
  return entries;
}

test('a chain as it was written is whole', () => {
  expect(chainProblems(sample(), place)).toEqual([]);
  expect(chainProblems([], place)).toEqual([]);
});

const tampered: [string, (entries: DeploymentEntry[]) => DeploymentEntry[], RegExp][] = [
  ['a record edited', (all) => all.with(1, { ...all[1]!, record: end(all[0]!.hash, 'unknown') }), /changed/],
  [
    'a record edited and hashed again',
    (all) => all.with(1, sealEntry(end(all[0]!.hash, 'unknown'), { ...place, last: all[0] })),
    /does not follow/,
  ],
  ['an entry taken out', (all) => all.toSpliced(1, 1), /1 entries before it are missing/],
  ['the first taken out', (all) => all.slice(1), /missing/],
  ['an entry twice', (all) => [...all, all[2]!], /two entries of this number/],
  [
    'two that changed places',
    (all) => [all[0]!, { ...all[2]!, sequence: 2 }, { ...all[1]!, sequence: 3 }, ...all.slice(3)],
    /changed/,
  ],
  [
    'one of another target',
    (all) => [...all, sealEntry(begin(H('d')), { target: 'test', chain: 'deployments', last: all.at(-1) })],
    /belongs to the target "test"/,
  ],
  [
    'one dated back',
    (all) => {
      const forged = { ...all.at(-1)!, record: begin(H('c'), { at: '2026-01-09T00:00:00.000Z' }) };
      return all.with(all.length - 1, { ...forged, hash: entryHash(forged) });
    },
    /written before/,
  ],
];

test.each(tampered)('%s is found', (_name, tamper, message) => {
  const problems = chainProblems(tamper([...sample()]), place);
  expect(problems.map((problem) => problem.message).join('\n')).toMatch(message);
});

test('a clock that is set back between two records leaves the chain whole, and no time before the last', () => {
  const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.array(at, { minLength: 1 }), (times) => {
      const entries = chainOf(times.map((time) => begin(H('a'), { at: time.toISOString() })));
      expect(chainProblems(entries, place)).toEqual([]);
      const latest = Math.max(...times.map(Number));
      expect(entries.at(-1)?.record.at).toBe(new Date(latest).toISOString());
    }),
  );
});

test('any one character of any entry counts', () => {
  const entries = sample();
  fc.assert(
    fc.property(fc.nat(entries.length - 1), fc.nat(10_000), (index, offset) => {
      const text = JSON.stringify(entries[index]);
      const at = offset % text.length;
      const changed = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      let entry: unknown;
      try {
        entry = JSON.parse(changed);
      } catch {
        return;
      }
      if (typeof entry !== 'object' || entry === null || !('record' in entry)) return;
      if (typeof (entry as DeploymentEntry).record !== 'object') return;
      expect(chainProblems(entries.with(index, entry as DeploymentEntry), place)).not.toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('what a chain amounts to', () => {
  const entries = sample();
  const standing = standingOf(entries);
  expect(standing).toMatchObject({
    head: entries.at(-1)!.hash,
    etags: 'honoured',
    open: { hash: entries.at(-1)!.hash },
  });
  expect([...standing.used]).toEqual([H('a'), H('b'), H('c')]);
  expect([...standing.owned]).toEqual([
    ['alertRule/a', { hash: H('3'), body: H('4'), deployment: entries[0]!.hash, at: '2026-01-10T00:01:00.000Z' }],
  ]);
});

test.each<[string, 'applied' | 'not applied' | 'unknown', string, object | undefined]>([
  ['a create of which nothing is known is ours, perhaps', 'unknown', 'create', { hash: H('1'), uncertain: true }],
  ['a create that was not done is not', 'not applied', 'create', undefined],
  ['a rule that was deleted is not ours any more', 'applied', 'delete', undefined],
  ['a rule that was disabled waits', 'applied', 'quarantine', { quarantined: '2026-01-10T00:01:00.000Z' }],
])('%s', (_name, outcome, action, expected) => {
  const [first] = chainOf([begin(H('a'))]);
  const last = sealEntry(end(first!.hash, outcome, action), { ...place, last: first });
  const owned = standingOf([first!, last]).owned.get('alertRule/a');
  expect([owned]).toMatchObject([expected]);
});

test('a rollback holds back what it took out, until something else is written', () => {
  const seen = { hash: H('8'), body: H('9') };
  const [action] = begin(H('a')).actions;
  const back = begin(H('a'), { restores: H('0'), actions: [{ ...action!, seen }] });
  const entries = [...chainOf([back])];
  entries.push(sealEntry(end(entries[0]!.hash, 'applied', 'update'), { ...place, last: entries[0] }));
  expect(standingOf(entries).holds.get('alertRule/a')).toMatchObject({ body: H('8') });
  entries.push(sealEntry(begin(H('b')), { ...place, last: entries[1] }));
  entries.push(sealEntry(end(entries[2]!.hash, 'applied', 'update'), { ...place, last: entries[2] }));
  expect(standingOf(entries).holds.size).toBe(0);
});
