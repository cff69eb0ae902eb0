import { runTests } from '../run-tests';

/** What is not as expected of the results, in words. */
function problems(query: string, expected: string, given = ''): readonly string[] {
  const ran = runTests({
    rule: `query: |\n  ${query}\n`,
    tests: `cases: [{ name: c, given: [${given}], expect: { rows: ${expected} } }]`,
  });
  expect(ran.found).toEqual([]);
  return ran.problems['c'] ?? [];
}

describe('a cell agrees by the type of its column', () => {
  test.each([
    ['"1.10"', '1.10', true],
    ['"1.1"', '1.10', false],
    ['"12e4"', '12e4', true],
    ['"A"', 'a', false],
    ['""', "''", true],
    ['""', 'null', true],
    ['"x"', 'null', false],
    ['long(7)', '7', true],
    ['long(7)', '07', true],
    ['long(7)', '7.0', false],
    ['long(7)', '8', false],
    ['long(null)', '', true],
    ['long(null)', '0', false],
    ['9007199254740993', '9007199254740993', true],
    ['9007199254740993', '9007199254740992', false],
    ['1.5', '1.50', true],
    ['1.5', '15e-1', true],
    ['1.5', '1.51', false],
    ['decimal(0.1)', '0.10', true],
    ['decimal(12345678901234567.89)', '12345678901234567.89', true],
    ['decimal(12345678901234567.89)', '12345678901234567.88', false],
    ['true', 'TRUE', true],
    ['true', 'false', false],
    ['guid(0A1B2C3D-0000-4000-8000-00000000000f)', '0A1B2C3D-0000-4000-8000-00000000000F', true],
    ['datetime(2026-01-09T22:00:00Z)', '-2h', true],
    ['datetime(2026-01-09T22:00:00Z)', '2026-01-09T23:00:00+01:00', true],
    ['datetime(2026-01-09T22:00:00Z)', '2026-01-09 22:00', true],
    ['datetime(2026-01-09T22:00:00Z)', '2026-01-09', false],
    ['datetime(2026-01-09T22:00:00.1234567Z)', '2026-01-09T22:00:00.1234567Z', true],
    ['datetime(2026-01-09T22:00:00.1234567Z)', '2026-01-09T22:00:00.123Z', false],
    ['datetime(2026-01-09T22:00:00.123Z)', '2026-01-09T22:00:00.123Z', true],
    ['90m', '01:30:00', true],
    ['90m', '1h', false],
    ['dynamic([1, 2])', '[2, 1]', true],
    ['dynamic([1, 1, 2])', '[1, 2, 2]', false],
    ['dynamic([1, 2])', '[1]', false],
    ['dynamic({"a": 1, "b": 2})', '{ a: 1 }', true],
    ['dynamic({"a": 1})', '{ a: 2 }', false],
    ['dynamic({"a": 1})', '{ b: 1 }', false],
    ['dynamic(null)', '', true],
    ['dynamic([{"a": 1, "b": 2}, {"a": 1}])', '[{ a: 1 }, { b: 2 }]', true],
  ])('%s: %s', (value, expected, agrees) => {
    expect(problems(`print V = ${value}`, `[{ V: ${expected} }]`).length === 0).toBe(agrees);
  });
});

describe('rows', () => {
  const QUERY = 'datatable(a: string, b: long)["x", 1, "x", 2, "y", 3]';
  test.each([
    ['as many, each with what is named, in any order', '[{ a: y }, { b: 2 }, { a: x }]', []],
    ['the first that fits may be needed by another', '[{ a: x }, { a: x, b: 1 }, { a: y }]', []],
    ['one too few', '[{ a: x }, { a: y }]', ['unexpected result: a x']],
    ['one that is not there', '[{ a: x }, { a: x }, { a: z }]', ['no result has a z; unexpected result: a y']],
    ['include: there may be more', '{ include: [{ a: y }] }', []],
    [
      'include: one that is not there',
      '{ include: [{ a: z }] }',
      ['no result has a z; unexpected result: a x; unexpected result: a x; unexpected result: a y'],
    ],
    ['exact', '{ exact: [{ a: y, b: 3 }, { a: x, b: 1 }, { a: x, b: 2 }] }', []],
    [
      'exact: a column that nobody names',
      '{ exact: [{ b: 3 }, { b: 1 }, { b: 2 }] }',
      ['the result has further columns: a'],
    ],
    ['exact: a row too many', '{ exact: [{ a: x, b: 1 }, { a: x, b: 2 }] }', ['unexpected result: a y, b 3']],
    [
      'a column that the result does not have',
      '[{ c: 1 }, {}, {}]',
      ['the result has no column c; it has a, b', expect.stringContaining('no result has c 1')],
    ],
    ['none', '[]', ['unexpected result: ; unexpected result: ; unexpected result: ']],
    ['their number', '3', []],
    ['another number', '4', ['expected 4 results, found 3']],
  ])('%s', (_, expected, words) => {
    expect(problems(QUERY, expected)).toEqual(words);
  });
});
