import { loadTuning } from '../../../src/rules';
import { runTests } from '../run-tests';

const RULE = (query: string, ...exclusions: readonly string[]): string =>
  `query: |\n${query
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\nexclusions:\n${exclusions.map((each) => `  - ${each}\n`).join('')}`;
const PLAIN = 'T\n// @exclusions\n| project S, L';
const SCAN = '{ name: scan, scenario: s, where: S == "scan" and L == 1 }';
const HALVES = `
  - { name: the other half, given: [{ T: { S: scan, L: 2 } }], expect: fires }
  - { name: one half, given: [{ T: { S: other, L: 1 } }], expect: fires }`;
const PROVEN = '\n  - { name: silent, given: [{ T: { S: scan, L: 1 } }], expect: { silentBecause: [scan] } }';

function run(rule: string, cases: string) {
  const { problems, found } = runTests({ rule, tests: `cases:${cases}\n` });
  return { problems, found };
}

const FINE = { problems: {}, found: [] };

describe('silentBecause', () => {
  test('holds when the case is silent, and fires without the exclusion', () => {
    expect(run(RULE(PLAIN, SCAN), PROVEN + HALVES)).toEqual(FINE);
  });

  test('does not hold when the case fires', () => {
    const cases = '\n  - { name: c, given: [{ T: { S: scan, L: 2 } }], expect: { silentBecause: [scan] } }';
    expect(run(RULE(PLAIN, SCAN), cases).problems['c']).toContain(
      'expected no alert, found 1: "Sign-ins of one address to many accounts"',
    );
  });

  test('does not hold when the case is silent anyway', () => {
    const cases = '\n  - { name: c, given: [{ T: { S: scan, L: 1 }, at: -3d }], expect: { silentBecause: [scan] } }';
    expect(run(RULE(PLAIN, SCAN), cases).problems).toEqual({
      c: ['it is not the exclusion scan that silences it: the case is silent without it too'],
    });
  });

  test('another exclusion covers it: neither is the reason alone', () => {
    const cases = '\n  - { name: c, given: [{ T: { S: scan, L: 1 } }], expect: { silentBecause: [scan] } }' + HALVES;
    const ran = run(RULE(PLAIN, SCAN, '{ name: wide, scenario: s, where: S == "scan" and L <= 1 }'), cases);
    expect(ran.problems).toEqual({
      c: ['the exclusion wide silences it as well: without scan alone the case is still silent'],
    });
    expect(ran.found).toEqual([
      'exclusion-covered 17:13 the exclusion wide already covers scan: "c" is silent without scan too',
      'exclusion-untested 18:13 no case shows that the exclusion wide silences anything',
    ]);
  });

  test('two that are needed together, each for its own event', () => {
    const cases = `
  - { name: c, given: [{ T: { S: scan, L: 1 } }, { T: { S: audit } }], expect: { silentBecause: [scan, audit] } }
  - { name: d, given: [{ T: { S: scan, L: 2 } }, { T: { S: x, L: 1 } }], expect: fires }`;
    expect(run(RULE(PLAIN, SCAN, '{ name: audit, scenario: s, where: S == "audit" }'), cases)).toEqual(FINE);
  });

  test('a name that no exclusion has', () => {
    const cases = PROVEN.replace('[scan]', '[scam]') + HALVES;
    expect(run(RULE(PLAIN, SCAN), cases).found).toContainEqual(
      'test-exclusion-unknown 2:56 the rule has no exclusion named scam',
    );
  });

  test.each([
    ['in a let statement', 'let Found = T\n// @exclusions\n| project S, L;\nFound'],
    [
      'in a function of the query',
      'let F = (least: long) { T\n// @exclusions\n| where L >= least };\nunion F(0), F(5)',
    ],
    [
      'in a materialized one that is used twice',
      'let M = materialize(T\n// @exclusions\n| project S, L);\nM | union (M)',
    ],
    ['on a side of a join', 'Other | project S, A = L | join kind=inner (T\n// @exclusions\n| project S, L) on S'],
  ])('is proven %s', (_, query) => {
    const join = query.startsWith('Other');
    const event = (cells: string): string => (join ? `{ T: ${cells} }, { Other: { S: scan } }` : `{ T: ${cells} }`);
    const cases = `
  - { name: silent, given: [${event('{ S: scan, L: 1 }')}], expect: { silentBecause: [scan] } }
  - { name: fires, given: [${event('{ S: scan, L: 2 }')}], expect: fires }`;
    expect(run(RULE(query, SCAN), cases).problems).toEqual({});
  });

  test.each([
    ['over several lines', 'where: |\n      S == "scan"\n      and L == 1'],
    ['with a look-up', `where: S in ((datatable(N:string)['scan'] | project N)) and L == 1`],
    ['with an `or`', 'where: S == "scan" or L == 7'],
    ['of one call', 'where: S startswith "sca"'],
  ])('is proven of a predicate %s', (_, where) => {
    const rule = `${RULE(PLAIN)}  - name: scan\n    scenario: s\n    ${where}\n`;
    const cases = `
  - { name: silent, given: [{ T: { S: scan, L: 1 } }], expect: { silentBecause: [scan] } }
  - { name: fires, given: [{ T: { S: other, L: 2 } }], expect: fires }`;
    expect(run(rule, cases).problems).toEqual({});
  });

  test('is proven at each of several markers', () => {
    const query =
      'let A = T\n// @exclusions a\n| project S, L;\nlet B = Other\n// @exclusions b\n| project S, L;\nunion A, B';
    const rule = RULE(
      query,
      '{ name: in-a, at: a, scenario: s, where: S == "scan" }',
      '{ name: in-b, at: b, scenario: s, where: S == "scan" }',
    );
    const cases = `
  - { name: a, given: [{ T: { S: scan } }], expect: { silentBecause: [in-a] } }
  - { name: b, given: [{ Other: { S: scan } }], expect: { silentBecause: [in-b] } }`;
    expect(run(rule, cases)).toEqual(FINE);
  });

  test('an exclusion that a target adds is proven like one of the rule', () => {
    const lab = { name: 'lab', scenario: 's', where: 'S == "lab"' };
    const ran = runTests({
      rule: RULE(PLAIN, SCAN),
      tests: `cases:\n  - { name: c, given: [{ T: { S: lab } }], expect: { silentBecause: [lab] } }${PROVEN}${HALVES}`,
      targets: { local: { overrides: { exclusions: [lab] } } },
    });
    expect({ problems: ran.problems, found: ran.found }).toEqual(FINE);
  });

  test('one that a target adds and no case of that target proves', () => {
    const text =
      'rule: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34\nreason: r\nexclusions:\n  - { name: lab, scenario: s, where: S == "lab" }\n';
    const { tuning } = loadTuning({ path: 'detections/_tuning/lab/r.yaml', text });
    const target = { overrides: tuning?.overrides ?? {}, ...(tuning === undefined ? {} : { tuning: tuning.document }) };
    const cases = (name: string): string =>
      `cases:\n  - { name: c, target: ${name}, given: [T: {}], expect: fires }${PROVEN}${HALVES}`;
    const found = (name: string): readonly string[] =>
      runTests({ rule: RULE(PLAIN, SCAN), tests: cases(name), targets: { lab: target, other: {} } }).found;
    expect(found('other')).toEqual([]);
    expect(found('lab')).toEqual(['exclusion-never-matches 4:13 no case has an event that the exclusion lab matches']);
  });
});

