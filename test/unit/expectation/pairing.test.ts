import fc from 'fast-check';
import { partners, unpaired } from '../../../src/unit/expectation/pairing';

const matrix = fc
  .record({ rows: fc.nat(5), columns: fc.nat(5) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

/** The most that can have a partner, by trying everything. */
function most(fits: readonly (readonly boolean[])[], from = 0, taken: ReadonlySet<number> = new Set()): number {
  const row = fits[from];
  if (row === undefined) return 0;
  const options = row.flatMap((each, index) =>
    each && !taken.has(index) ? [1 + most(fits, from + 1, new Set([...taken, index]))] : [],
  );
  return Math.max(most(fits, from + 1, taken), ...options);
}

test('as many as possible have a partner that fits, and each is the partner of one', () => {
  fc.assert(
    fc.property(matrix, (fits) => {
      const columns = fits[0]?.map((_, index) => index) ?? [];
      const pairs = partners(fits, columns, (row, index) => row[index] ?? false);
      const used = pairs.filter((index) => index !== undefined);
      expect(pairs.every((index, own) => index === undefined || fits[own]?.[index])).toBe(true);
      expect(new Set(used).size).toBe(used.length);
      expect(used.length).toBe(most(fits));
      expect(unpaired(columns, pairs).length).toBe(columns.length - used.length);
    }),
  );
});

test('two thousand rows of one kind are paired without a thousand moves', () => {
  const rows = Array.from({ length: 2000 }, (_, index) => index);
  expect(partners(rows, rows, () => true)).toEqual(rows);
});
