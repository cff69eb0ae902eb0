import fc from 'fast-check';
import type { ColumnSchema } from '../../../src/kql';
import { queryOver, rowsOf, unordered } from './arbitrary-table';

type Row = readonly unknown[];

const left: readonly ColumnSchema[] = [
  { name: 'k', type: 'string' },
  { name: 'n', type: 'long' },
  { name: 't', type: 'datetime' },
];
const right: readonly ColumnSchema[] = [
  { name: 'k', type: 'string' },
  { name: 'n', type: 'long' },
  { name: 'u', type: 'datetime' },
];

const hour = fc
  .integer({ min: 0, max: 23 })
  .map((each) => `2026-01-01T${String(each).padStart(2, '0')}:00:00.0000000Z`);
const values = { k: fc.constantFrom('a', 'A', 'b'), n: fc.integer({ min: 0, max: 2 }), t: hour, u: hour };
const tables = fc.record({ L: rowsOf(left, { values, maxRows: 8 }), R: rowsOf(right, { values, maxRows: 8 }) });

/** Empty cells of a side: a string is never null. */
const MISSING: Row = ['', null, null];

/** A null key meets a null key (measured on the Kusto emulator by duckdb-kql, read 2026-11-24). */
const equal = (a: unknown, b: unknown): boolean => a === b;

interface Sides {
  readonly lefts: readonly Row[];
  readonly rights: readonly Row[];
  readonly meets: (l: Row, r: Row) => boolean;
}

/** What each kind of join is, as two loops (source: Microsoft Learn, join-operator, read 2026-11-24). */
const KINDS: Readonly<Record<string, (sides: Sides) => readonly Row[]>> = {
  inner: ({ lefts, rights, meets }) => lefts.flatMap((l) => rights.filter((r) => meets(l, r)).map((r) => [...l, ...r])),
  leftouter: ({ lefts, rights, meets }) =>
    lefts.flatMap((l) => {
      const met = rights.filter((r) => meets(l, r));
      return (met.length === 0 ? [MISSING] : met).map((r) => [...l, ...r]);
    }),
  rightouter: ({ lefts, rights, meets }) =>
    rights.flatMap((r) => {
      const met = lefts.filter((l) => meets(l, r));
      return (met.length === 0 ? [MISSING] : met).map((l) => [...l, ...r]);
    }),
  fullouter: (sides) => [
    ...(KINDS['leftouter']?.(sides) ?? []),
    ...sides.rights.filter((r) => !sides.lefts.some((l) => sides.meets(l, r))).map((r) => [...MISSING, ...r]),
  ],
  leftsemi: ({ lefts, rights, meets }) => lefts.filter((l) => rights.some((r) => meets(l, r))),
  leftanti: ({ lefts, rights, meets }) => lefts.filter((l) => !rights.some((r) => meets(l, r))),
  rightsemi: ({ lefts, rights, meets }) => rights.filter((r) => lefts.some((l) => meets(l, r))),
  rightanti: ({ lefts, rights, meets }) => rights.filter((r) => !lefts.some((l) => meets(l, r))),
};

const CONDITIONS: readonly (readonly [on: string, meets: Sides['meets']])[] = [
  ['k', (l, r) => equal(l[0], r[0])],
  ['k, n', (l, r) => equal(l[0], r[0]) && equal(l[1], r[1])],
  ['$left.t == $right.u', (l, r) => equal(l[2], r[2])],
];

const cases = Object.entries(KINDS).flatMap(([kind, definition]) =>
  CONDITIONS.map(([on, meets]) => ({ kind, on, meets, definition })),
);

test.each(cases)('$kind join on $on is what two loops give', ({ kind, on, meets, definition }) => {
  const query = queryOver({ L: left, R: right }, `L | join kind=${kind} R on ${on}`);
  fc.assert(
    fc.property(tables, ({ L, R }) => {
      const expected = definition({ lefts: L.rows, rights: R.rows, meets });
      expect(unordered(query({ L, R }))).toEqual(unordered(expected));
    }),
    { numRuns: 40 },
  );
});

test.each(CONDITIONS)('innerunique join on %s: the inner join of one left row per key', (on, meets) => {
  const query = queryOver({ L: left, R: right }, `L | join R on ${on}`);
  const sameKey = (a: Row, b: Row): boolean =>
    on.startsWith('$') ? a[2] === b[2] : a[0] === b[0] && (on === 'k' || a[1] === b[1]);
  fc.assert(
    fc.property(tables, ({ L, R }) => {
      // the first of each key in practice: which one is not promised, and this pins ours
      const lefts = L.rows.filter((row, index) => !L.rows.slice(0, index).some((before) => sameKey(before, row)));
      const expected = KINDS['inner']?.({ lefts, rights: R.rows, meets }) ?? [];
      expect(unordered(query({ L, R }))).toEqual(unordered(expected));
    }),
    { numRuns: 40 },
  );
});

test.each([
  'u between (t .. (t + 3h))',
  'u > t and u < t + 2h',
  't - u < 1h and t >= u',
  'abs(datetime_diff("hour", t, u)) <= 2',
  'u - t between (0h .. 2h) and n1 >= n',
])('a join with the window %s is the join, then the filter', (window) => {
  const at = `L | join kind=inner R on k`;
  const filtered = queryOver({ L: left, R: right }, `${at} | where ${window}`);
  const kept = queryOver(
    { L: left, R: right },
    `${at} | extend kept = ${window} | project-reorder k, n, t, k1, n1, u, kept`,
  );
  fc.assert(
    fc.property(tables, (given) => {
      const expected = kept(given).flatMap((row) => (row.at(-1) === true ? [row.slice(0, -1)] : []));
      expect(unordered(filtered(given))).toEqual(unordered(expected));
    }),
    { numRuns: 40 },
  );
});

test.each(['leftouter', 'inner'])('lookup kind=%s is the join without the keys of the right side', (kind) => {
  const lookup = queryOver({ L: left, R: right }, `L | lookup kind=${kind} R on k`);
  const join = queryOver({ L: left, R: right }, `L | join kind=${kind} R on k | project-away k1`);
  fc.assert(
    fc.property(tables, (given) => {
      expect(unordered(lookup(given))).toEqual(unordered(join(given)));
    }),
    { numRuns: 40 },
  );
});
