import { eventWords, stepsOf, traceRules, versionsOf } from '../../src/history';
import type { Step } from '../../src/history';
import { ruleText } from '../support/rule-text';

const A = 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04';
const B = '2b6f9c84-1d3e-4a7b-8f50-c1e2d3a4b503';
const rule = (id: string, version = '1.0.0'): string =>
  ruleText({
    id,
    name: 'A rule',
    version,
    severity: 'Low',
    tactics: ['Execution'],
    techniques: ['T1059'],
    query: ['DeviceEvents', '| project TimeGenerated, DeviceName'],
  });

/** A history of whole trees: files by path, texts are their own blobs. */
function history(...trees: readonly Readonly<Record<string, string>>[]): readonly Step[] {
  return trees.map((tree, index) => {
    const before = trees[index - 1] ?? {};
    const paths = [...new Set([...Object.keys(before), ...Object.keys(tree)])].sort();
    return {
      commit: `c${index}`,
      changes: paths.flatMap((path) => {
        const [was = null, is = null] = [before[path], tree[path]];
        return was === is ? [] : [{ path, before: was, after: is }];
      }),
    };
  });
}

const text = (blob: string): string => blob;
const told = (steps: readonly Step[], id: string) =>
  versionsOf(traceRules(steps, text).get(id) ?? [], text).map(
    ({ commit, events }) => `${commit} ${events.map(({ kind }) => kind).join(', ')}`,
  );

const reader = (query: readonly string[], where = 'false'): string =>
  ruleText({
    id: A,
    name: 'A rule',
    version: '1.0.0',
    severity: 'Low',
    description: "Says _GetWatchlist('other') and Other without reading them.",
    tactics: ['Execution'],
    techniques: ['T1059'],
    query: [...query, '// @exclusions'],
    exclusions: [{ name: 'known', scenario: 'Known', where, owner: 'soc' }],
  });
const IN_QUERY = reader(["DeviceEvents | where DeviceName in (_GetWatchlist('hosts') | project SearchKey)"]);
const IN_EXCLUSION = reader(['DeviceEvents'], "DeviceName in ((_GetWatchlist('hosts') | project SearchKey))");
const THROUGH = reader(['Inner() | project TimeGenerated, DeviceName']);
const INNER = 'query: |\n  Outer\n  | take 1\n';
const OUTER = "query: |\n  _GetWatchlist('hosts')\n";
const CSV = 'Host\npc1\n';

test.each<[string, readonly Readonly<Record<string, string>>[], readonly string[]]>([
  [
    'in its query',
    [
      { 'd/a.yaml': IN_QUERY, 'd/_watchlists/hosts.csv': CSV },
      { 'd/a.yaml': IN_QUERY, 'd/_watchlists/hosts.csv': `${CSV}pc2\n` },
    ],
    ['c0', 'c1 watchlist hosts changed: +1 -0 items'],
  ],
  [
    'in an exclusion',
    [{ 'd/a.yaml': IN_EXCLUSION }, { 'd/a.yaml': IN_EXCLUSION, 'd/_watchlists/hosts.csv': CSV }],
    ['c0', 'c1 watchlist hosts added'],
  ],
  [
    'through functions',
    [
      {
        'd/a.yaml': THROUGH,
        'd/_functions/Inner.yaml': INNER,
        'd/_functions/Outer.yaml': OUTER,
        'd/_watchlists/hosts.csv': CSV,
      },
      {
        'd/a.yaml': THROUGH,
        'd/_functions/Inner.yaml': INNER,
        'd/_functions/Outer.yaml': OUTER,
        'd/_watchlists/hosts.csv': 'Host\npc3\n',
      },
      {
        'd/a.yaml': THROUGH,
        'd/_functions/Inner.yaml': INNER,
        'd/_functions/Outer.yaml': `${OUTER}# x\n`,
        'd/_watchlists/hosts.csv': 'Host\npc3\n',
      },
      {
        'd/a.yaml': THROUGH,
        'd/_functions/Inner.yaml': INNER.replace('Outer', 'DeviceEvents'),
        'd/_functions/Outer.yaml': `${OUTER}# x\n`,
        'd/_watchlists/hosts.csv': 'Host\npc3\n',
      },
      {
        'd/a.yaml': THROUGH,
        'd/_functions/Inner.yaml': INNER.replace('Outer', 'DeviceEvents'),
        'd/_functions/Outer.yaml': `${OUTER}# x\n`,
        'd/_watchlists/hosts.csv': CSV,
      },
    ],
    [
      'c0',
      'c1 watchlist hosts changed: +1 -1 items',
      'c2 function Outer changed: +1 -0 lines',
      'c3 function Inner changed: +1 -1 lines',
    ],
  ],
  [
    'in no part that runs',
    [
      { 'd/a.yaml': IN_QUERY },
      { 'd/a.yaml': IN_QUERY, 'd/_watchlists/other.csv': CSV, 'd/_functions/Other.yaml': OUTER },
    ],
    ['c0'],
  ],
])('a rule that reads a shared file %s is told when it changes', (_, trees, expected) => {
  const steps = history(...trees);
  const words = (all: readonly Step[]) =>
    versionsOf(traceRules(all, text).get(A) ?? [], text).map(({ commit, events }) =>
      [commit, ...events.filter(({ kind }) => kind === 'shared').flatMap(eventWords)].join(' '),
    );
  expect(words(steps)).toEqual(expected);
  expect(words(stepsOf(steps, A, text))).toEqual(expected);
});

