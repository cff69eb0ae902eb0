import { positionAt } from '../../src/diagnostics';
import { parseYaml } from '../../src/yaml';

const parse = (text: string) => parseYaml({ path: 'a.yaml', text });

function findings(text: string): string[] {
  return parse(text).diagnostics.map(({ code, source, span }) => {
    const { line, column } = positionAt(source, span.start);
    return `${code} ${line}:${column}`;
  });
}

describe('values by YAML 1.2 core rules', () => {
  test.each([
    ['no', 'no'],
    ['on', 'on'],
    ['12:30:00', '12:30:00'],
    ['2026-01-01', '2026-01-01'],
    ['010', 10],
    ['0o14', 12],
    ['0x1F', 31],
    ['1.10', 1.1],
    ['12e4', 120000],
    ['-.inf', -Infinity],
    ['True', true],
    ['NULL', null],
    ['~', null],
    ['', null],
    ['"5m"', '5m'],
    ["'it''s'", "it's"],
    ['"a\\tb"', 'a\tb'],
    ['1.2.3', '1.2.3'],
    ['+', '+'],
    ['.', '.'],
    ['1_000', '1_000'],
  ])('%s', (written, value) => {
    expect(parse(`a: ${written}\n`)).toMatchObject({ document: { value: { a: value } }, diagnostics: [] });
  });

  test('the written text of a number can be read', () => {
    expect(parse('v: 1.10\n').document?.scalarAt(['v'])?.text).toBe('1.10');
  });

  test('a byte order mark, CRLF and comments are no trouble', () => {
    const { document, diagnostics } = parse('\uFEFF# rule\r\na: 1 # one\r\nb:\r\n  - x\r\n  -\r\n');
    expect(diagnostics).toEqual([]);
    expect(document?.value).toEqual({ a: 1, b: ['x', null] });
  });

  test('a key named __proto__ is a key', () => {
    expect(Object.keys(parse('__proto__: 1\n').document?.value as object)).toEqual(['__proto__']);
  });
});

test('that a file is not YAML from here on is said once', () => {
  const line = "  | where A in ('x', 'y')\n";
  const { document, diagnostics } = parse(`query: [\n  T\n${line.repeat(20)}severity: High\n`);
  expect(diagnostics.filter(({ message }) => message.startsWith('the file is not YAML from here on'))).toHaveLength(1);
  expect(document?.broken.length).toBeGreaterThan(5);
});

describe('refused on purpose', () => {
  test.each([
    ['', ['yaml-empty 1:1']],
    ['# nothing\n', ['yaml-empty 1:1']],
    ['a: 1\nb: 2\na: 3\na: 4\n', ['yaml-duplicate-key 3:1', 'yaml-duplicate-key 4:1']],
    ['a: &x 1\nb: *x\n', ['yaml-anchor 1:4', 'yaml-anchor 2:4']],
    ['a: &x {}\nb:\n  <<: *x\n', ['yaml-anchor 1:4', 'yaml-anchor 3:7', 'yaml-merge-key 3:3']],
    ['a: !!str 1\n', ['yaml-tag 1:4']],
    ['a: 1\n---\nb: 1\n', ['yaml-documents 2:1']],
    ['---\na: 1\n...\n---\nb: 1\n', ['yaml-documents 4:1']],
    ['id: {{ GUID }}\n', ['yaml-key 1:6']],
    ['? [a]\n: 1\n', ['yaml-key 1:3']],
    ['a: "x\u0007"\n', ['yaml-syntax 1:6']],
    [`a: ${'['.repeat(70)}\n`, ['yaml-depth 1:67']],
  ])('%j', (text, expected) => {
    expect(findings(text).sort()).toEqual([...expected].sort());
  });

  test('ten megabytes', () => {
    const text = `a: ${'x'.repeat(10 * 1024 * 1024)}`;
    expect(findings(text)).toEqual(['yaml-size 1:1']);
  });

  test('a thousand aliases make fifty findings', () => {
    expect(findings(`a: &x 1\nb: [${'*x, '.repeat(1000)}]\n`)).toHaveLength(50);
  });
});

