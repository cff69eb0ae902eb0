import { runTests } from '../run-tests';

const found = (tests: string): readonly string[] => runTests({ tests }).found;

test.each([
  [
    'a row that is made from itself',
    'rows: { a: { b: {} }, b: { a: {} } }\ncases: [{ name: c, given: [a], expect: fires }]',
    ['test-row-circle 1:28 the row a is made from itself: a -> b -> a'],
  ],
  [
    'a time that is none',
    'cases: [{ name: c, now: 2026-02-30T00:00:00Z, given: [], expect: silent }]',
    ['test-time 1:25 "2026-02-30T00:00:00Z" is no time'],
  ],
  [
    'two cases of one name',
    'cases:\n  - { name: c, given: [], expect: silent }\n  - { name: c, given: [], expect: silent }',
    ['test-case-repeated 3:13 another case is named "c" too'],
  ],
  [
    'a key that there is not',
    'cases: [{ name: c, given: [], expects: silent, expect: silent }]',
    ['unknown-key 1:31 unknown key "expects" in entry 1 of `cases`'],
  ],
  ['no cases', 'rows: {}', ['missing-key 1:1 missing key `cases`']],
  ['no such outcome', 'cases: [{ name: c, given: [], expect: quiet }]', [expect.stringContaining(' 1:39 ')]],
  [
    'too many copies',
    'cases: [{ name: c, given: [{ T: {}, count: 0 }], expect: silent }]',
    [expect.stringContaining(' 1:44 ')],
  ],
])('%s', (_, tests, expected) => {
  expect(found(tests)).toEqual(expected);
});

test('a file with a mistake runs none of its cases', () => {
  expect(runTests({ tests: 'cases: [{ name: c, given: [x], expect: silent }]' }).cases).toEqual([]);
});