test.each<[string, string, readonly Readonly<Record<string, string>>[], readonly string[]]>([
  [
    'moves and changes at once',
    A,
    [{ 'd/a.yaml': rule(A) }, { 'd/b.yaml': rule(A, '1.1.0') }],
    ['c0 created', 'c1 moved, changed'],
  ],
  [
    'goes and comes back',
    A,
    [{ 'd/a.yaml': rule(A) }, {}, { 'd/x/a.yaml': rule(A) }],
    ['c0 created', 'c1 deleted', 'c2 returned, text only'],
  ],
  [
    'is copied, and keeps its first file',
    A,
    [{ 'd/b.yaml': rule(A) }, { 'd/a.yaml': rule(A), 'd/b.yaml': rule(A) }, { 'd/b.yaml': rule(A) }],
    ['c0 created', 'c1 copied', 'c2 copy gone'],
  ],
  [
    'is copied, and the first file goes',
    A,
    [{ 'd/b.yaml': rule(A) }, { 'd/a.yaml': rule(A), 'd/b.yaml': rule(A) }, { 'd/a.yaml': rule(A) }],
    ['c0 created', 'c1 copied', 'c2 moved, copy gone'],
  ],
  [
    'gets another id',
    A,
    [{ 'd/a.yaml': rule(A) }, { 'd/a.yaml': rule(B) }],
    ['c0 created', 'c1 deleted, continued as'],
  ],
  ['had another id', B, [{ 'd/a.yaml': rule(A) }, { 'd/a.yaml': rule(B) }], ['c1 created, continues']],
  [
    'loses its id to broken text, and stays itself',
    A,
    [{ 'd/a.yaml': rule(A) }, { 'd/a.yaml': '\u0000' }, { 'd/a.yaml': rule(A) }],
    ['c0 created', 'c1 unreadable', 'c2 readable again'],
  ],
  [
    'two swap their files',
    A,
    [
      { 'd/a.yaml': rule(A), 'd/b.yaml': rule(B) },
      { 'd/a.yaml': rule(B), 'd/b.yaml': rule(A) },
    ],
    ['c0 created', 'c1 moved, continued as, continues'],
  ],
  [
    'moves with its tests',
    A,
    [
      { 'd/a.yaml': rule(A), 'd/a.test.yaml': 'cases' },
      { 'd/b.yaml': rule(A), 'd/b.test.yaml': 'cases' },
    ],
    ['c0 created, tests', 'c1 moved'],
  ],
  [
    'is tuned, retired and the tombstone edited',
    A,
    [
      { 'd/a.yaml': rule(A) },
      { 'd/a.yaml': rule(A), 'd/_tuning/lab/a.yaml': `rule: ${A}\nenabled: false\n` },
      { 'd/_retired/a.yaml': `id: ${A}\nreason: old\n` },
      { 'd/_retired/a.yaml': `id: ${A}\nreason: older\n` },
    ],
    ['c0 created', 'c1 tuning', 'c2 deleted, retired, tuning', 'c3 retired'],
  ],
  [
    'CRLF',
    A,
    [{ 'd/a.yaml': rule(A) }, { 'd/a.yaml': rule(A).replaceAll('\n', '\r\n') }],
    ['c0 created', 'c1 text only'],
  ],
  [
    'of other files',
    A,
    [{ 'd/a.yaml': rule(A) }, { 'd/a.yaml': rule(A), 'd/README.md': 'x', 'd/_fixtures/a.yaml': rule(A) }],
    ['c0 created'],
  ],
])('a rule that %s', (_, id, trees, expected) => {
  const steps = history(...trees);
  expect(told(steps, id)).toEqual(expected);
  expect(told(stepsOf(steps, id, text), id)).toEqual(expected);
});
