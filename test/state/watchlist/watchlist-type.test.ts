import fc from 'fast-check';
import { liveHash, resourceTypes } from '../../../src/state';
import type { JsonObject, Resource } from '../../../src/state';
import { judgeRows } from '../../../src/state/watchlist/diff-rows';

const row = resourceTypes.watchlist;

const list = (rows: readonly object[], properties: object = {}): JsonObject =>
  ({
    properties: { displayName: 'VIPs', provider: 'Microsoft', itemsSearchKey: 'User', ...properties },
    rows,
  }) as never;
const diff = (before: JsonObject, after: JsonObject) => row.diff(row.canonical(before), row.canonical(after));

test.each([
  ['the order of rows', [{ User: 'a' }, { User: 'b' }], [{ User: 'b' }, { User: 'a' }]],
  ['rows that are there twice', [{ User: 'a' }, { User: 'a' }], [{ User: 'a' }]],
  ['empty cells and absent ones', [{ User: 'a', Why: '' }], [{ User: 'a' }]],
  ['the order of columns', [{ User: 'a', Why: 'x' }], [{ Why: 'x', User: 'a' }]],
])('%s: no difference', (_what, before, after) => {
  expect(diff(list(before), list(after))).toEqual([]);
  const hash = (rows: readonly object[]) => liveHash({ type: 'watchlist', body: list(rows) });
  expect(hash(before)).toBe(hash(after));
});

test('what the service adds means nothing', () => {
  const told = {
    createdBy: { name: 'x' },
    updated: '2026-01-01',
    provisioningState: 'Succeeded',
    labels: [],
    watchlistId: 'g',
  };
  expect(diff(list([], told), list([], { source: 'vips.csv', sourceType: 'Local' }))).toEqual([]);
});

test('rows that came, went and changed, by search key', () => {
  const before = list([{ User: 'anna', Why: 'board' }, { User: 'bert', Why: 'it' }, { User: 'cleo' }]);
  const after = list([{ User: 'anna', Why: 'board' }, { User: 'bert', Why: 'legal' }, { User: 'dora' }]);
  expect(diff(before, after)).toEqual([
    {
      kind: 'text',
      field: 'rows',
      path: 'rows',
      impact: 'changes',
      added: 2,
      removed: 2,
      lines: [
        { sign: '-', text: 'bert  Why=it', note: 'row changed' },
        { sign: '+', text: 'bert  Why=legal', note: 'row changed' },
        { sign: '-', text: 'cleo' },
        { sign: '+', text: 'dora' },
      ],
      notes: ['rows changed: 1'],
    },
  ]);
});

test('of many rows the first are shown, and all are counted', () => {
  const rows = Array.from({ length: 500 }, (_, index) => ({ User: `u${index}` }));
  const [change] = diff(list([]), list(rows));
  expect(change).toMatchObject({ added: 500, removed: 0 });
  const lines = change?.kind === 'text' ? change.lines : [];
  expect(lines).toHaveLength(61);
  expect(lines.at(-1)).toEqual({ sign: 'gap', text: '', note: '440 more rows' });
});

test.each([
  [{ displayName: 'Other' }, 'name', 'VIPs -> Other'],
  [{ description: 'x' }, 'description', '-> x'],
  [{ provider: 'Contoso' }, 'provider', 'Contoso'],
  [{ defaultDuration: 'P30D' }, 'lifetime of rows', '30d'],
])('%j is said', (properties, field, words) => {
  const [change] = diff(list([]), list([], properties));
  expect(change?.field).toBe(field);
  expect(JSON.stringify(change)).toContain(words.split(' ').at(-1));
});

test('a search key that changes is refused, with what to do', () => {
  const [before, after] = [list([]), list([], { itemsSearchKey: 'Mail' })].map(row.canonical) as [
    JsonObject,
    JsonObject,
  ];
  expect(row.blocker(before, after)).toContain('User -> "Mail"');
  expect(row.blocker(before, before)).toBeUndefined();
});

test('a row that feeds an exclusion weakens, one that only goes strengthens', () => {
  const [none, one] = [list([]), list([{ User: 'a' }])];
  const impact = (changes: ReturnType<typeof diff>, feeds: readonly string[]) => judgeRows(changes, feeds)[0]?.impact;
  expect(impact(diff(none, one), ['Rule'])).toBe('weakens');
  expect(impact(diff(one, none), ['Rule'])).toBe('strengthens');
  expect(impact(diff(one, list([{ User: 'b' }])), ['Rule'])).toBe('weakens');
  expect(impact(diff(none, one), [])).toBe('changes');
});

describe('on its way', () => {
  const [a, b, c, d] = [{ User: 'a' }, { User: 'b' }, { User: 'c' }, { User: 'd' }];
  const [seen, wanted] = [list([a, b]), list([b, c])];

  test.each([
    ['as it was seen', [a, b], true],
    ['as it is wanted', [b, c], true],
    ['between them', [a, b, c], true],
    ['a row that stays is missing', [a, c], false],
    ["somebody else's row", [a, b, d], false],
  ])('%s: %j', (_what, rows, way) => {
    expect(row.underWay?.(seen, wanted, list(rows))).toBe(way);
  });

  test('of one that is new', () => {
    expect(row.underWay?.(undefined, wanted, list([b]))).toBe(true);
    expect(row.underWay?.(undefined, wanted, list([a]))).toBe(false);
    expect(row.underWay?.(undefined, wanted, list([b], { displayName: 'Theirs' }))).toBe(false);
  });
});

const rows = fc.array(fc.record({ User: fc.string({ minLength: 1 }), Why: fc.string() }, { requiredKeys: ['User'] }), {
  maxLength: 8,
});

test('the canonical form is idempotent, and a difference with itself is none', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const once = row.canonical(list(given));
      expect(row.canonical(once)).toEqual(once);
      expect(diff(list(given), list(given))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('what may be written is what can be compared', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const live: Resource['body'] = list(given, { createdBy: {}, updated: 'x' });
      expect(diff(live, row.writable(live))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
