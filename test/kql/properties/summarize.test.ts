import fc from 'fast-check';
import type { ColumnSchema } from '../../../src/kql';
import { queryOver, rowsOf, unordered } from './arbitrary-table';

const columns: readonly ColumnSchema[] = [
  { name: 'k', type: 'string' },
  { name: 'g', type: 'int' },
  { name: 'n', type: 'long' },
  { name: 'x', type: 'real' },
  { name: 'b', type: 'bool' },
  { name: 'd', type: 'datetime' },
  { name: 's', type: 'string' },
];

const values = {
  k: fc.constantFrom('a', 'A', 'b'),
  g: fc.integer({ min: 0, max: 2 }),
  n: fc.integer({ min: -100, max: 100 }),
  // sums of these are exact
  x: fc.integer({ min: -64, max: 64 }).map((value) => value / 4),
  s: fc.constantFrom('u', 'v', 'w'),
};

const KEYS = ['k', 'g', 'k, g', 'bin(n, 10)', 'startofyear(d)', 'tolower(k)', 'b'] as const;

/** Aggregates whose value is that of a set of rows, how the values of parts make that of the whole, and what is seen. */
const AGGREGATES = [
  ['count()', 'sum(v)', 'v'],
  ['countif(b)', 'sum(v)', 'v'],
  ['sum(n)', 'sum(v)', 'v'],
  ['sum(x)', 'sum(v)', 'v'],
  ['sumif(n, b)', 'sum(v)', 'v'],
  ['min(n)', 'min(v)', 'v'],
  ['max(d)', 'max(v)', 'v'],
  ['min(s)', 'min(v)', 'v'],
  ['maxif(x, n > 0)', 'max(v)', 'v'],
  ['make_set(s)', 'make_set(v)', 'array_sort_asc(v)'],
  ['make_bag(pack(s, 1))', 'make_bag(v)', 'array_sort_asc(bag_keys(v))'],
  ['hll(s)', 'hll_merge(v)', 'dcount_hll(v)'],
  ['binary_all_or(n)', 'binary_all_or(v)', 'v'],
] as const;

const shuffled = (rows: readonly (readonly unknown[])[]): fc.Arbitrary<readonly (readonly unknown[])[]> =>
  fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length });

const split = rowsOf(columns, { values }).chain((whole) =>
  fc.record({ whole: fc.constant(whole), rows: shuffled(whole.rows), at: fc.nat(whole.rows.length) }),
);

test.each(KEYS)('by %s: the order of rows does not matter', (keys) => {
  const all = [
    'count()',
    'countif(b)',
    'sum(n)',
    'sumif(x, n > 0)',
    'min(s)',
    'max(d)',
    'array_sort_asc(make_set(s))',
    'array_sort_asc(make_list(n))',
    'dcount_hll(hll(s))',
    'dcount(s)',
    'round(avg(n), 9)',
    'round(variance(n), 9)',
    'round(stdevif(n, b), 9)',
    'percentile(n, 50)',
    'count_distinct(s)',
    'arg_max(n, "")',
    'binary_all_xor(n)',
    'round(covariance(n, g), 9)',
  ].map((aggregate, index) => `a${index} = ${aggregate}`);
  const query = queryOver({ T: columns }, `T | summarize ${all.join(', ')} by ${keys}`);
  fc.assert(
    fc.property(split, ({ whole, rows }) => {
      expect(unordered(query({ T: { columns, rows } }))).toEqual(unordered(query({ T: whole })));
    }),
    { numRuns: 20 },
  );
});

test.each(AGGREGATES)('%s of a whole is %s of its parts', (aggregate, together, shown) => {
  const one = queryOver(
    { A: columns, B: columns },
    `union A, B | summarize v = ${aggregate} by k, g | extend v = ${shown}`,
  );
  const two = queryOver(
    { A: columns, B: columns },
    `union (A | summarize v = ${aggregate} by k, g), (B | summarize v = ${aggregate} by k, g) | summarize v = ${together} by k, g | extend v = ${shown}`,
  );
  fc.assert(
    fc.property(split, ({ rows, at }) => {
      const tables = { A: { columns, rows: rows.slice(0, at) }, B: { columns, rows: rows.slice(at) } };
      expect(unordered(two(tables))).toEqual(unordered(one(tables)));
    }),
    { numRuns: 20 },
  );
});

test('groups are the distinct keys, null and empty ones too', () => {
  const groups = queryOver({ T: columns }, 'T | summarize by k, g, b');
  const distinct = queryOver({ T: columns }, 'T | distinct k, g, b');
  fc.assert(
    fc.property(rowsOf(columns, { values }), (T) => {
      const keys = [...new Set(T.rows.map(([k, g, , , b]) => JSON.stringify([k, g, b])))];
      expect(unordered(groups({ T }))).toEqual(keys.toSorted());
      expect(unordered(distinct({ T }))).toEqual(keys.toSorted());
    }),
  );
});

test('aggregates of numbers are what their definitions say', () => {
  const query = queryOver(
    { T: columns },
    'T | summarize count(), countif(n > 0), sum(n), min(n), max(n), avg(n), dcount(n), take = make_list(n)',
  );
  fc.assert(
    fc.property(rowsOf(columns, { values }), (T) => {
      const given = T.rows.map(([, , n]) => n).filter((n): n is number => n !== null);
      const sum = given.reduce((total, n) => total + n, 0);
      const least = (ns: readonly number[]): number | null => (ns.length === 0 ? null : Math.min(...ns));
      const [answer] = query({ T });
      expect(answer).toEqual([
        T.rows.length,
        given.filter((n) => n > 0).length,
        sum,
        least(given),
        given.length === 0 ? null : Math.max(...given),
        given.length === 0 ? 'NaN' : sum / given.length,
        new Set(given).size,
        given,
      ]);
    }),
  );
});
