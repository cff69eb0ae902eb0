import { baselineOf, baselineYaml, loadBaseline, splitKnown } from '../../src/baseline';
import type { Baseline } from '../../src/baseline';
import type { Diagnostic } from '../../src/diagnostics';

const ID = '3F2B7C1E-9d4a-4f6b-8a21-5c0e7d9b1f34';
const QUERY = ['SigninLogs', '| where Locaton == "KP"', '| take 5'];

const file = (query: readonly string[], { path = 'detections/a.yaml', id = `id: ${ID}` } = {}) => ({
  path,
  text: `${id}\nname: Somewhere\nquery: |\n${query.map((line) => `  ${line}\n`).join('')}`,
});

function found(code: string, at: string, source = file(QUERY), severity: Diagnostic['severity'] = 'error'): Diagnostic {
  const start = source.text.indexOf(at);
  return { code, severity, message: 'no', source, span: { start, end: start + at.length } };
}

const column = found('unknown-column', 'Locaton');
const untested = found('test-coverage', 'id');
const read = (text: string): Baseline => {
  const { baseline, diagnostics } = loadBaseline({ path: 'sentinel.baseline.yaml', text });
  if (baseline === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return baseline;
};
const accepted = read(baselineYaml(baselineOf([column, untested]).baseline));
const known = (...findings: readonly Diagnostic[]): readonly Diagnostic[] => splitKnown(accepted, findings).known;

test('what was written down is known again; a warning and the errors of others are not', () => {
  const other = found('unknown-column', 'Locaton', file(QUERY, { id: 'id: 00000000-0000-4000-8000-000000000001' }));
  const warning = found('unknown-column', 'Locaton', file(QUERY), 'warning');
  const everything = [column, untested, other, warning];
  expect(splitKnown(accepted, everything)).toEqual({ known: [column, untested], rest: [other, warning] });
});

test.each([
  ['another place and other lines', file(['// why', ...QUERY], { path: 'detections/b/c.yaml' }), true],
  ['its line', file(QUERY.map((line) => line.replace('KP', 'IR'))), false],
])('an error is known after a change of %s: %#', (_, source, still) => {
  expect(known(found('unknown-column', 'Locaton', source))).toHaveLength(still ? 1 : 0);
});

test.each([
  ['of the name', { ...file(QUERY), text: file(QUERY).text.replace('Somewhere', 'Elsewhere') }, true],
  ['of the query', file([...QUERY, '| take 1']), false],
])('a missing test is known after a change %s: %#', (_, source, still) => {
  expect(known(found('test-coverage', 'id', source))).toHaveLength(still ? 1 : 0);
});

test('another error on the same line is new', () => {
  expect(known(found('kql-type', 'Locaton'))).toEqual([]);
});

test.each(['missing-key', 'yaml-syntax', 'exclusion-marker-missing'])(
  '%s cannot be accepted: the rule would be missing in the workspace',
  (code) => {
    const finding = found(code, 'name');
    expect(baselineOf([finding])).toEqual({ baseline: { untested: new Map(), errors: [] }, rest: [finding] });
  },
);

test('the file is the same whatever the order', () => {
  const clash = found('name-clash', 'name');
  expect(baselineYaml(baselineOf([clash, untested, column, column]).baseline)).toBe(
    baselineYaml(baselineOf([column, clash, untested]).baseline),
  );
});

test('a file that is none says where', () => {
  const { baseline, diagnostics } = loadBaseline({
    path: 'b.yaml',
    text: 'errors: [{ rule: x }]\nuntested: { a: b }\n',
  });
  expect(baseline).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toContain('missing-key');
});