describe('what is wrong with an exclusion', () => {
  test('it swallows a case that should fire', () => {
    const ran = run(RULE(PLAIN, SCAN), '\n  - { name: c, given: [{ T: { S: scan, L: 1 } }], expect: fires }');
    expect(ran.problems['c']).toEqual([
      'expected an alert, found none',
      'the exclusion scan silences it: without it the case fires',
    ]);
    expect(ran.found).toEqual([
      'exclusion-swallows 17:13 the exclusion scan silences a case that should fire: "c"',
      'exclusion-untested 17:13 no case shows that the exclusion scan silences anything',
    ]);
  });

  test('it swallows one of two alerts', () => {
    const rule = `${RULE(PLAIN, SCAN)}eventGroupingSettings: { aggregationKind: AlertPerResult }\n`;
    const ran = run(
      rule,
      `\n  - { name: c, given: [{ T: { S: scan, L: 1 } }, T: {}], expect: { alerts: 2 } }${PROVEN}${HALVES}`,
    );
    expect(ran.problems['c']).toContain('the exclusion scan takes from it what it expects: without it the case passes');
    expect(ran.found).toEqual(['exclusion-swallows 17:13 the exclusion scan silences a case that should fire: "c"']);
  });

  test.each([
    [
      'nothing is like it',
      '\n  - { name: c, given: [{ T: { S: x } }], expect: fires }',
      ['exclusion-never-matches 17:13 no case has an event that the exclusion scan matches'],
    ],
    [
      'something is like it, but no case says that this silences it',
      '\n  - { name: c, given: [{ T: { S: scan, L: 1 } }], expect: silent }',
      ['exclusion-untested 17:13 no case shows that the exclusion scan silences anything'],
    ],
    [
      'half a predicate has not been shown not to silence',
      PROVEN + HALVES.split('\n').slice(0, 2).join('\n'),
      ['exclusion-half-untested 17:13 no case shows that the exclusion scan needs S == "scan"'],
    ],
    [
      'neither half',
      PROVEN,
      [
        'exclusion-half-untested 17:13 no case shows that the exclusion scan needs S == "scan"',
        'exclusion-half-untested 17:13 no case shows that the exclusion scan needs L == 1',
      ],
    ],
    [
      'an event for which both halves are wrong shows nothing',
      `${PROVEN}\n  - { name: d, given: [{ T: { S: x, L: 9 } }], expect: fires }`,
      [
        'exclusion-half-untested 17:13 no case shows that the exclusion scan needs S == "scan"',
        'exclusion-half-untested 17:13 no case shows that the exclusion scan needs L == 1',
      ],
    ],
  ])('%s', (_, cases, found) => {
    expect(run(RULE(PLAIN, SCAN), cases).found).toEqual(found);
  });

  test('how bad it is, is for the project to say', () => {
    const tests = 'cases:\n  - { name: c, given: [{ T: { S: x } }], expect: fires }';
    const settings = { firing: 1, silent: 1, maturities: [], clock: 'execution' } as const;
    const off = runTests({ rule: RULE(PLAIN, SCAN), tests, context: { settings: { ...settings, exclusions: 'off' } } });
    expect(off.found).toEqual([]);
  });

  test('a run of some cases only says nothing of exclusions', () => {
    const tests = 'cases:\n  - { name: c, given: [{ T: { S: x } }], expect: fires }';
    expect(runTests({ rule: RULE(PLAIN, SCAN), tests, context: { filter: () => true } }).found).toEqual([]);
  });
});
