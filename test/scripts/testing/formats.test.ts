import { testFormats } from '../../../scripts/testing/formats';
import type { ProjectTests } from '../../../scripts/testing/run-project-tests';
import { loadRule, runTests } from '../../unit/run-tests';

// what people write into names and values must not become markup, commands or control of the terminal
const NAME = 'a `case` | <img src=x> ]]> ::error::x %0A \u001b[2J & "q"';
const VALUE = '<b>|`::warning::` \u001b[31m';

const tests = `cases:
  - name: ${JSON.stringify(NAME)}
    given: [{ T: { S: ${JSON.stringify(VALUE)} } }]
    expect: { alerts: [{ title: x }], rows: [{ S: y }] }
`;
const ran = runTests({
  rule: "query: T | project S\nalertDetailsOverride: { alertDisplayNameFormat: '{{S}}' }\n",
  tests,
});
const failed: ProjectTests = {
  files: [{ path: 'detections/r.test.yaml', rule: loadRule(''), cases: ran.cases, diagnostics: [] }],
  diagnostics: [],
};
const shown = (name: keyof typeof testFormats): string => testFormats[name](failed, { color: false });

test('no format carries control characters of the terminal', () => {
  for (const name of ['stylish', 'junit', 'github', 'markdown'] as const) {
    // eslint-disable-next-line no-control-regex
    expect(shown(name)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  }
});

test('junit is well-formed: nothing that people write ends an element', () => {
  const xml = shown('junit');
  expect(xml).not.toContain('<img');
  expect(xml).not.toContain('<b>');
  expect(xml.match(/<failure /g)).toHaveLength(1);
  expect(xml.match(/<\/failure>/g)).toHaveLength(1);
});

test('github: one command a case, on one line', () => {
  const lines = shown('github').trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^::error file=detections\/r\.test\.yaml,line=2,/);
});

test('markdown: no markup from names, and the block ends where it should', () => {
  const text = shown('markdown');
  expect(text.split('```')[0]).not.toContain('<img');
  expect(text.match(/<details>/g)).toHaveLength(1);
  expect(text.match(/<\/details>/g)).toHaveLength(1);
});

test('json says the same to programs', () => {
  const { files, summary } = JSON.parse(shown('json')) as {
    files: { cases: { name: string; passed: boolean; problems: string[] }[] }[];
    summary: unknown;
  };
  expect(files[0]?.cases[0]).toMatchObject({ name: NAME, passed: false });
  expect(summary).toEqual({ passed: 0, failed: 1, errors: 0 });
});

test('stylish: expected and found as aligned tables', () => {
  const two = runTests({
    rule: 'query: T | project S, L\n',
    tests: `cases:
  - name: c
    given: [{ T: { S: a long value, L: 1 } }, { T: { S: b, L: 22 } }]
    expect: { rows: [{ S: a long value, L: 2 }, { S: b, L: 22 }] }
`,
  });
  const text = testFormats.stylish(
    { files: [{ path: 'p', rule: loadRule(''), cases: two.cases, diagnostics: [] }], diagnostics: [] },
    { color: false },
  );
  expect(text.split('\n').slice(3, 7)).toEqual([
    '      results differ (- expected, + found; 1 more as expected):',
    '        S             L',
    '      - a long value  2',
    '      + a long value  1',
  ]);
});
