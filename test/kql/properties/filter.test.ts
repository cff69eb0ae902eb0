import fc from 'fast-check';
import type { ColumnSchema } from '../../../src/kql';
import { queryOver, rowsOf } from './arbitrary-table';

const columns: readonly ColumnSchema[] = [
  { name: 's', type: 'string' },
  { name: 't', type: 'string' },
  { name: 'n', type: 'long' },
  { name: 'm', type: 'int' },
  { name: 'r', type: 'real' },
  { name: 'd', type: 'datetime' },
  { name: 'b', type: 'bool' },
  { name: 'o', type: 'dynamic' },
];

const words = fc.constantFrom('a', 'A', 'a b', 'b-a', 'ab', 'ß', 'x_a');
const few = fc.integer({ min: -2, max: 2 });
const values = {
  s: words,
  t: words,
  n: few,
  m: few,
  r: fc.constantFrom<unknown>(0, 0.5, -1, 'NaN', 'Infinity'),
  o: fc.oneof(words, few, fc.constant([1, 'a']), fc.record({ k: words }, { noNullPrototype: true })),
};

const PREDICATES = [
  'n > 0',
  'n >= m',
  'n == r',
  'r < 0.5',
  's == t',
  's =~ t',
  's has "a"',
  's !has "a"',
  's contains_cs "A"',
  's startswith "a" or t endswith "b"',
  's in ("a", "ab") and n != 1',
  's !in~ ("A", "b")',
  's has_any ("a", "x")',
  's matches regex "^a"',
  'n between (-1 .. 1)',
  'n !between (m .. 2)',
  'd > datetime(2000-01-01)',
  'b',
  'not(b)',
  'b or n > 0',
  'b and n > 0',
  'not(b or n > 0) or isnull(m)',
  'isnull(n)',
  'isempty(s)',
  'tostring(o) == "a"',
  'o.k == "a"',
  'toint(o[0]) > 0',
  'o has "a"',
  'o == 1',
  'iff(b, n > 0, m > 0)',
  'coalesce(b, n > 0)',
  'case(n > 0, s == t, m > 0, b, isnull(r))',
  'n in (T | where b | project n)',
] as const;

test.each(PREDICATES)('rows are those where %s, those where not, and those where it is null', (predicate) => {
  const parts = queryOver(
    { T: columns },
    `T | extend p = ${predicate}
     | summarize rows = count(), asked = countif(p), denied = countif(not(p)), open = countif(isnull(p))`,
  );
  const kept = ['', 'not', 'isnull'].map((test) =>
    queryOver({ T: columns }, `T | where ${test}(${predicate}) | count`),
  );
  fc.assert(
    fc.property(rowsOf(columns, { values }), (T) => {
      const counts = kept.map((where) => Number(where({ T })[0]?.[0]));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(T.rows.length);
      expect(parts({ T })).toEqual([[T.rows.length, ...counts]]);
    }),
    { numRuns: 20 },
  );
});

test.each(PREDICATES)('a filter for %s keeps rows as they are, in their order', (predicate) => {
  const where = queryOver({ T: columns }, `T | where ${predicate} | project s, n`);
  const asked = queryOver({ T: columns }, `T | project s, n, p = ${predicate}`);
  fc.assert(
    fc.property(rowsOf(columns, { values }), (T) => {
      const expected = asked({ T }).flatMap(([s, n, p]) => (p === true ? [[s, n]] : []));
      expect(where({ T })).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
