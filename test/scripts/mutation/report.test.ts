import { isListed, readEquivalents } from '../../../scripts/mutation/equivalents';
import type { Equivalent } from '../../../scripts/mutation/equivalents';
import type { Verdict } from '../../../scripts/mutation/judge';
import { closingLines, printedTally } from '../../../scripts/mutation/report';
import type { Tally } from '../../../scripts/mutation/report';

const entry: Equivalent = { rule: 'r.yaml', was: 'a', becomes: 'b', because: 'why', place: 'e.yaml:1' };

function tally(verdicts: readonly Verdict[], equivalents = 0): Tally {
  const judged = [...verdicts, ...Array.from({ length: equivalents }, () => undefined)].map((verdict, index) => ({
    mutant: { fault: 'severity', line: index + 1, was: 'severity: High', becomes: 'severity: Low', nth: 1 },
    verdict,
    entry: index < verdicts.length ? undefined : entry,
  }));
  return { rule: 'r.yaml', judged, refuted: [], stale: [] };
}

const noticed = (count: number): readonly Verdict[] => Array.from({ length: count }, () => 'test' as const);

// prettier-ignore: table
test.each([
  ['nine of ten', [...noticed(9), undefined], 0, true],
  ['what is equivalent does not count', [...noticed(9), undefined], 5, true],
  ['eight of ten', [...noticed(8), undefined, undefined], 0, false],
  ['nine of nine are too few', noticed(9), 0, false],
] as readonly (readonly [string, readonly Verdict[], number, boolean])[])('%s', (_, verdicts, equivalents, met) => {
  const result = closingLines([tally(verdicts, equivalents)], { seconds: 1, wrong: [] });
  expect(result.met).toBe(met);
});

test('each rule needs ten faults, however many others have', () => {
  expect(closingLines([tally(noticed(100)), tally(noticed(9))], { seconds: 1, wrong: [] }).met).toBe(false);
});

test('a wrong entry of the list fails, whatever the rate', () => {
  const { lines, met } = closingLines([tally(noticed(20))], { seconds: 1, wrong: ['e.yaml:1: stale'] });
  expect(met).toBe(false);
  expect(lines).toContain('e.yaml:1: stale');
  expect(lines.find((line) => line.startsWith('wrong or stale'))).toMatch(/ 1 {2}target 0 +missed$/);
});

test('a survivor is shown as the line before and after, one that is listed is not', () => {
  expect(printedTally(tally([undefined, 'check'], 1), { all: false })).toBe(
    'r.yaml                                                         1/2   50.0 %\n' +
      '  survived: severity, line 1\n    - severity: High\n    + severity: Low\n',
  );
});

test('entries of the list know their place', () => {
  const text =
    '# why\n- { rule: r.yaml, was: a, becomes: b, because: c }\n- rule: r.yaml\n  was: a\n  becomes: b\n  because: c\n';
  expect(readEquivalents({ path: 'e.yaml', text }).map(({ place }) => place)).toEqual(['e.yaml:2', 'e.yaml:3']);
});

test('an entry means one of several equal lines, or all of them', () => {
  const mutant = { fault: 'letter case', line: 3, was: 'a', becomes: 'b', nth: 2 };
  expect([undefined, 1, 2].map((nth) => isListed({ ...entry, ...(nth && { nth }) }, 'r.yaml', mutant))).toEqual([
    true,
    false,
    true,
  ]);
  expect(
    readEquivalents({ path: 'e.yaml', text: '- { rule: r, was: a, becomes: b, because: c, nth: 2 }' })[0]?.nth,
  ).toBe(2);
});

// prettier-ignore: table
test.each([
  ['rule: r', 'e.yaml: expected a list'],
  ['- { rule: r, was: a, becomes: b }', 'e.yaml:1: the entry needs a text for `because`'],
  ['- a\n- b: [', 'e.yaml: '],
])('a list that cannot be read: %s', (text, message) => {
  expect(() => readEquivalents({ path: 'e.yaml', text })).toThrow(message);
});
