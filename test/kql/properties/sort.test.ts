import fc from 'fast-check';
import type { ColumnSchema } from '../../../src/kql';
import { queryOver, rowsOf } from './arbitrary-table';

const columns: readonly ColumnSchema[] = [
  { name: 'a', type: 'long' },
  { name: 's', type: 'string' },
  { name: 'd', type: 'datetime' },
  { name: 'x', type: 'real' },
];

const values = {
  a: fc.integer({ min: 0, max: 2 }),
  s: fc.constantFrom('a', 'B', 'b', 'ä'),
  d: fc.constantFrom('2026-01-01T00:00:00.0000000Z', '2025-01-01T00:00:00.0000001Z'),
  x: fc.constantFrom<unknown>(1, -1, 0.5, 'NaN', 'Infinity', '-Infinity'),
};

const numbered = rowsOf(columns, { values, maxRows: 20 }).map(({ rows }) => ({
  columns: [...columns, { name: 'id', type: 'long' } as const],
  rows: rows.map((row, id) => [...row, id]),
}));
const schema = [...columns, { name: 'id', type: 'long' } as const];

/** What is below all others of its type, lowest first; infinity is above. */
const LOW: readonly unknown[] = [null, 'NaN', '-Infinity'];

function compared(left: unknown, right: unknown): number {
  const [low, other] = [LOW.indexOf(left), LOW.indexOf(right)];
  if (low !== -1 || other !== -1) return (low === -1 ? LOW.length : low) - (other === -1 ? LOW.length : other);
  if (left === right) return 0;
  if (left === 'Infinity' || right === 'Infinity') return left === 'Infinity' ? 1 : -1;
  return (left as number | string) < (right as number | string) ? -1 : 1;
}

test.each(['a', 's', 'd', 'x'])('sort by %s: ordered, nulls at the small end, equal rows as they were', (key) => {
  const ascending = queryOver({ T: schema }, `T | sort by ${key} asc | project ${key}, id`);
  const descending = queryOver({ T: schema }, `T | sort by ${key} | project ${key}, id`);
  const at = columns.findIndex(({ name }) => name === key);
  fc.assert(
    fc.property(numbered, (T) => {
      const shown = (rows: readonly (readonly unknown[])[]) => rows.map((row) => [row[at], row[4]]);
      expect(ascending({ T })).toEqual(shown(T.rows.toSorted((p, q) => compared(p[at], q[at]))));
      expect(descending({ T })).toEqual(shown(T.rows.toSorted((p, q) => compared(q[at], p[at]))));
    }),
  );
});

test.each([
  ['sort by a asc, s desc | project id', 'sort by s desc | sort by a asc | project id'],
  ['top 3 by x | project id', 'sort by x | take 3 | project id'],
  ['top 3 by x asc nulls last | project id', 'sort by x asc nulls last | take 3 | project id'],
  [
    'sort by a nulls first | project id',
    'union (T | where isnull(a)), (T | where isnotnull(a) | sort by a) | project id',
  ],
])('%s is %s', (one, other) => {
  const over = (pipe: string) => queryOver({ T: schema }, pipe.startsWith('union') ? pipe : `T | ${pipe}`);
  const [first, second] = [over(one), over(other)];
  fc.assert(fc.property(numbered, (T) => expect(first({ T })).toEqual(second({ T }))));
});
