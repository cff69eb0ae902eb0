import fc from 'fast-check';
import type { Entry, Facet } from '../../../src/report/browser/catalogue-data';
import { readState, writeState } from '../../../src/report/browser/catalogue-state';
import { chosen, tally } from '../../../src/report/browser/facets';

const facets: readonly Facet[] = [
  {
    key: 'severity',
    label: 'Severity',
    values: [
      ['High', 'High'],
      ['Low', 'Low'],
    ],
  },
  {
    key: 'tactic',
    label: 'Tactic',
    values: [
      ['Impact', 'Impact'],
      ['Execution', 'Execution'],
      ['a=b&c', 'odd'],
    ],
  },
];
const entry = (...values: readonly (readonly number[])[]): Entry => ({
  page: '',
  name: '',
  id: '',
  path: '',
  words: '',
  values,
});
const entries = [entry([0], [0]), entry([0], [0, 1]), entry([1], [1]), entry([1], [])];
const all = entries.map((_, index) => index);
const choice = (...sets: readonly (readonly number[])[]) => sets.map((each) => new Set(each));

test.each([
  ['no choice', choice([], []), [0, 1, 2, 3]],
  ['one value', choice([0], []), [0, 1]],
  ['either of two values', choice([0, 1], []), [0, 1, 2, 3]],
  ['both facets', choice([0], [1]), [1]],
  ['what nothing has', choice([], [2]), []],
] as const)('%s', (_, given, expected) => {
  expect(chosen(entries, all, given)).toEqual(expected);
});

test('a value counts what it would show beside the choices of the other facets', () => {
  expect(tally({ facets, entries }, all, choice([0], []))).toEqual([
    [2, 2],
    [2, 1, 0],
  ]);
  expect(tally({ facets, entries }, all, choice([0], [1]))).toEqual([
    [1, 1],
    [2, 1, 0],
  ]);
});

test('counts are what choosing the value would show', () => {
  const values = fc.subarray([0, 1, 2]);
  const some = fc.array(
    fc.tuple(fc.constantFrom([0], [1]), values).map((each) => entry(...each)),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(some, fc.subarray([0, 1]), values, (given, first, second) => {
      const among = given.map((_, index) => index);
      const counts = tally({ facets, entries: given }, among, choice(first, second));
      facets.forEach(({ values: list }, facet) => {
        list.forEach((_, value) => {
          const other = facet === 0 ? choice([value], second) : choice(first, [value]);
          expect(counts[facet]?.[value]).toBe(chosen(given, among, other).length);
        });
      });
    }),
  );
});

test('an address and what it says are the same both ways', () => {
  const sort = fc.constantFrom('', 'name', '-name', 'severity', '-owner');
  const state = fc.record({
    query: fc.string({ unit: 'grapheme' }),
    choice: fc.tuple(fc.subarray([0, 1]), fc.subarray([0, 1, 2])).map((each) => choice(...each)),
    sort,
    page: fc.nat(40),
  });
  fc.assert(
    fc.property(state, (given) => {
      expect(readState(`#${writeState(given, facets)}`, facets)).toEqual(given);
    }),
  );
});

test('an address that nobody wrote is read as far as it goes', () => {
  expect(readState('#severity=High&severity=No&tactic=&sort=evil&page=-3&x=y', facets)).toEqual({
    query: '',
    choice: choice([0], []),
    sort: '',
    page: 0,
  });
});
