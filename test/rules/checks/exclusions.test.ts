import { checkProject } from '../../../src/rules';
import { exampleCatalog } from '../example-catalog';
import { exampleFile } from '../example-file';

const catalog = exampleCatalog();

/** `code @ text` of what is found, remarks left out. */
function found(fragment: string): readonly string[] {
  const text = exampleFile(fragment);
  return checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog })
    .diagnostics.filter(({ severity }) => severity !== 'info')
    .map(({ code, span }) => `${code} @ ${text.slice(span.start, span.end)}`);
}

const exclusion = (where: string, query = 'T\n  // @exclusions'): string =>
  `query: |\n  ${query}\nexclusions:\n  - name: scan\n    scenario: A scan\n    where: |\n      ${where.replaceAll('\n', '\n      ')}\n`;

describe('a predicate where it will stand', () => {
  test.each<[string, readonly string[]]>([
    ['A == 1', []],
    ['A == 1 and B == "x"', []],
    ['B in ("x", "y")', []],
    ['A == 1\nor B == "x"', []],
    ['A in ((imDns | project DnsQueryType))', []],
    ['X == 1', ['unknown-column @ X']],
    ['A > "x"', ['kql-type @ >']],
    ['A ==', ['exclusion-predicate @ =']],
    ['A == 1) or (true', ['exclusion-predicate @ A == 1) or (true']],
    ['A == 1); T | where (A == 1', ['exclusion-predicate @ A == 1); T | where (A == 1']],
    ['A == 1), (A == 2', ['exclusion-predicate @ A == 1), (A == 2']],
    ['T | where A == 1', ['exclusion-predicate @ T | where A == 1']],
    ['A', ['exclusion-predicate @ A']],
    ['B', ['exclusion-predicate @ B']],
    ['A == 1 // one', ['exclusion-not-one-line @ A == 1 // one']],
  ])('%j', (where, expected) => {
    expect(found(exclusion(where)).map((each) => each.trimEnd())).toEqual(expected);
  });

  test('columns are those at its marker', () => {
    const query = 'T\n  | summarize N = count() by B\n  // @exclusions';
    expect(found(exclusion('N > 1', query))).toEqual([]);
    expect(found(exclusion('A == 1', query))).toEqual(['column-gone @ A']);
  });

  test('parameters and other variables of the query are in scope', () => {
    const query = 'let least = 3; // @parameter\n  let words = dynamic(["x"]);\n  T\n  // @exclusions';
    expect(found(exclusion('A > least and B in (words)', query))).toEqual([]);
  });

  test('what is wrong with one exclusion does not hide what is wrong with the query', () => {
    const query = 'T\n  | where X == 1\n  // @exclusions';
    expect(found(exclusion('A ==', query)).map((each) => each.split(' ')[0])).toEqual([
      'unknown-column',
      'exclusion-predicate',
    ]);
  });
});

describe('a predicate must not hold on an empty row', () => {
  test.each<[string, boolean]>([
    ['A == 1', false],
    ['A != 1', true],
    ['B != "x"', true],
    ['B !~ "x"', true],
    ['B !has "x"', true],
    ['B !in ("x")', true],
    ['not(B == "x")', true],
    ['isempty(B)', true],
    ['isnull(A)', true],
    ['isnotempty(B) and B != "x"', false],
    ['B != "x" and A == 1', false],
    ['C.name == "x"', false],
    ['tostring(C.name) != "x"', true],
    ['D < ago(1d)', false],
    ['strlen(B) < 3', true],
    ['true', true],
    ['A == 1 or true', true],
  ])('%s: %s', (where, holds) => {
    expect(found(exclusion(where)).map((each) => each.split(' ')[0])).toEqual(holds ? ['exclusion-of-empty'] : []);
  });

  test('with the values of the query', () => {
    expect(found(exclusion('B !in (words)', 'let words = dynamic(["x"]);\n  T\n  // @exclusions'))).toHaveLength(1);
    expect(found(exclusion('B in (words)', 'let words = dynamic([""]);\n  T\n  // @exclusions'))).toHaveLength(1);
  });
});

describe('parameters', () => {
  const query = (text: string): string => `query: |\n  ${text.replaceAll('\n', '\n  ')}\n`;
  test.each<[string, readonly string[]]>([
    [query('let least = 3; // @parameter\nT | where A > least'), []],
    [query('let least = 3; // @parameter\nT'), ['parameter-unused @ least']],
    [query('let A = 3; // @parameter\nT | where A > A'), ['parameter-hidden @ A']],
    [query('let A = 3; // @parameter\nT | project B | where strlen(B) > A'), []],
    [`${query('let least = 3; // @parameter\nT | where B > least')}parameters: { least: 5 }`, ['kql-type @ >']],
    [`${query('let word = "a"; // @parameter\nT | where B == word')}parameters: { word: '"; T | take 1 //' }`, []],
    [
      `${query('let word = "a"; // @parameter\nT | where B == word')}parameters: { wurd: x }`,
      ['parameter-unknown @ x'],
    ],
  ])('%j', (fragment, expected) => {
    expect(found(fragment)).toEqual(expected);
  });
});
