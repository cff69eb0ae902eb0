import { rowsOf, runTests } from '../run-tests';

/** The cell of a row as the query sees it, or what is said instead. */
function cellOf(column: string, text: string): unknown {
  const ran = runTests({
    rule: `query: T | project V = ${column}, Kind = gettype(${column})\n`,
    tests: `cases:\n  - name: c\n    given: [{ T: { ${column}: ${text} } }]\n    expect: fires\n`,
  });
  const [[row] = []] = rowsOf(ran);
  return row?.['V'] ?? (ran.found.length > 0 ? ran.found.join('; ') : null);
}

describe('a cell is read by the type of its column, from the text as it is written', () => {
  test.each([
    // YAML would make numbers, booleans and dates of these
    ['S', '1.10', '1.10'],
    ['S', '12e4', '12e4'],
    ['S', '010', '010'],
    ['S', '0x1F', '0x1F'],
    ['S', 'true', 'true'],
    ['S', '2026-01-10', '2026-01-10'],
    ['S', '90071992547409931234', '90071992547409931234'],
    ['S', "'null'", 'null'],
    ['S', "''", ''],
    ['S', 'null', ''],
    ['S', '~', ''],
    ['S', '[a, 1.5]', '["a",1.5]'],
    ['S', '{ a: b }', '{"a":"b"}'],
    ['B', 'true', true],
    ['B', 'False', false],
    ['B', '1', true],
    ['I', '-42', -42],
    ['I', '2147483647', 2147483647],
    ['L', '010', 10],
    ['L', "'5'", 5],
    ['R', '1.10', 1.1],
    ['R', '12e4', 120000],
    ['R', '7', 7],
    ['M', '1.10', '1.10'],
    ['G', '0A1B2C3D-0000-4000-8000-00000000000f', '0a1b2c3d-0000-4000-8000-00000000000f'],
    ['W', '90m', '01:30:00'],
    ['W', '1.02:03:04', '1.02:03:04'],
    ['D', '2026-01-09', '2026-01-09T00:00:00.0000000Z'],
    ['D', '2026-01-09T10:00:00+02:00', '2026-01-09T08:00:00.0000000Z'],
    ['D', '2026-01-09 10:00:00', '2026-01-09T10:00:00.0000000Z'],
    ['D', '2026-01-09T10:00:00.1234567Z', '2026-01-09T10:00:00.1234567Z'],
    ['D', '-2h', '2026-01-09T22:00:00.0000000Z'],
    ['D', '+1d', '2026-01-11T00:00:00.0000000Z'],
    ['Y', '1.10', 1.1],
    ['Y', "'1.10'", '1.10'],
    ['Y', '[a, { b: 1 }]', ['a', { b: 1 }]],
    ['Y', 'plain', 'plain'],
    ['Y', '"12345678901234567890"', '12345678901234567890'],
    ['Y', '9007199254740991', 9007199254740991],
    ['Y', '1e300', 1e300],
  ])('%s: %s', (column, text, expected) => {
    expect(cellOf(column, text)).toEqual(expected);
  });

  test.each(['9007199254740993', '9223372036854775807', '-9223372036854775808'])('L: %s keeps every digit', (text) => {
    const { problems } = runTests({
      rule: `query: T | where L == long(${text}) and tostring(L) == "${text}"\n`,
      tests: `cases: [{ name: c, given: [{ T: { L: ${text} } }], expect: { rows: [{ L: ${text} }] } }]`,
    });
    expect(problems).toEqual({});
  });

  test.each(['B', 'I', 'L', 'R', 'M', 'G', 'W', 'D', 'Y'])('%s: nothing is a typed null', (column) => {
    const tests = `cases: [{ name: empty, given: [{ T: { ${column}: } }], expect: fires }, { name: absent, given: [T: {}], expect: fires }]`;
    expect(runTests({ rule: `query: T | where isnull(${column})\n`, tests }).problems).toEqual({});
  });
});

test.each([
  ['B', 'yes', 'T.B is a bool: expected true or false, found "yes"'],
  ['I', '1.5', 'T.I is a int: expected a whole number, found "1.5"'],
  ['I', '2147483648', 'T.I is a int: expected a whole number from -2147483648 to 2147483647, found "2147483648"'],
  ['L', '12e4', 'T.L is a long: expected a whole number, found "12e4"'],
  [
    'L',
    '9223372036854775808',
    'T.L is a long: expected a whole number from -9223372036854775808 to 9223372036854775807, found "9223372036854775808"',
  ],
  ['L', '[1]', 'T.L is a long: expected a whole number, found a sequence'],
  [
    'Y',
    '12345678901234567890',
    'T.Y is a dynamic: expected numbers of up to 15 digits; longer ones as text, in quotes, found "12345678901234567890"',
  ],
  [
    'Y',
    '{ a: [12345678901234567890] }',
    'T.Y is a dynamic: expected numbers of up to 15 digits; longer ones as text, in quotes, found a mapping',
  ],
  ['R', '1,5', 'T.R is a real: expected a number, found "1,5"'],
  ['G', 'abc', 'T.G is a guid: expected a GUID, found "abc"'],
  ['W', 'soon', 'T.W is a timespan: expected a duration such as 01:30:00 or 2h, found "soon"'],
  [
    'D',
    'yesterday',
    'T.D is a datetime: expected a time such as 2026-01-10T00:00:00Z, or an offset from `now` such as -2h, found "yesterday"',
  ],
  [
    'D',
    '2026-02-30',
    'T.D is a datetime: expected a time such as 2026-01-10T00:00:00Z, or an offset from `now` such as -2h, found "2026-02-30"',
  ],
])('%s: %s is an error where it stands', (column, text, message) => {
  const given = column === 'R' ? `'${text}'` : text;
  const tests = `cases:\n  - name: c\n    given: [{ T: { ${column}: ${given} } }]\n    expect: fires\n`;
  expect(runTests({ tests }).found).toEqual([`test-cell 3:23 ${message}`]);
});