describe('syntax errors in words, at the mistake', () => {
  test.each([
    ['unindented text below |', 'a: 1\nb: |\nSome text\nmore of it\nc: 2\n', '3:1', /`b: \|` is not indented/],
    ['unindented text below |, then a list', 'b: |\nSome text\nc:\n- x\n', '2:1', /is not indented/],
    ['missing colon', 'a: 1\nseverity High\nc: 2\n', '2:1', /belongs to no key/],
    ['prose above the rule', 'What this does.\nAnd why.\n\nc: x\n', '1:1', /belongs to no key/],
    ['tab', 'a:\n\t- b\nc: 1\n', '2:1', /tab/],
    ['colon in plain text', 'a: this: that\nc: 1\n', '1:8', /`: ` inside text/],
    ['braces', 'a: {{x}} foo\nc: 1\n', '1:4', /`\{\{`/],
    ['reserved character', 'a: @foo\nc: 1\n', '1:4', /begins with `@`/],
    ['text behind quotes', "a: 'x' y\nc: 1\n", '1:4', /behind the closing `'`/],
    ['text beside |', 'query: | where x\nc: 1\n', '1:10', /on the line of a `\|`/],
    ['quote not closed', 'a: "x\nc: 1\n', '1:4', /no closing `"`/],
    ['bracket not closed', 'a: [1, 2\nc: 1\n', '1:4', /no closing `\]`/],
    ['key in the column of a dash', 'l:\n  - k: 1\n  m: 2\nc: 1\n', '3:3', /in the column of the `-`/],
    ['less indented block line', 'q: |\n    x\n  y\nc: 1\n', '3:3', /less than its first line/],
    ['key too deep', 'a: 1\n  b: 2\nc: 1\n', '2:3', /fits nothing above/],
    ['no space behind colon', 'a:1\nc: 1\n', '1:2', /no space behind/],
    ['escape', 'a: "C:\\Windows"\nc: 1\n', '1:7', /backslash/],
    ['merge conflict', 'a: 1\n<<<<<<< HEAD\nc: 1\n', '2:1', /merge conflict/],
    ['no space behind a later colon', 'a: 1\nb:2\nc: 1\n', '2:2', /no space behind/],
    ['text without |', 'a:\n  T\n  | where y == "p: q"\nc: 1\n', '2:3', /below `a:` that are no YAML/],
    ['text that begins with *', 'a: *.exe seen\nc: 1\n', '1:4', /begins with `\*`/],
    ['list on the line of its key', 'a: - b\nc: 1\n', '1:4', /list item/],
  ])('%s', (_name, text, place, message) => {
    const { document, diagnostics } = parse(text);
    expect(diagnostics).toHaveLength(1);
    const [found] = diagnostics;
    const { line, column } = positionAt(found!.source, found!.span.start);
    expect(`${found!.code} ${line}:${column}`).toBe(`yaml-syntax ${place}`);
    expect(found!.message).toMatch(message);
    // what stands below the mistake is still read
    expect(Object.keys(document?.value ?? {}).includes('c')).toBe(text.includes('\nc:'));
  });

  test('all mistakes of a file in one run', () => {
    const text = 'a: b: c\nd: 1\ne: @x\nf: |\ntext\nd: 2\n';
    expect(findings(text)).toEqual(['yaml-syntax 1:5', 'yaml-syntax 3:4', 'yaml-syntax 5:1', 'yaml-duplicate-key 6:1']);
    expect(parse(text).document).toMatchObject({ recovered: true, value: { d: 1 } });
  });

  test('a rule that lost all its indentation', () => {
    const text = [
      'Prose about the rule.',
      '',
      'id: d7c16186',
      'description: |',
      'Remote tools are abused.',
      'https://example.com/tools',
      'tactics: CommandAndControl',
      'query: |',
      'let start = now(-5d);',
      '//',
      'T',
      '| where A has_any (',
      ')',
      '| summarize count() by B',
      '',
      'Scenario: a scan',
      'Scenario: another scan',
    ].join('\n');
    expect(findings(text)).toEqual([
      'yaml-syntax 1:1',
      'yaml-syntax 5:1',
      'yaml-syntax 9:1',
      'yaml-duplicate-key 17:1',
    ]);
  });
});
