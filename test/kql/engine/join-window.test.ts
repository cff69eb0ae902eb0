import fc from 'fast-check';
import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../../src/kql';
import type { ColumnSchema, JsonRow, Plan } from '../../../src/kql';

const COLUMNS: readonly ColumnSchema[] = [
  { name: 'Key', type: 'string' },
  { name: 'At', type: 'datetime' },
  { name: 'For', type: 'timespan' },
  { name: 'Id', type: 'long' },
];
const catalog = catalogOf({ tables: ['L', 'R'].map((name) => ({ name, columns: COLUMNS })) });
const times = Array.from({ length: 30 }, (_, minute) => `2026-01-10T00:${String(minute).padStart(2, '0')}:00Z`);
const rows = fc.array(
  fc.record({
    Key: fc.constantFrom('a', 'b'),
    At: fc.constantFrom(null, ...times),
    For: fc.constantFrom(null, '00:00:00', '00:03:00', '-00:02:00'),
  }),
  { maxLength: 25 },
);

const plans = new Map<string, Plan>();

function planned(query: string): Plan {
  const known = plans.get(query);
  if (known !== undefined) return known;
  const compiled = compileQuery(query, catalog);
  if (!compiled.ok) throw new Error(compiled.error.message);
  plans.set(query, compiled.plan);
  return compiled.plan;
}

/** The rows of a query, and of the same one whose steps are looked at and therefore make all that they could. */
function bothWays(query: string, left: readonly JsonRow[], right: readonly JsonRow[]): readonly unknown[] {
  const plan = planned(query);
  const numbered = (given: readonly JsonRow[]) =>
    rowsToTable(
      given.map((row, Id) => ({ ...row, Id })),
      { columns: COLUMNS },
    );
  const tables: Readonly<Record<string, ReturnType<typeof numbered>>> = { L: numbered(left), R: numbered(right) };
  return (['fused', 'apart'] as const).map((steps) => {
    const options = { source: { table: (name: string) => tables[name] }, now: new Date('2026-01-10T00:00:00Z') };
    const result = runQuery(plan, { ...options, ...(steps === 'apart' ? { explain: 'steps' as const } : {}) });
    return result.ok ? jsonRows(result.table) : result.error.message;
  });
}

test.each([
  'where At1 between (At .. (At + 5m))',
  'where At1 between (At .. 5m)',
  'where At1 between ((At - 5m) .. At) and Id1 > 2',
  'where At1 > At and At1 < At + 4m',
  'where At1 - At between (0m .. 5m)',
  'where At - At1 <= 3m and At - At1 > -2m',
  'where At1 >= At - For and At + For >= At1',
  'where For1 between (For .. 3m)',
  'where At1 !between (At .. 5m)',
  'where At1 between (At .. 5m) and prev(Id1) != 0',
  'where At1 between (datetime(2026-01-10 00:05) .. 10m)',
  'where At1 between (At .. datetime(null))',
])('%s keeps the same pairs in the same order', (filter) => {
  fc.assert(
    fc.property(rows, rows, fc.constantFrom('inner', 'innerunique', 'leftouter', 'leftsemi'), (left, right, kind) => {
      const serial = filter.includes('prev') ? '| serialize ' : '';
      const ends = kind === 'leftsemi' ? filter.replaceAll(/\b(At|Id|For)1\b/g, '$1') : filter;
      const [fused, apart] = bothWays(`L | join kind=${kind} R on Key ${serial}| ${ends}`, left, right);
      expect(fused).toEqual(apart);
    }),
    { numRuns: 40 },
  );
});

test('a window leaves the pairs that a filter would keep', () => {
  const left = [{ Key: 'a', At: times[10] }, { Key: 'b', At: times[10] }, { Key: 'a' }];
  const right = [20, 12, 10, 9, 15].map((minute) => ({ Key: 'a', At: times[minute] }));
  const [fused] = bothWays(
    'L | join kind=inner R on Key | where At1 between (At .. 5m) | project Id, Id1',
    left,
    right,
  );
  expect(fused).toEqual([
    [0, 1],
    [0, 2],
    [0, 4],
  ]);
});
