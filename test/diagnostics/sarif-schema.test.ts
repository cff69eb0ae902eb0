import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { formatters } from '../../src/diagnostics';
import type { Diagnostic, Severity } from '../../src/diagnostics';
import { checks, fileCodes, projectChecks } from '../../src/rules';
import schema from './sarif-2.1.0/schema.json';

const FORMATS = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  uri: (text: string) => URL.canParse(text),
  'uri-reference': (text: string) => URL.canParse(text, 'https://example.com/') && !/[\s\\^`{|}<>"]/.test(text),
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
};
const ajv = new Ajv2020({ allErrors: true, strict: false, formats: FORMATS });
const validate = ajv.compile({ ...schema, $id: 'sarif' });

const options = {
  color: false,
  files: 1,
  tool: { name: 'sentinel-rules', version: '0.1.0' },
  codes: [...checks, ...projectChecks, ...fileCodes].map(({ code, summary, why }) => ({ code, summary, why })),
};

function schemaErrors(text: string): readonly unknown[] {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

test('the schema refuses what is no SARIF', () => {
  for (const wrong of [
    {},
    { version: '2.0.0', runs: [] },
    { version: '2.1.0', runs: [{ results: [] }] },
    { version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'error' }] }] },
  ]) {
    expect(validate(wrong)).toBe(false);
  }
});

test('without findings', () => {
  expect(schemaErrors(formatters.sarif([], options))).toEqual([]);
});

test('every code of the registry', () => {
  const source = { path: 'detections/a b/ü#%?:\ud800.yaml', text: 'name: x\n' };
  const diagnostics = options.codes.map(({ code }) => {
    return { code, severity: 'error' as const, message: 'x', source, span: { start: 0, end: 4 } };
  });
  const text = formatters.sarif(diagnostics, options);
  expect(schemaErrors(text)).toEqual([]);
  expect(text).toContain('"detections/a%20b/%C3%BC%23%25%3F%3A%EF%BF%BD.yaml"');
});

const diagnostic = fc
  .record({
    code: fc.constantFrom('unknown-key', 'kql-syntax', 'made-up'),
    severity: fc.constantFrom<Severity>('error', 'warning', 'info'),
    message: fc.string({ unit: 'binary', minLength: 1 }),
    path: fc.string({ unit: 'binary', minLength: 1 }),
    text: fc.string({ unit: 'binary' }),
    help: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
    at: fc.tuple(fc.nat(40), fc.nat(40)),
  })
  .map(({ code, severity, message, path, text, help, at: [start, length] }): Diagnostic => ({
    code,
    severity,
    message,
    source: { path, text },
    span: { start: Math.min(start, text.length), end: Math.min(start + length, text.length) },
    ...(help === undefined ? {} : { help }),
  }));

test('whatever is found, in whatever file', () => {
  fc.assert(
    fc.property(fc.array(diagnostic, { maxLength: 4 }), (diagnostics) => {
      const text = formatters.sarif(diagnostics, options);
      expect(schemaErrors(text)).toEqual([]);
      for (const { locations } of (JSON.parse(text) as Log).runs[0]?.results ?? []) {
        const region = locations?.[0]?.physicalLocation?.region;
        const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region ?? {};
        expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

const LINES = ['name: x', 'severity: Extreme', 'severity: Extreme', 'query: T'];

test('lines that come and go elsewhere change no fingerprint', () => {
  const prints = (lines: readonly string[]): readonly unknown[] => {
    const source = { path: 'a.yaml', text: lines.join('\n') };
    const found = lines.flatMap((line, index): readonly Diagnostic[] => {
      if (!line.startsWith('severity')) return [];
      const start = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
      const span = { start: start + 10, end: start + line.length };
      return [{ code: 'unknown-value', severity: 'error', message: `line ${index}`, source, span }];
    });
    const log = JSON.parse(formatters.sarif(found, options)) as Log;
    return log.runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints) ?? [];
  };
  const before = prints(LINES);
  expect(new Set(before.map((each) => JSON.stringify(each))).size).toBe(2);
  fc.assert(
    fc.property(fc.nat(LINES.length), fc.array(fc.constantFrom('', '# new', 'tags: []')), (at, added) => {
      expect(prints([...LINES.slice(0, at), ...added, ...LINES.slice(at)])).toEqual(before);
    }),
  );
});
