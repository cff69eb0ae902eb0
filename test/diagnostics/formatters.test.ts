import type { Log } from 'sarif';
import { formatters } from '../../src/diagnostics';
import type { Diagnostic, Source } from '../../src/diagnostics';

const text = 'name: x\nseverity: Extreme\nquery: |\n  T | take 1\n';
const source: Source = { path: 'detections/a b/rule.yaml', text };
const at = (needle: string) => {
  const start = text.indexOf(needle);
  return { start, end: start + needle.length };
};
const hostile = 'bad | `x` <b> @team ::error::y\r\nhttp://evil 100%';
const diagnostics: readonly Diagnostic[] = [
  { code: 'unknown-value', severity: 'error', message: hostile, source, span: at('Extreme'), help: 'use High' },
  { code: 'query-style', severity: 'warning', message: 'two lines', source, span: at('T | take 1\n') },
  { code: 'query-style', severity: 'info', message: 'again', source, span: at('take') },
];
const options = {
  color: false,
  files: 2,
  taken: [
    { file: source.path, kind: 'rule' as const },
    { file: 'detections/clean.yaml', kind: 'rule' as const },
  ],
  tool: { name: 'sentinel-rules', version: '1.2.3' },
  codes: [{ code: 'unknown-value', summary: 'A value that does not exist', why: 'It is refused.' }],
};

describe('sarif', () => {
  const log = JSON.parse(formatters.sarif(diagnostics, options)) as Log;
  const [run] = log.runs;

  test('is version 2.1.0, names the tool and describes the codes that occur', () => {
    expect(log.version).toBe('2.1.0');
    expect(run?.tool.driver).toMatchObject({
      name: 'sentinel-rules',
      version: '1.2.3',
      rules: [
        { id: 'query-style' },
        { id: 'unknown-value', shortDescription: { text: 'A value that does not exist' } },
      ],
    });
  });

  test('every result points at its rule and its region', () => {
    expect(run?.results).toMatchObject([
      {
        ruleId: 'unknown-value',
        ruleIndex: 1,
        level: 'error',
        message: { text: `${hostile}. use High` },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'detections/a%20b/rule.yaml' },
              region: { startLine: 2, startColumn: 11, endLine: 2, endColumn: 18 },
            },
          },
        ],
      },
      { ruleIndex: 0, level: 'warning', locations: [{ physicalLocation: { region: { startLine: 4, endLine: 5 } } }] },
      { ruleIndex: 0, level: 'note' },
    ]);
  });

  test('a fingerprint survives lines above it, and tells equal findings of a line apart', () => {
    const moved: Source = { path: source.path, text: `# new\n${text}` };
    const shifted = diagnostics.map((each) => ({
      ...each,
      source: moved,
      span: { start: each.span.start + 6, end: each.span.end + 6 },
    }));
    const prints = (found: readonly Diagnostic[]) =>
      (JSON.parse(formatters.sarif(found, options)) as Log).runs[0]?.results?.map((each) => each.partialFingerprints);
    expect(prints(shifted)).toEqual(prints(diagnostics));
    expect(new Set(prints(diagnostics)?.map((print) => print?.['sentinelRules/v1'])).size).toBe(3);
  });

  test('without findings it has an empty list of results', () => {
    expect((JSON.parse(formatters.sarif([], options)) as Log).runs[0]?.results).toEqual([]);
  });
});

test('junit: a suite a file, errors fail, the rest is output, nothing of the text is markup', () => {
  const xml = formatters.junit(diagnostics, options);
  expect(xml).toContain('<testsuites name="sentinel-rules check" tests="2" failures="1" errors="0">');
  expect(xml).toContain('<testcase name="no errors" classname="detections/clean.yaml"/>');
  expect(xml).toContain('<testcase name="unknown-value at line 2" classname="detections/a b/rule.yaml">');
  expect(xml).toContain('warning two lines (query-style)');
  expect(xml).not.toContain('<b>');
  expect(formatters.junit([{ ...diagnostics[0]!, message: 'a\u0000\u001b\ud800b' }], options)).toContain(
    'message="a···b"',
  );
});

test('github: one command a finding, and no second one in its text', () => {
  const lines = formatters.github(diagnostics, options).trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe(
    '::error file=detections/a b/rule.yaml,line=2,endLine=2,col=11,endColumn=18,title=unknown-value::bad | `x` <b> @team ::error::y%0D%0Ahttp://evil 100%25%0Ause High',
  );
  expect(lines[2]).toMatch(/^::notice /);
});

test('markdown: totals and a table whose cells hold no markup', () => {
  const page = formatters.markdown(diagnostics, options);
  expect(page.split('\n')[0]).toBe('❌ **2 files checked**: 1 error, 1 warning, 1 note');
  const row = page.split('\n').find((line) => line.startsWith('| error'));
  expect(row).toContain('bad \\| \\`x\\` &#60;b&#62; &#64;team ::error::y http&#58;//evil 100%');
  expect(page).not.toMatch(/<b>|@team|http:\/\//);
  expect(formatters.markdown([], options)).toBe('✅ **2 files checked**: 0 errors, 0 warnings\n');
});

test('summary: what is found most, and where an error is; the same totals', () => {
  const many = [...diagnostics, ...Array.from({ length: 11 }, () => diagnostics[1] as Diagnostic)];
  expect(formatters.summary(many, options)).toBe(
    [
      '    1  error    unknown-value  A value that does not exist  detections/a b/rule.yaml',
      '   12  warning  query-style',
      '    1  info     query-style',
      '',
      '✖ 2 files checked (2 rules): 1 error, 12 warnings, 1 note',
      '',
    ].join('\n'),
  );
  expect(formatters.summary([], options)).toBe('✔ 2 files checked (2 rules): 0 errors, 0 warnings\n');
});
