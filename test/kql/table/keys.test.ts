import fc from 'fast-check';
import { columnOf } from '../../../src/kql/table/builder';
import { distinctInGroups, groupRows } from '../../../src/kql/table/keys';
import type { KqlType } from '../../../src/kql/values/type';
import type { Value } from '../../../src/kql/values/value';

const wide = fc.integer({ min: 0, max: 4 }).map((step) => step * 3_000_000_000);
const KINDS: readonly (readonly [type: KqlType, value: fc.Arbitrary<Value>])[] = [
  ['long', fc.constantFrom(null, 0, 1, 2)],
  ['long', fc.oneof(wide, fc.constant(null))],
  ['real', fc.constantFrom(null, Number.NaN, 0, 0.5, 1e300)],
  ['string', fc.constantFrom('', 'a', 'b')],
  ['bool', fc.constantFrom(null, true, false)],
];
const table = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...KINDS.keys()), { minLength: 1, maxLength: 4 }), fc.nat(30))
  .chain(([kinds, length]) =>
    fc.tuple(
      ...kinds.map((kind) => {
        const [type, value] = KINDS[kind]!;
        return fc.tuple(fc.constant(type), fc.array(value, { minLength: length, maxLength: length }));
      }),
    ),
  );

test('rows of equal values make a group, numbered in order of first appearance', () => {
  fc.assert(
    fc.property(table, (columns) => {
      const length = columns[0]![1].length;
      const keys = Array.from({ length }, (_, row) =>
        columns.map(([, values]) => String(values[row] as number | string | boolean | null)).join('|'),
      );
      const order = [...new Set(keys)];
      const groups = groupRows(
        columns.map(([type, values]) => columnOf(type, values)),
        length,
      );
      expect([...groups.ids]).toEqual(keys.map((key) => order.indexOf(key)));
      expect([...groups.first]).toEqual(order.map((key) => keys.indexOf(key)));
      expect(groups.count).toBe(order.length);
    }),
  );
});

test('more pairs than a table has room for', () => {
  const length = 5000;
  const a = columnOf(
    'long',
    Array.from({ length }, (_, row) => (row * 7919) % 2500),
  );
  const b = columnOf(
    'long',
    Array.from({ length }, (_, row) => ((row * 104_729) % 2500) * 1_000_000),
  );
  const groups = groupRows([a, b], length);
  const keys = Array.from({ length }, (_, row) => `${(row * 7919) % 2500} ${(row * 104_729) % 2500}`);
  const order = [...new Set(keys)];
  const place = new Map(order.map((key, index) => [key, index]));
  expect([...groups.ids]).toEqual(keys.map((key) => place.get(key)));
  expect(groups.count).toBe(order.length);
});

test('distinct values of groups are where they first stand', () => {
  const ids = Int32Array.of(0, 1, 0, 0, 1, 1);
  const column = columnOf('string', ['a', 'a', 'b', 'a', 'a', 'c']);
  expect([...distinctInGroups(ids, 2, column)]).toEqual([0, 1, 2, 5]);
});
