import { positionAt } from '../../../src/diagnostics';
import { checkProject } from '../../../src/rules';
import { againstCodes } from '../../../src/history';
import { tombstoneCodes, tuningCodes } from '../../../src/rules';
import { checks, fileCodes, projectChecks } from '../../../src/rules/checks';
import { exampleCatalog } from '../example-catalog';
import { exampleFile } from '../example-file';

const OPTIONS = { today: '2026-11-24', catalog: exampleCatalog(), settings: { latency: { AuditLogs: '1h' } } };

function found(...texts: readonly string[]): string[] {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  return checkProject(files, OPTIONS).diagnostics.map(({ code }) => code);
}

describe.each(checks.map((check) => [check.code, check] as const))('%s', (code, check) => {
  const kind = check.applies === 'hunting' ? 'hunting' : 'rule';

  test('the bad example gives it, at a place in the file', () => {
    const text = exampleFile(check.bad, kind);
    const result = checkProject([{ path: 'a.yaml', text }], OPTIONS);
    const own = result.diagnostics.filter((each) => each.code === code);
    expect(own.length).toBeGreaterThan(0);
    for (const { severity, source, span, message } of own) {
      expect({ severity, message }).toEqual({ severity: check.severity, message: expect.stringMatching(/\S/) });
      expect(positionAt(source, span.start).line).toBeLessThanOrEqual(text.split('\n').length);
      expect(span.end).toBeGreaterThan(span.start);
    }
  });

  test('the bad example has no other error', () => {
    const { diagnostics } = checkProject([{ path: 'a.yaml', text: exampleFile(check.bad, kind) }], OPTIONS);
    expect(diagnostics.filter((each) => each.severity === 'error' && each.code !== code)).toEqual([]);
  });

  test('the good example gives nothing', () => {
    expect(found(exampleFile(check.good, kind))).toEqual([]);
  });
});

describe.each(projectChecks.map((check) => [check.code, check] as const))('%s', (code, check) => {
  test('the bad example gives it in both files', () => {
    const codes = found(...check.bad.map((fragment) => exampleFile(fragment)));
    expect(codes.filter((each) => each === code)).toHaveLength(2);
  });

  test('the good example gives nothing', () => {
    expect(found(...check.good.map((fragment) => exampleFile(fragment)))).not.toContain(code);
  });
});

const shown = fileCodes.flatMap(({ code, bad, good, whole }) =>
  bad === undefined || good === undefined ? [] : [[code, bad, good, whole === true] as const],
);

test.each(shown)('%s: the bad example gives it, the good one nothing', (code, bad, good, whole) => {
  expect(found(whole ? bad : exampleFile(bad))).toContain(code);
  expect(found(exampleFile(good))).toEqual([]);
});

const tuned = tuningCodes.flatMap(({ code, bad, good, rule = '' }) =>
  bad === undefined || good === undefined ? [] : [[code, bad, good, rule] as const],
);

test.each(tuned)('%s: the bad tuning gives it, the good one nothing', (code, bad, good, rule) => {
  const text = exampleFile(rule);
  const id = /^id: (.*)$/m.exec(text)?.[1] ?? '';
  const codesOf = (keys: string): readonly string[] => {
    const tuning = `${keys.startsWith('rule:') ? '' : `rule: ${id}\n`}reason: Agreed\n${keys}\n`;
    const tunings = [{ path: 'detections/_tuning/prod/a.yaml', text: tuning }];
    return checkProject([{ path: 'a.yaml', text }], { ...OPTIONS, tunings }).diagnostics.map((each) => each.code);
  };
  expect(codesOf(bad)).toContain(code);
  expect(codesOf(good)).toEqual([]);
});

test('codes are kebab-case and unique', () => {
  const codes = [...checks, ...projectChecks, ...tuningCodes, ...tombstoneCodes, ...againstCodes, ...fileCodes].map(
    ({ code }) => code,
  );
  expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});
