import fc from 'fast-check';
import { compileQuery } from '../../../src/rules/compile/compile-query';
import type { Exclusion, ParameterValue } from '../../../src/rules/rule';

const scan: Exclusion = {
  name: 'scan',
  scenario: 'A scan',
  where: 'FileName =~ "scan.exe"\n and Parent =~ "a//b.exe"',
};

const query = [
  'let limit = 5; // @parameter',
  'let window = 1h; // @parameter how far back',
  "let names = dynamic(['a']); // @parameter",
  'let label = "x;y"; // @parameter',
  'let share = 0.5; // @parameter',
  'T',
  '| join Runs on Id',
  '  // @exclusions runs',
  '| where Count > limit',
  '// @exclusions',
  '| project Id',
  '',
].join('\n');

function compile(exclusions: readonly Exclusion[], parameters: Readonly<Record<string, ParameterValue>>): string {
  const { compiled, problems } = compileQuery(query, exclusions, parameters);
  expect(problems).toEqual([]);
  return compiled.text;
}

describe('exclusions', () => {
  test("each is one line behind its marker, at the marker's indentation, and the marker stays", () => {
    const text = compile(
      [
        { ...scan, at: 'runs' },
        { ...scan, name: 'other', where: 'true' },
        { ...scan, name: 'third', at: 'runs', where: 'false' },
      ],
      {},
    );
    expect(text.split('\n').slice(7, 13)).toEqual([
      '  // @exclusions runs',
      '  | where not(coalesce(FileName =~ "scan.exe"  and Parent =~ "a//b.exe", false)) // scan',
      '  | where not(coalesce(false, false)) // third',
      '| where Count > limit',
      '// @exclusions',
      '| where not(coalesce(true, false)) // other',
    ]);
  });

  test('without a place in the query is a problem', () => {
    const { problems } = compileQuery(query, [{ ...scan, at: 'nowhere' }], {});
    expect(problems).toMatchObject([{ code: 'exclusion-marker-missing', path: ['exclusions', 0, 'at'] }]);
  });

  test.each(['a == 1 // why', 'a == ```x```', 'a ==\n// why\n1'])(
    'with a comment or multi-line text is a problem: %j',
    (where) => {
      const { compiled, problems } = compileQuery(query, [{ ...scan, where }], {});
      expect(problems).toMatchObject([{ code: 'exclusion-not-one-line', path: ['exclusions', 0, 'where'] }]);
      expect(compiled.text).not.toContain('coalesce');
    },
  );
});

describe('parameters', () => {
  test.each<[string, ParameterValue, string]>([
    ['limit', 12, 'let limit = 12; // @parameter'],
    ['window', '7d', 'let window = 7d; // @parameter how far back'],
    ['names', ['b"c', 'd', 3], 'let names = dynamic(["b\\"c", "d", 3]); // @parameter'],
    ['label', 'a"; drop\n', 'let label = "a\\"; drop\\u000a"; // @parameter'],
    ['share', 2, 'let share = 2.0; // @parameter'],
  ])('%s', (name, value, line) => {
    expect(compile([], { [name]: value }).split('\n')).toContain(line);
  });

  test.each<[string, ParameterValue, string]>([
    ['limit', '12', 'a whole number'],
    ['limit', 1.5, 'a whole number'],
    ['window', '7 days; drop', 'a timespan such as 12h or 7d'],
    ['window', 7, 'a timespan such as 12h or 7d'],
    ['names', 'b', 'a list of texts or numbers'],
    ['label', true, 'a text'],
  ])('%s does not take %j', (name, value, expects) => {
    const { problems, compiled } = compileQuery(query, [], { [name]: value });
    expect(problems).toMatchObject([
      { code: 'parameter-value', help: `expected ${expects}`, path: ['parameters', name] },
    ]);
    expect(compiled.text).toBe(query.trimEnd());
  });

  test('that the query does not have is a problem that names what it has', () => {
    const { problems } = compileQuery(query, [], { limits: 3 });
    expect(problems).toMatchObject([{ code: 'parameter-unknown', help: 'it has: limit, window, names, label, share' }]);
  });

  test('any text becomes one literal on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const line = compile([], { label: value }).split('\n')[3] ?? '';
        expect(line).toMatch(/^let label = "(?:[^"\\]|\\.)*"; \/\/ @parameter$/);
      }),
    );
  });
});

test('line ends become LF, space at the end goes, nothing inside moves', () => {
  const { compiled } = compileQuery('T  \r\n|  where a == "x  y"\r\n\r\n', [], {});
  expect(compiled.text).toBe('T  \n|  where a == "x  y"');
});

test('the pieces are the whole text, in order, without gaps', () => {
  const { compiled } = compileQuery(query, [{ ...scan, at: 'runs' }], { limit: 77 });
  expect(compiled.pieces[0]?.start).toBe(0);
  expect(compiled.pieces.at(-1)?.end).toBe(compiled.text.length);
  expect(compiled.pieces.slice(1).map(({ start }) => start)).toEqual(
    compiled.pieces.slice(0, -1).map(({ end }) => end),
  );
});

test('every piece says truly where it comes from', () => {
  const windows = query.replaceAll('\n', '\r\n');
  const { compiled } = compileQuery(windows, [{ ...scan, at: 'runs' }], { limit: 77 });
  const textOf = { exclusion: [scan.where.replace('\n', ' ')], parameter: ['77'] };
  for (const { start, end, origin } of compiled.pieces) {
    const text = compiled.text.slice(start, end);
    const written =
      origin.kind === 'query'
        ? [windows.slice(origin.offset).replaceAll('\r\n', '\n').slice(0, text.length)]
        : origin.kind === 'generated'
          ? [text]
          : textOf[origin.kind];
    expect(written).toContain(text);
  }
});

test('a compiled query that is too long is a problem', () => {
  const { problems } = compileQuery(
    `T\n// @exclusions\n${'| where true\n'.repeat(760)}`,
    [{ ...scan, where: `a in (${'"x", '.repeat(100)}"x")` }],
    {},
  );
  expect(problems).toMatchObject([{ code: 'compiled-query-too-long', path: ['query'] }]);
});
